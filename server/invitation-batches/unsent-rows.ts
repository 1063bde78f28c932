import { PassThrough, type Readable } from 'node:stream';
import { invitationColumns, type SheetKey } from '#domain/forms/invitation-columns.ts';
import type { Platform } from '#server/platform/platform.ts';
import { remarkHeaders } from '#server/platform/sheets/map-headers.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import { type BatchPlace, type BatchRow, headersOf, linesAfter, openCells, openFaults, type SheetLine } from './store.ts';

const perRead = 200;

async function* linesOf({ database }: Platform, { employerId, batchId }: BatchPlace): AsyncGenerator<SheetLine> {
  let last = 0;
  for (;;) {
    const lines = await database.query(linesAfter, [employerId, batchId, last, null, perRead]);
    yield* lines;
    const end = lines.at(-1);
    if (!end) return;
    last = end.row;
  }
}

/** The rows that were not sent, as they were in the file, each with its reasons in front: mended, it can be uploaded as it is. */
export function writeUnsentRows(platform: Platform, place: BatchPlace, batch: BatchRow): Readable {
  const keys = headersOf(batch).flatMap(({ key }) => invitationColumns.filter(column => column.key === key));
  const columns: SheetColumn[] = [
    { header: remarkHeaders[0], width: 60 },
    { header: remarkHeaders[1], type: 'number', width: 10 },
    ...keys.map(({ header }) => ({ header, width: Math.max(14, header.length * 2 + 4) })),
  ];
  const sheet = new PassThrough();
  const writing = writeRows(
    '没有发送的行',
    columns,
    unsent(
      platform,
      place,
      keys.map(({ key }) => key),
    ),
    sheet,
  );
  writing.catch(error => sheet.destroy(error instanceof Error ? error : new Error('the sheet could not be written')));
  return sheet;
}

async function* unsent(platform: Platform, place: BatchPlace, keys: readonly SheetKey[]): AsyncGenerator<SheetValue[]> {
  const { vault } = platform;
  for await (const line of linesOf(platform, place)) {
    if (line.caseId !== null) continue;
    const reasons = openFaults(vault, line).map(({ column, message }) => `${column}：${message}`);
    const cells = openCells(vault, line);
    yield [reasons.join('\n') || line.sentence || '尚未发送', line.row, ...keys.map(key => cells[key]?.text ?? null)];
  }
}
