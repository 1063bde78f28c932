import { PassThrough } from 'node:stream';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import { mostRowsAtOnce } from '#contract/routes/jobs.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import type { DeskTask, Finished } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable, Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';

/** A sheet that can be made: counted first, then walked through. */
export interface DeskSheet {
  /** What was asked for, as 任务 has it. */
  readonly title: string;
  readonly fileName: string;
  readonly columns: readonly SheetColumn[];
  count(reads: Queryable, bound: number): Promise<{ readonly total: number; readonly over: boolean }>;
  /** All rows as they are at one moment, some at a time. */
  rows(tx: Transaction): AsyncGenerator<SheetValue[][]>;
  readonly audited: {
    readonly action: string;
    readonly actor: Actor;
    readonly addressPrefix: string;
    /** The filter, the columns, and whether numbers are in full. */
    readonly detail: object;
  };
}

async function record(
  { vault, clock }: Platform,
  tx: Queryable,
  { audited }: DeskSheet,
  rows: number,
  object: string,
): Promise<void> {
  const { action, actor, addressPrefix, detail } = audited;
  const who = { schoolId: actor.schoolId, actor: actorKey(actor), addressPrefix };
  await recordAuditEvent(tx, { at: clock.now(), ...who, action, object, detail: { ...detail, rows } }, vault);
}

/** A stream that ends with the whole file, or fails. */
function streamOf({ title, columns }: DeskSheet, rows: AsyncIterable<SheetValue[]> | Iterable<SheetValue[]>): PassThrough {
  const stream = new PassThrough();
  // Excel takes 31 characters, and none of these.
  const name = title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
  writeRows(name, columns, rows, stream).catch(error => stream.destroy(error));
  return stream;
}

/** A sheet of few rows as an answer. They are read before the first byte is sent: a slow line holds no transaction open. */
export function sendSheet(platform: Platform, sheet: DeskSheet): Promise<Download | Refused> {
  return platform.database.transaction(async (tx): Promise<Download | Refused> => {
    const { over } = await sheet.count(tx, mostRowsAtOnce);
    if (over) return refuse('export-grew', { most: mostRowsAtOnce });
    const rows: SheetValue[][] = [];
    for await (const some of sheet.rows(tx)) rows.push(...some);
    await record(platform, tx, sheet, rows.length, 'download');
    return { stream: streamOf(sheet, rows), mediaType: xlsxMediaType, fileName: sheet.fileName };
  });
}

/** A sheet of any length as the result of a job, streamed from one walk through the database into the store. */
export async function keepSheet(platform: Platform, sheet: DeskSheet, task: DeskTask): Promise<Finished> {
  const { total } = await sheet.count(platform.database, 10_000_000);
  let done = 0;
  const file = await platform.database.transaction(async tx => {
    async function* counted(): AsyncGenerator<SheetValue[]> {
      done = 0;
      for await (const some of sheet.rows(tx)) {
        yield* some;
        done += some.length;
        await task.progress({ done, total });
      }
    }
    return task.keep(streamOf(sheet, counted()), sheet.fileName, xlsxMediaType);
  });
  return { done, total: done, file, finally: tx => record(platform, tx, sheet, done, `desk-job:${task.id}`) };
}
