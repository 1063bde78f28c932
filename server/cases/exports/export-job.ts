import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { exportColumns } from '#contract/export-columns.ts';
import { type ExportAsked, exportAsked, mostAtOnce } from '#contract/routes/exports.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type DeskTask, defineDeskJob, type Worked } from '#server/desk-jobs/index.ts';
import type { Actor, Scope } from '#server/platform/http/actor.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres.ts';
import { type SheetValue, writeRows, xlsxMediaType } from '#server/platform/sheets-write.ts';
import { type ExportSheet, exportSheet } from './export-sheets.ts';

/** Once more as it was asked for, with the columns as a list: what was parsed from an address is not parsed from it again. */
const asked = exportAsked.extend({ columns: z.array(z.enum(exportColumns.map(({ key }) => key))).optional() });
export const exportJob = defineDeskJob('cases.export', 'cases.export', z.object({ asked, addressPrefix: z.string() }));
type Parameters = z.output<typeof exportJob.parameters>;

interface Audited {
  readonly asked: ExportAsked;
  readonly sheet: ExportSheet;
  readonly rows: number;
  readonly actor: Actor;
  readonly addressPrefix: string;
  readonly object: string;
}
async function recordExport({ vault, clock }: Platform, tx: Queryable, audited: Audited): Promise<void> {
  const { asked, sheet, rows, actor, addressPrefix, object } = audited;
  const detail = { ...asked, rows, full: sheet.full };
  const event = {
    at: clock.now(),
    schoolId: actor.schoolId,
    actor: actorKey(actor),
    action: 'cases-exported',
    object,
    addressPrefix,
    detail,
  } as const;
  await recordAuditEvent(tx, event, vault);
}

/** The sheet as a stream that ends with the whole file, or fails. */
function streamOf(
  sheet: Pick<ExportSheet, 'title' | 'columns'>,
  rows: AsyncIterable<SheetValue[]> | Iterable<SheetValue[]>,
): PassThrough {
  const stream = new PassThrough();
  // Excel takes 31 characters, and none of these.
  const name = sheet.title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
  writeRows(name, sheet.columns, rows, stream).catch(error => stream.destroy(error));
  return stream;
}

/** Few rows, sent at once. Read before the first byte goes out: a slow line holds no transaction open. */
export async function exportNow(
  platform: Platform,
  { asked, actor, scope, addressPrefix }: { asked: ExportAsked; actor: Actor; scope: Scope; addressPrefix: string },
) {
  const sheet = await exportSheet(platform, asked, actor, scope);
  return platform.database.transaction(async tx => {
    const { over } = await sheet.count(tx, mostAtOnce);
    if (over) return refuse('export-grew', { most: mostAtOnce }) satisfies Refused;
    const rows: SheetValue[][] = [];
    for await (const some of sheet.rows(tx)) rows.push(...some);
    await recordExport(platform, tx, { asked, sheet, rows: rows.length, actor, addressPrefix, object: 'download' });
    return { stream: streamOf(sheet, rows), mediaType: xlsxMediaType, fileName: sheet.fileName };
  });
}

/** Many rows: streamed from one walk through the database into the store, as they were at one moment. */
export async function runExport(platform: Platform, { asked, addressPrefix }: Parameters, task: DeskTask): Promise<Worked> {
  const { actor, scope } = task;
  const sheet = await exportSheet(platform, asked, actor, scope);
  const { total } = await sheet.count(platform.database, 10_000_000);
  await task.progress({ done: 0, total });
  let done = 0;
  const file = await platform.database.transaction(async tx => {
    async function* counted(): AsyncGenerator<SheetValue[]> {
      for await (const some of sheet.rows(tx)) {
        yield* some;
        done += some.length;
        await task.progress({ done, total });
      }
    }
    done = 0;
    return task.keep(streamOf(sheet, counted()), sheet.fileName, xlsxMediaType);
  });
  const audited = { asked, sheet, actor, addressPrefix, object: `desk-job:${task.id}` };
  return { done, total: done, file, finally: tx => recordExport(platform, tx, { ...audited, rows: done }) };
}
