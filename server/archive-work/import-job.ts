/** 批量导入 as a desk job: a sheet is checked whole, then taken in a few hundred rows at a time. */
import { z } from 'zod';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import { mostRowsInTransferImport } from '#contract/routes/archive-work.ts';
import { beijingDay } from '#domain/dates.ts';
import { isRefused, type Refused } from '#domain/refusals.ts';
import { levelOf, rolesOf } from '#domain/roles.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { startDeskJob } from '#server/desk-jobs/index.ts';
import { type DeskTask, defineDeskJob, type Finished, type Worked } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { openTable, refusedFile } from '#server/platform/sheets/open-table.ts';
import type { RefusedFile } from '#server/platform/sheets/refused-file.ts';
import { checkSheet } from './check-sheet.ts';
import { clearRows, countRows, endImport, insertImport, nameJob, notePhase, selectCounts, selectToDo } from './import-store.ts';
import { tableOf } from './import-table.ts';
import { refusedRows } from './refused-rows.ts';
import { type Taking, writeNext } from './write-imported.ts';

export const importJob = defineDeskJob(
  'archives.import',
  'archives.review',
  z.object({ importId: z.number(), addressPrefix: z.string() }),
);
type Parameters = z.output<typeof importJob.parameters>;

export interface StartImport {
  readonly kind: TransferKind;
  readonly schoolId: number;
  readonly actor: Actor;
  readonly fileId: string;
  readonly fileName: string;
  readonly addressPrefix: string;
}
/** In the caller's transaction: the import, its job and the line in the log, or none of them. */
export async function startImport(
  platform: Platform,
  tx: Transaction,
  { kind, schoolId, actor, fileId, fileName, addressPrefix }: StartImport,
): Promise<{ readonly importId: number } | Refused> {
  const { vault, clock } = platform;
  const now = clock.now();
  const { title } = transferDetails[kind];
  const { id: importId } = await tx.one(insertImport, [schoolId, kind, actor.accountId, fileId, vault.seal(fileName), now]);
  const jobId = await startDeskJob(platform, tx, importJob, {
    actor,
    title: `批量导入${title}`,
    parameters: { importId, addressPrefix },
  });
  if (isRefused(jobId)) return jobId;
  await tx.execute(nameJob, [schoolId, importId, jobId]);
  const event = { at: now, schoolId, actor: actorKey(actor), object: `transfer-import:${importId}`, addressPrefix };
  await recordAuditEvent(tx, { ...event, action: 'transfer-import-started', detail: { kind: title } }, vault);
  return { importId };
}

/** After so long another job gets the worker. */
const sliceMilliseconds = 2_000;

export async function runImport(platform: Platform, { importId, addressPrefix }: Parameters, task: DeskTask): Promise<Worked> {
  const { database } = platform;
  const scope = schoolOf(task.scope);
  const place = [scope.schoolId, importId];
  const run = await database.one(selectToDo, place);
  const { kind, fileId, phase } = run;
  if (phase === 'done' || phase === 'refused') return { done: 0 };
  if (phase !== 'writing') {
    const refused = await readSheet(platform, importId, { kind, fileId }, task);
    if (refused) return ended(platform, place, { done: 0 }, refused);
  }
  const end = performance.now() + sliceMilliseconds;
  const role = levelOf(rolesOf(task.actor)) ?? 'school';
  const taking: Taking = { kind, importId, scope, actor: task.actor, role, addressPrefix };
  for (;;) {
    const written = await writeNext(platform, taking);
    const { added, changed, same, faulty, written: done } = await database.one(selectCounts, place);
    const total = added + changed + same + faulty;
    const progress = { done: same + faulty + done, total, refused: faulty };
    if (written === 0) {
      const file = faulty > 0 && fileId ? await keepRefused(platform, importId, { kind, fileId }, task) : undefined;
      return ended(platform, place, { ...progress, file });
    }
    await task.progress(progress);
    if (performance.now() > end) return { more: true };
  }
}

function ended({ clock }: Platform, place: readonly number[], finished: Finished, refused?: RefusedFile): Finished {
  return {
    ...finished,
    finally: async tx => {
      if (refused) await tx.execute(clearRows, place);
      const { refused: why = null, detail = {} } = refused ?? {};
      await tx.execute(endImport, [...place, clock.now(), why, JSON.stringify(detail)]);
    },
  };
}

interface Sheet {
  readonly kind: TransferKind;
  readonly fileId: string | null;
}
/** From the start, whatever an attempt before this one has left. */
async function readSheet(
  { database, files, vault, clock }: Platform,
  importId: number,
  { kind, fileId }: Sheet,
  task: DeskTask,
): Promise<RefusedFile | undefined> {
  if (fileId === null || !(await files.has(fileId))) return { refused: 'file-missing' };
  const scope = schoolOf(task.scope);
  const place = [scope.schoolId, importId];
  await database.execute(clearRows, place);
  const regions = await loadRegions(database);
  return files.withPath(fileId, async path => {
    try {
      const opened = await openTable(path, tableOf(kind));
      if ('refused' in opened) return opened;
      const onRead = async (rows: number) => {
        await task.progress({ done: 0 });
        await database.execute(notePhase, [...place, 'reading', rows]);
      };
      const most = mostRowsInTransferImport;
      const check = { database, vault, regions, kind, scope, importId, today: beijingDay(clock.now()), most, onRead };
      const total = await checkSheet(check, opened.mapping, opened.rows).finally(opened.close);
      if (total === undefined) return { refused: 'too-many-rows', detail: { limit: most } };
      if (total === 0) return { refused: 'no-rows' };
      await database.execute(countRows, place);
      await database.execute(notePhase, [...place, 'writing', total]);
      return undefined;
    } catch (error) {
      return refusedFile(error);
    }
  });
}

async function keepRefused(platform: Platform, importId: number, { kind, fileId }: Sheet, task: DeskTask) {
  const { schoolId } = schoolOf(task.scope);
  if (fileId === null || !(await platform.files.has(fileId))) return undefined;
  const sheet = refusedRows(platform, { schoolId, importId, kind, fileId });
  return task.keep(sheet, `${transferDetails[kind].title}-有误的行.xlsx`, xlsxMediaType);
}
