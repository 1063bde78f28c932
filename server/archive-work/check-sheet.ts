/** Reads a sheet of records and says of every row what taking it in would do, or what is wrong with it. */
import { setImmediate } from 'node:timers/promises';
import type { RegionTable } from '#domain/codes/regions.ts';
import { normalizeExamNumber } from '#domain/identifiers/exam-number.ts';
import { normalizeDocumentNumber } from '#domain/identifiers/id-card.ts';
import { isSameContent } from '#domain/transfers/content.ts';
import { type ImportedRow, type ImportFault, readImportRow } from '#domain/transfers/import-sheet.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { registeredContents } from '#server/archives/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { copyInto, copyLines } from '#server/platform/postgres/copy.ts';
import type { Database } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { duplicateFinder } from '#server/platform/sheets/duplicates.ts';
import type { HeaderMapping } from '#server/platform/sheets/map-headers.ts';
import type { SheetRow } from '#server/platform/sheets/sheets.ts';
import { rowTarget, selectFaults, writeFaults } from './import-store.ts';
import { findMatches, matchOf } from './match-graduates.ts';

/** Rows per round: two queries for what is known, one COPY. */
const round = 500;

export interface Check {
  readonly database: Database;
  readonly vault: Vault;
  readonly regions: RegionTable;
  readonly kind: TransferKind;
  readonly scope: SchoolScope;
  readonly importId: number;
  /** The day in Beijing. */
  readonly today: string;
  /** More rows are too many. */
  readonly most: number;
  readonly onRead: (rows: number) => Promise<void>;
}
interface ReadRow {
  readonly row: number;
  readonly examNumber: string;
  readonly name: string;
  readonly idNumber: string;
  readonly read: ImportedRow;
}

/** As they are kept and shown: one to a line. */
export const faultLine = ({ column, message }: ImportFault): string => `${column}：${message}`;
export function faultOf(line: string): ImportFault {
  const [column = '', ...message] = line.split('：');
  return { column, message: message.join('：') };
}

/** Keeps what was found of each row. Answers how many rows there are; undefined when there are too many. */
export async function checkSheet(
  check: Check,
  mapping: HeaderMapping<string>,
  rows: AsyncIterable<readonly SheetRow[]>,
): Promise<number | undefined> {
  const duplicates = duplicateFinder();
  let waiting: ReadRow[] = [];
  let total = 0;
  const keep = async () => {
    await keepRound(check, waiting, duplicates.find);
    total += waiting.length;
    waiting = [];
    await check.onRead(total);
    await setImmediate();
  };
  for await (const together of rows)
    for (const row of together) {
      const read = readRow(check, mapping, row);
      if (read) waiting.push(read);
      if (total + waiting.length > check.most) return undefined;
      if (waiting.length >= round) await keep();
    }
  if (waiting.length > 0) await keep();
  await keepEarlier(check, duplicates.earlier);
  return total;
}

/** Undefined for a row that has something in other columns only. */
function readRow({ kind, regions }: Check, { places }: HeaderMapping<string>, { row, cells }: SheetRow): ReadRow | undefined {
  const cellOf = (key: string) => {
    const place = places.get(key);
    return place === undefined ? undefined : cells[place];
  };
  if (![...places.values()].some(place => (cells[place]?.text ?? '') !== '')) return undefined;
  // A string cut out of a larger one would keep that one in memory.
  const textOf = (key: string) => Buffer.from((cellOf(key)?.text ?? '').trim().slice(0, 60)).toString();
  return {
    row,
    examNumber: normalizeExamNumber(textOf('examNumber')),
    name: textOf('name'),
    idNumber: normalizeDocumentNumber(textOf('idNumber')),
    read: readImportRow(kind, cellOf, regions),
  };
}

async function keepRound(
  { database, vault, kind, scope, importId, today }: Check,
  rows: readonly ReadRow[],
  findDuplicate: ReturnType<typeof duplicateFinder>['find'],
): Promise<void> {
  const { schoolId } = scope;
  const examNumbers = rows.flatMap(({ read, examNumber }) => ('whom' in read ? [examNumber] : []));
  const matches = await findMatches(database, scope, examNumbers, today);
  const graduateIds = [...matches.values()].flat().map(({ graduateId }) => graduateId);
  const kept = await registeredContents(database, vault, { schoolId, kind, graduateIds });
  const lines = copyLines();
  for (const { row, examNumber, name, idNumber, read } of rows) {
    const match = 'whom' in read ? matchOf(vault, kind, read.whom, matches.get(examNumber) ?? []) : undefined;
    const faults = [
      ...('faults' in read ? read.faults : match && 'faults' in match ? match.faults : []).map(faultLine),
      ...[findDuplicate(row, '考生号', examNumber || undefined), findDuplicate(row, '身份证号', idNumber || undefined)].flatMap(
        fault => fault ?? [],
      ),
    ];
    const head = [schoolId, importId, row];
    if (faults.length > 0 || !match || !('graduateId' in match) || 'faults' in read) {
      lines.add([...head, 'faulty', examNumber, name, null, null, vault.seal(faults.join('\n'))]);
      continue;
    }
    const before = kept.get(match.graduateId);
    const outcome = !before ? 'added' : isSameContent(kind, before, read.content) ? 'same' : 'changed';
    lines.add([...head, outcome, examNumber, name, match.graduateId, vault.sealJson(read.content), null]);
  }
  await copyInto(database, rowTarget, lines);
}

/** Rows that were let through before a later one turned out to name the same person. */
async function keepEarlier({ database, vault, scope, importId }: Check, earlier: ReadonlyMap<number, string>): Promise<void> {
  if (earlier.size === 0) return;
  const known = await database.query(selectFaults, [scope.schoolId, importId, [...earlier.keys()]]);
  const faults = known.map(({ row, faultsSealed }) =>
    vault.seal([...(faultsSealed ? [vault.open(faultsSealed)] : []), earlier.get(row) ?? ''].join('\n')),
  );
  await database.execute(writeFaults, [scope.schoolId, importId, known.map(({ row }) => row), faults]);
}
