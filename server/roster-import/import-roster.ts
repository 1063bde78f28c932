import { z } from 'zod';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import type { RosterKey } from '#domain/forms/roster-row.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { FileStore } from '#server/platform/files/files.ts';
import { recordStoredFile, type StoredFile } from '#server/platform/files/stored-files.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobContext, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { type OpenTable, openTable, refusedFile } from '#server/platform/sheets/open-table.ts';
import type { RefusedFile } from '#server/platform/sheets/refused-file.ts';
import { loadRosterContext } from '#server/roster/index.ts';
import { checkRows, type StagedRange, tooManyRows } from './check-roster.ts';
import { checkStaged } from './check-staged.ts';
import { beginRun, finishRun, getRunToDo, insertRun, type NewRun, noteProgress, type RunToDo, refuseRun } from './import-runs.ts';
import { storeRefusedRows } from './refused-rows.ts';
import { maxRows, rosterTable } from './roster-table.ts';
import { addFaultsTo, clearStaging, countStaged, type RunKey, stagedFaults, warningsLeft } from './staging.ts';
import { type RosterChanges, type Writing, writeChanged } from './write-changed.ts';
import { addedBy, withdrawNew, writeIfFree, writeNew } from './write-new.ts';

export const importRosterJob = defineJob('roster.import', z.object({ schoolId: z.number().int(), runId: z.number().int() }), {
  title: '导入学生名单',
});

/** Starts an import in the caller's transaction: the run and its job are there together or not at all. Answers the run's id. */
export async function startRosterImport(transaction: Transaction, vault: Vault, run: NewRun): Promise<number> {
  const runId = await insertRun(transaction, vault, run);
  const { schoolId } = run;
  // One import of a school at a time: what one has checked, another may not change underneath.
  await addJob(transaction, importRosterJob, { schoolId, runId }, { key: `${schoolId}-${runId}`, queue: `roster-${schoolId}` });
  return runId;
}

export type ImportParts = {
  vault: Vault;
  files: FileStore;
  /** What other matters read before the rows of these graduates change. */
  beforeRosterChanges?: (transaction: Transaction, schoolId: number, graduateIds: readonly number[]) => Promise<void>;
  /** What other matters do, in the same transaction, about graduates who are new, changed or came back. */
  onRosterChanged?: (transaction: Transaction, schoolId: number, changes: RosterChanges) => Promise<void>;
};

/**
 * The import itself. Killed at any point it is run again from the start with the same result: rows are staged anew, and
 * everything that lasts (roster, history, outcome) is written in one transaction.
 */
export function rosterImportJob(parts: ImportParts): JobHandler {
  return handle(importRosterJob, (place, context) => importRoster(parts, place, context));
}

type Context = Pick<JobContext, 'database' | 'clock' | 'signal'>;

export async function importRoster(parts: ImportParts, place: RunKey, context: Context): Promise<void> {
  const { database, clock } = context;
  const run = await getRunToDo(database, place);
  if (run.state === 'done' || run.state === 'refused') return;
  await beginRun(database, place, clock.now());
  const refused = await takeIn(parts, place, run, context);
  if (!refused) return;
  await clearStaging(database, place);
  await refuseRun(database, place, refused, clock.now());
}

/** Opens the file and takes it in; what is wrong with the file as a whole comes back. */
async function takeIn(parts: ImportParts, place: RunKey, run: RunToDo, context: Context): Promise<RefusedFile | undefined> {
  const { files } = parts;
  if (!(await files.has(run.fileId))) return { refused: 'file-missing' };
  return files.withPath(run.fileId, async path => {
    try {
      return await context.database.transaction(async transaction => {
        const opened = await openTable(path, rosterTable);
        if ('refused' in opened) return opened;
        try {
          return await writeRoster(parts, { place, run, path, opened, transaction }, context);
        } finally {
          await opened.close();
        }
      });
    } catch (error) {
      if (error instanceof Error && error.message === tooManyRows)
        return { refused: 'too-many-rows', detail: { limit: maxRows } };
      return refusedFile(error);
    }
  });
}

type Task = { place: RunKey; run: RunToDo; path: string; opened: OpenTable<RosterKey>; transaction: Transaction };

/**
 * New graduates are written while the rows after them are still being read: nobody sees or waits for them before the
 * commit, and two cores have work. With 全部无误才导入 they wait until all is known to be good. Changed graduates come last.
 */
async function writeRoster(parts: ImportParts, task: Task, context: Context): Promise<RefusedFile | undefined> {
  const { place, run, path, opened, transaction } = task;
  const { database, clock, signal } = context;
  const { files, vault } = parts;
  const writing: Writing = { cohort: run.cohort, accountId: run.accountId, now: clock.now() };
  const writesAtOnce = run.mode === 'valid-rows';
  const reach = { cohort: run.cohort, scope: run.scope };
  const report = progressReporter(place, context);
  await clearStaging(database, place);
  const rules = await loadRosterContext(database, { schoolId: place.schoolId, cohort: run.cohort });
  const check = { ...place, database, vault, ...reach, context: rules, places: opened.mapping.places };
  const { rows, contradicted, warned } = await checkRows(check, opened.rows, async range => {
    signal.throwIfAborted();
    await settle(transaction, writing, range, { ...reach, writesAtOnce });
    await report(range.to - opened.mapping.row);
  });
  if (rows === 0) return { refused: 'no-rows' };
  if (writesAtOnce) await withdrawNew(transaction, place, writing, [...contradicted.keys()]);
  await addFaultsTo(transaction, place, contradicted);
  await noteProgress(database, place, { state: 'writing', read: rows, checked: rows, now: clock.now() });
  const counts = await countStaged(transaction, place);
  const warnings = await warningsLeft(transaction, place, warned);
  const faults = stagedFaults(transaction, place);
  const refused = counts.faulty === 0 ? undefined : await storeRefusedRows(files, path, opened.mapping, faults);
  const written = writesAtOnce || counts.faulty === 0;
  if (written) {
    if (!writesAtOnce) await writeNew(transaction, writing, { ...place, from: 0, to: 2 ** 31 - 1 });
    const before = async (ids: readonly number[]) => parts.beforeRosterChanges?.(transaction, place.schoolId, ids);
    const changes = await writeChanged(transaction, place, writing, before);
    const added = await addedBy(transaction, place, writing);
    await parts.onRosterChanged?.(transaction, place.schoolId, { ...changes, added });
  }
  if (refused) await recordStoredFile(transaction, fileOfRefusedRows(place, run, refused), writing.now);
  await clearStaging(transaction, place);
  await finishRun(transaction, place, { counts, warnings, written, refusedFileId: refused?.id ?? null, now: clock.now() });
  return undefined;
}

/** What only the database can tell of a range of staged rows, and writing the new ones of them if they may be written at once. */
async function settle(
  transaction: Transaction,
  writing: Writing,
  range: StagedRange,
  { writesAtOnce, ...reach }: Parameters<typeof checkStaged>[2] & { readonly writesAtOnce: boolean },
): Promise<void> {
  if (range.new + range.changed === 0) return;
  if (writesAtOnce && range.changed === 0 && (await writeIfFree(transaction, writing, range, range.new))) return;
  await checkStaged(transaction, range, reach);
  if (writesAtOnce) await writeNew(transaction, writing, range);
}

/** At most four reports a second: a page shows no more, and each is a write. */
function progressReporter(place: RunKey, { database, clock }: Context): (rows: number) => Promise<void> {
  let last = 0;
  return async rows => {
    const now = performance.now();
    if (now - last < 250) return;
    last = now;
    await noteProgress(database, place, { state: 'reading', read: rows, checked: rows, now: clock.now() });
  };
}

function fileOfRefusedRows(
  { schoolId }: RunKey,
  { accountId }: RunToDo,
  file: { readonly id: string; readonly bytes: number; readonly sha256: Buffer },
): StoredFile {
  return { ...file, purpose: 'roster-refused', schoolId, accountId, mediaType: xlsxMediaType };
}
