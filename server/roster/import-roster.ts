import { z } from 'zod';
import type { Vault } from '#server/platform/crypto.ts';
import type { FileStore } from '#server/platform/files.ts';
import { addJob, defineJob } from '#server/platform/jobs.ts';
import { handle, type JobContext, type JobHandler } from '#server/platform/jobs-worker.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres.ts';
import { checkRows } from './check-roster.ts';
import { checkStaged } from './check-staged.ts';
import { maxRows, type RefusedFile } from './import-refusals.ts';
import { beginRun, finishRun, getRunToDo, insertRun, type NewRun, noteProgress, type RunToDo, refuseRun } from './import-runs.ts';
import type { HeaderMapping } from './map-headers.ts';
import { openRoster, refusedFile } from './open-roster.ts';
import { storeRefusedRows } from './refused-rows.ts';
import { loadRosterContext } from './roster-context.ts';
import { clearStaging, countStaged, type Place, stagedFaults } from './staging.ts';
import { type RosterChanges, writeStaged } from './write-staged.ts';

export const importRosterJob = defineJob('roster.import', z.object({ schoolId: z.number().int(), runId: z.number().int() }));

/** Starts an import in the caller's transaction: the run and its job are there together or not at all. Answers the run's id. */
export async function startRosterImport(transaction: Transaction, run: NewRun): Promise<number> {
  const runId = await insertRun(transaction, run);
  const { schoolId } = run;
  // One import of a school at a time: what one has checked, another may not change underneath.
  await addJob(transaction, importRosterJob, { schoolId, runId }, { key: `${schoolId}-${runId}`, queue: `roster-${schoolId}` });
  return runId;
}

export type ImportParts = {
  vault: Vault;
  files: FileStore;
  /** What other matters do, in the same transaction, about graduates who changed department or came back. */
  onRosterChanged?: (transaction: Transaction, schoolId: number, changes: RosterChanges) => Promise<void>;
};

/**
 * The import itself. Killed at any point it is run again from the start with the same result: rows are staged anew, and
 * everything that lasts (roster, history, outcome) is written in one transaction at the end.
 */
export function rosterImportJob(parts: ImportParts): JobHandler {
  return handle(importRosterJob, (place, context) => importRoster(parts, place, context));
}

type Read = { mapping: HeaderMapping; total: number };

export async function importRoster(
  parts: ImportParts,
  place: Place,
  context: Pick<JobContext, 'database' | 'clock' | 'signal'>,
): Promise<void> {
  const { database, clock } = context;
  const run = await getRunToDo(database, place);
  if (run.state === 'done' || run.state === 'refused') return;
  await clearStaging(database, place);
  await beginRun(database, place, clock.now());
  const outcome = await readFile(parts, place, run, context);
  if ('refused' in outcome) {
    await clearStaging(database, place);
    await refuseRun(database, place, outcome, clock.now());
    return;
  }
  await checkStaged(database, place, run.cohort);
  await noteProgress(database, place, { state: 'writing', read: outcome.total, checked: outcome.total, now: clock.now() });
  await write(parts, place, run, outcome.mapping, context);
}

async function readFile(
  { vault, files }: ImportParts,
  place: Place,
  run: RunToDo,
  { database, clock, signal }: Pick<JobContext, 'database' | 'clock' | 'signal'>,
): Promise<Read | RefusedFile> {
  if (!(await files.has(run.fileId))) return { refused: 'file-missing' };
  const context = await loadRosterContext(database, place.schoolId, run.cohort);
  const report = slowed(async rows => {
    await noteProgress(database, place, { state: 'reading', read: rows, checked: rows, now: clock.now() });
  });
  return files.withPath(run.fileId, async path => {
    const opened = await openRoster(path);
    if ('refused' in opened) return opened;
    const { mapping, rows } = opened;
    try {
      const check = { ...place, database, vault, cohort: run.cohort, context, places: mapping.places };
      const total = await checkRows(check, rows, async done => {
        signal.throwIfAborted();
        if (done > maxRows) throw new Error(tooMany);
        await report(done);
      });
      return total === 0 ? { refused: 'no-rows' } : { mapping, total };
    } catch (error) {
      if (error instanceof Error && error.message === tooMany) return { refused: 'too-many-rows', detail: { limit: maxRows } };
      return refusedFile(error);
    } finally {
      await opened.close();
    }
  });
}

const tooMany = 'more rows than one file may hold';

/** At most four reports a second: a page shows no more, and each is a write. */
function slowed(report: (rows: number) => Promise<void>): (rows: number) => Promise<void> {
  let last = 0;
  return async rows => {
    const now = performance.now();
    if (now - last < 250) return;
    last = now;
    await report(rows);
  };
}

async function write(
  { files, onRosterChanged }: ImportParts,
  place: Place,
  run: RunToDo,
  mapping: HeaderMapping,
  { database, clock }: Pick<JobContext, 'database' | 'clock'>,
): Promise<void> {
  const counts = await countStaged(database, place);
  const refused =
    counts.faulty === 0
      ? undefined
      : await files.withPath(run.fileId, path => storeRefusedRows(files, path, mapping, stagedFaults(database, place)));
  const written = run.mode === 'valid-rows' || counts.faulty === 0;
  const now = clock.now();
  await database.transaction(async transaction => {
    if (written) {
      const changes = await writeStaged(transaction, { ...place, cohort: run.cohort, accountId: run.accountId, now });
      await onRosterChanged?.(transaction, place.schoolId, changes);
    }
    if (refused) await insertFile(transaction, place, run, refused, now);
    await clearStaging(transaction, place);
    await finishRun(transaction, place, { counts, written, refusedFileId: refused?.id ?? null, now });
  });
}

const addFile = statement(
  'roster.refused-file',
  `insert into stored_file (id, purpose, school_id, account_id, name, media_type, bytes, sha256, created_at)
   values ($1, 'roster-refused', $2, $3, $4, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', $5, $6, $7)
   on conflict (id) do nothing`,
);

async function insertFile(
  transaction: Queryable,
  { schoolId }: Place,
  run: RunToDo,
  file: { id: string; bytes: number; sha256: Buffer },
  now: Date,
): Promise<void> {
  const name = `${run.fileName.replace(/\.xlsx$/i, '')}-有误的行.xlsx`;
  await transaction.execute(addFile, [file.id, schoolId, run.accountId, name, file.bytes, file.sha256, now]);
}
