import type { RosterContext, RosterKey, RosterOutcome, RosterRow } from '#domain/forms/roster-row.ts';
import { normalizeExamNumber } from '#domain/identifiers/exam-number.ts';
import type { Vault } from '#server/platform/crypto.ts';
import type { Database } from '#server/platform/postgres.ts';
import { copyInto } from '#server/platform/postgres-copy.ts';
import type { SheetRow } from '#server/platform/sheets.ts';
import { documentHash } from './document-hash.ts';
import { duplicateFinder } from './duplicates.ts';
import { type Judged, judgeRow } from './judge-row.ts';
import { findGraduates, type KnownGraduate } from './known-graduates.ts';
import { readRosterRow } from './read-row.ts';
import { addFaultsTo, type Place, stagedLine, stagingTarget } from './staging.ts';

/**
 * Rows per round: a round is some 30 ms of computing, after which other requests have their turn, one query for what the
 * roster already has, and one COPY that runs while the next round is read.
 */
const round = 1000;

export type Check = Place & {
  database: Database;
  vault: Vault;
  cohort: number;
  context: RosterContext;
  places: ReadonlyMap<RosterKey, number>;
};

type ReadRow = { row: number; outcome: RosterOutcome<RosterRow>; examNumber: string | undefined };

/**
 * Checks every row against itself, against the file and against the school's roster, and stages what taking it in would do.
 * `onProgress` is told the rows staged so far; it may throw to stop.
 */
export async function checkRows(
  check: Check,
  rows: AsyncIterable<SheetRow>,
  onProgress: (rows: number) => Promise<void>,
): Promise<number> {
  const duplicates = duplicateFinder();
  let copying: Promise<void> = Promise.resolve();
  let waiting: ReadRow[] = [];
  let total = 0;
  const stage = async (): Promise<void> => {
    const lines = await judgeAll(check, waiting, duplicates);
    await copying;
    copying = copyInto(check.database, stagingTarget, lines);
    // Awaited with the next round; a failure before that is not unhandled.
    copying.catch(() => {});
    total += waiting.length;
    waiting = [];
    await onProgress(total);
  };
  try {
    for await (const { row, cells } of rows) {
      const place = check.places.get('examNumber');
      const written = place === undefined ? undefined : cells[place]?.text;
      waiting.push({
        row,
        outcome: readRosterRow(cells, check.places, check.context),
        examNumber: written === undefined || written === '' ? undefined : normalizeExamNumber(written),
      });
      if (waiting.length >= round) await stage();
    }
    if (waiting.length > 0) await stage();
  } finally {
    // Also when a row or a query failed: a copy still under way would meet the next attempt.
    await copying;
  }
  await addFaultsTo(check.database, check, duplicates.earlier);
  return total;
}

async function judgeAll(check: Check, rows: readonly ReadRow[], duplicates: ReturnType<typeof duplicateFinder>): Promise<string> {
  const examNumbers = rows.flatMap(({ outcome }) => ('ok' in outcome ? [outcome.ok.examNumber] : []));
  const known = await findGraduates(check.database, check.vault, check.schoolId, check.cohort, examNumbers);
  let lines = '';
  for (const { row, outcome, examNumber } of rows) {
    const judged = judge(outcome, known);
    const repeated = [
      duplicates.find(row, '考生号', examNumber),
      duplicates.find(row, '证件号码', documentKey(check.vault, judged)),
    ].filter(fault => fault !== undefined);
    lines += stagedLine(check.vault, check, row, repeated.length === 0 ? judged : withFaults(judged, repeated));
  }
  return lines;
}

function judge(outcome: RosterOutcome<RosterRow>, known: ReadonlyMap<string, KnownGraduate>): Judged {
  if ('faults' in outcome) return { outcome: 'faulty', faults: outcome.faults.map(fault => fault.message) };
  return judgeRow(outcome.ok, known.get(outcome.ok.examNumber));
}

function withFaults(judged: Judged, faults: readonly string[]): Judged {
  return { outcome: 'faulty', faults: [...(judged.outcome === 'faulty' ? judged.faults : []), ...faults] };
}

function documentKey(vault: Vault, judged: Judged): string | undefined {
  if (judged.outcome === 'faulty') return undefined;
  if (judged.outcome === 'same') return judged.known.documentHash.toString('latin1');
  return documentHash(vault, judged.record.documentType, judged.record.idNumber).toString('latin1');
}
