import { setImmediate } from 'node:timers/promises';
import {
  type RosterContext,
  type RosterFault,
  type RosterKey,
  type RosterOutcome,
  type RosterRow,
  rosterWarnings,
} from '#domain/forms/roster-row.ts';
import { normalizeExamNumber } from '#domain/identifiers/exam-number.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type CopyLines, copyInto, copyLines } from '#server/platform/postgres/copy.ts';
import type { Database } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { duplicateFinder } from '#server/platform/sheets/duplicates.ts';
import type { Cell, SheetRow } from '#server/platform/sheets/sheets.ts';
import { documentHash, findGraduates, type Judged, judgeRow, type KnownGraduate } from '#server/roster/index.ts';
import { readRosterRow } from './read-row.ts';
import { maxRows } from './roster-table.ts';
import { type RowRange, type RunKey, stagedLine, stagingTarget } from './staging.ts';

/**
 * Rows per round: one query for what the roster already has, and one COPY. The database works on a round while the next is
 * being read. Fewer rows cost the database more statements, more cost memory.
 */
const round = 1000;

/** Rows after which other requests of this process have their turn: some 10 ms. */
const turn = 250;

export type Check = RunKey & {
  database: Database;
  vault: Vault;
  cohort: number;
  context: RosterContext;
  places: ReadonlyMap<RosterKey, number>;
  /** Whose rows may be taken in. */
  scope: SchoolScope;
};

type ReadRow = { row: number; outcome: RosterOutcome<RosterRow>; examNumber: string | undefined };

export type Checked = {
  rows: number;
  /** Rows that were staged as good and that a later row turned out to contradict, with their faults. */
  contradicted: ReadonlyMap<number, string>;
  /** Rows by the sentence that warns of them. */
  warned: ReadonlyMap<string, readonly number[]>;
};

/** A range of rows that were staged together, and how many of them would be written. */
export type StagedRange = RowRange & { new: number; changed: number };

/**
 * Checks every row against itself, against the file and against the school's roster, and stages what taking it in would do.
 * `onStaged` is told each range of rows once it is staged, while the next is being read; it may throw to stop.
 */
export async function checkRows(
  check: Check,
  rows: AsyncIterable<readonly SheetRow[]>,
  onStaged: (range: StagedRange) => Promise<void>,
): Promise<Checked> {
  const duplicates = duplicateFinder();
  let behind: Promise<void> = Promise.resolve();
  let looking: { rows: ReadRow[]; known: ReturnType<typeof knownTo> } | undefined;
  let waiting: ReadRow[] = [];
  let total = 0;
  const warned = new Map<string, number[]>();
  const stage = async (): Promise<void> => {
    if (!looking) return;
    const { rows, known } = looking;
    const { lines, counts } = await judgeAll(check, rows, await known, duplicates, warned);
    const { schoolId, runId } = check;
    const range = { schoolId, runId, from: rows[0]?.row ?? 0, to: rows.at(-1)?.row ?? 0, ...counts };
    await behind;
    behind = copyInto(check.database, stagingTarget, lines).then(() => onStaged(range));
    // Awaited with the next round; a failure before that is not unhandled.
    behind.catch(() => {});
  };
  const nextRound = async (): Promise<void> => {
    await stage();
    total += waiting.length;
    if (total > maxRows) throw new Error(tooManyRows);
    looking = { rows: waiting, known: knownTo(check, waiting) };
    looking.known.catch(() => {});
    waiting = [];
  };
  try {
    for await (const together of rows) {
      for (const { row, cells } of together) {
        waiting.push(readRow(check, row, cells));
        if (waiting.length >= round) await nextRound();
      }
    }
    if (waiting.length > 0) await nextRound();
    await stage();
  } finally {
    // Also when a row or a query failed: what is still under way would meet the next attempt.
    await behind;
  }
  return { rows: total, contradicted: duplicates.earlier, warned };
}

function readRow({ places, context }: Check, row: number, cells: readonly Cell[]): ReadRow {
  const place = places.get('examNumber');
  const written = place === undefined ? undefined : cells[place]?.text;
  const examNumber = written === undefined || written === '' ? undefined : ownCopy(normalizeExamNumber(written));
  return { row, outcome: readRosterRow(cells, places, context), examNumber };
}

/** A string cut out of a larger one keeps that one in memory: 100,000 of them would hold the whole file. */
function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** Thrown when a file has more rows than one may have. */
export const tooManyRows = 'more rows than one file may hold';

function knownTo(check: Check, rows: readonly ReadRow[]): Promise<Map<string, KnownGraduate>> {
  const examNumbers = rows.flatMap(({ outcome }) => ('ok' in outcome ? [outcome.ok.examNumber] : []));
  return findGraduates(check.database, check.vault, check.schoolId, check.cohort, examNumbers);
}

async function judgeAll(
  check: Check,
  rows: readonly ReadRow[],
  known: ReadonlyMap<string, KnownGraduate>,
  duplicates: ReturnType<typeof duplicateFinder>,
  warned: Map<string, number[]>,
): Promise<{ lines: CopyLines; counts: Record<Judged['outcome'], number> }> {
  const lines = copyLines();
  const counts = { new: 0, changed: 0, same: 0, faulty: 0 };
  for (const [index, { row, outcome, examNumber }] of rows.entries()) {
    if (index % turn === turn - 1) await setImmediate();
    const judged = judge(check, outcome, known);
    const document = documentOf(check.vault, judged);
    const repeated = [
      duplicates.find(row, '考生号', examNumber),
      duplicates.find(row, '证件号码', document?.toString('latin1')),
    ].filter(fault => fault !== undefined);
    const final = repeated.length === 0 ? judged : withFaults(judged, repeated);
    lines.add(stagedLine(check.vault, check, row, final, document));
    counts[final.outcome]++;
    for (const { message } of warningsOf(final)) rowsUnder(warned, message).push(row);
  }
  return { lines, counts };
}

function rowsUnder(warned: Map<string, number[]>, message: string): number[] {
  const rows = warned.get(message) ?? [];
  warned.set(message, rows);
  return rows;
}

function warningsOf(judged: Judged): readonly RosterFault[] {
  if (judged.outcome === 'faulty') return [];
  return rosterWarnings(judged.outcome === 'same' ? judged.known.record : judged.record);
}

function judge({ scope }: Check, outcome: RosterOutcome<RosterRow>, known: ReadonlyMap<string, KnownGraduate>): Judged {
  if ('faults' in outcome) return { outcome: 'faulty', faults: outcome.faults.map(fault => fault.message) };
  return judgeRow(outcome.ok, known.get(outcome.ok.examNumber), scope);
}

function withFaults(judged: Judged, faults: readonly string[]): Judged {
  return { outcome: 'faulty', faults: [...(judged.outcome === 'faulty' ? judged.faults : []), ...faults] };
}

function documentOf(vault: Vault, judged: Judged): Buffer | undefined {
  if (judged.outcome === 'faulty') return undefined;
  if (judged.outcome === 'same') return judged.known.documentHash;
  return documentHash(vault, judged.record.documentType, judged.record.idNumber);
}
