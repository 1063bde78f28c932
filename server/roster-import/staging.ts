import type { Vault } from '#server/platform/base/crypto.ts';
import type { CopyValue } from '#server/platform/postgres/copy.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { examNumberHash, type Judged, recordColumns, recordValues } from '#server/roster/index.ts';

const headColumns = [
  'school_id',
  'run_id',
  'row_number',
  'outcome',
  'fault',
  'graduate_id',
  'graduate_version',
  'fields',
  'changes_sealed',
];

/** What staged lines are copied into. */
export const stagingTarget = `roster_staging (${[...headColumns, 'exam_number_hash', ...recordColumns].join(', ')})`;

const nothing: readonly CopyValue[] = Array.from({ length: recordColumns.length + 1 }, () => null);

export type RunKey = { schoolId: number; runId: number };

/** Rows of a run by their numbers in the file, both ends included. */
export type RowRange = RunKey & { from: number; to: number };

/** The values of one judged row for `stagingTarget`. ID number and phone leave this function sealed. */
export function stagedLine(
  vault: Vault,
  { schoolId, runId }: RunKey,
  row: number,
  judged: Judged,
  document: Buffer | undefined,
): CopyValue[] {
  const head = [schoolId, runId, row, judged.outcome];
  switch (judged.outcome) {
    case 'faulty':
      return [...head, judged.faults.join('\n'), null, null, null, null, ...nothing];
    case 'same':
      return [...head, null, null, null, null, null, ...nothing];
    case 'new': {
      const values = recordValues(vault, judged.record, document);
      return [...head, null, null, null, null, null, examNumberHash(vault, judged.record.examNumber), ...values];
    }
    case 'changed': {
      const { known, changes, record } = judged;
      const sealed = vault.sealJson(changes);
      return [
        ...head,
        null,
        known.id,
        known.version,
        Object.keys(changes),
        sealed,
        examNumberHash(vault, record.examNumber),
        ...recordValues(vault, record, document),
      ];
    }
  }
}

const ofRun = 'school_id = $1 and run_id = $2';

const clear = statement('roster-import.staging_clear', `delete from roster_staging where ${ofRun}`);

/** Forgets what was staged for a run: before it starts over, and when it is done. */
export async function clearStaging(database: Queryable, { schoolId, runId }: RunKey): Promise<void> {
  await database.execute(clear, [schoolId, runId]);
}

const addFaults = statement(
  'roster-import.staging_faults',
  `update roster_staging as staged
   set outcome = 'faulty', fault = concat_ws(E'\\n', staged.fault, found.fault)
   from unnest($3::integer[], $4::text[]) as found (row_number, fault)
   where ${ofRun} and staged.row_number = found.row_number`,
);

/** Makes rows faulty that were staged before their fault was known. */
export async function addFaultsTo(
  database: Queryable,
  { schoolId, runId }: RunKey,
  faults: ReadonlyMap<number, string>,
): Promise<void> {
  if (faults.size > 0) await database.execute(addFaults, [schoolId, runId, [...faults.keys()], [...faults.values()]]);
}

export type Counts = { new: number; changed: number; same: number; faulty: number; restored: number };

const count = statement<Counts>(
  'roster-import.staging_count',
  `select count(*) filter (where outcome = 'new') as new, count(*) filter (where outcome = 'changed') as changed,
     count(*) filter (where outcome = 'same') as same, count(*) filter (where outcome = 'faulty') as faulty,
     count(*) filter (where outcome = 'changed' and 'lapsed' = any (fields)) as restored
   from roster_staging where ${ofRun}`,
);

export function countStaged(database: Queryable, { schoolId, runId }: RunKey): Promise<Counts> {
  return database.one(count, [schoolId, runId]);
}

const faultyAmong = statement<{ row: number }>(
  'roster-import.staging_faulty_among',
  `select row_number as row from roster_staging where ${ofRun} and outcome = 'faulty' and row_number = any($3::integer[])`,
);

/** Row numbers that a page lists; more are only counted. */
const rowsListed = 50;
export type Warning = { readonly text: string; readonly count: number; readonly rows: readonly number[] };

/** What is left of warnings when the faulty rows are out: nothing of those is taken in. */
export async function warningsLeft(
  database: Queryable,
  { schoolId, runId }: RunKey,
  warned: ReadonlyMap<string, readonly number[]>,
): Promise<Warning[]> {
  const all = [...warned.values()].flat();
  if (all.length === 0) return [];
  const faulty = new Set((await database.query(faultyAmong, [schoolId, runId, all])).map(({ row }) => row));
  return [...warned].flatMap(([text, rows]) => {
    const left = rows.filter(row => !faulty.has(row));
    return left.length > 0 ? [{ text, count: left.length, rows: left.slice(0, rowsListed) }] : [];
  });
}

export type StagedFault = { row: number; fault: string };

const faultsAfter = statement<StagedFault>(
  'roster-import.staging_faults_after',
  `select row_number as row, fault from roster_staging
   where ${ofRun} and row_number > $3 and outcome = 'faulty' order by row_number limit 1000`,
);

/** The faulty rows of a run in the order of the file. */
export async function* stagedFaults(database: Queryable, { schoolId, runId }: RunKey): AsyncGenerator<StagedFault> {
  let last = 0;
  for (;;) {
    const found = await database.query(faultsAfter, [schoolId, runId, last]);
    yield* found;
    const end = found.at(-1);
    if (!end) return;
    last = end.row;
  }
}
