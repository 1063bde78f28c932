import { PassThrough } from 'node:stream';
import { mostInLogSheet } from '#contract/routes/audit.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import { type LogQuery, type LogWords, readLog } from './read-log.ts';

const columns: readonly SheetColumn[] = [
  { header: '时间（北京时间）', type: 'moment', width: 22 },
  { header: '学校', width: 20 },
  { header: '操作人', width: 24 },
  { header: '身份', width: 16 },
  { header: '操作', width: 32 },
  { header: '对象', width: 44 },
  { header: '状态变化', width: 52 },
  { header: '来自（网段）', width: 16 },
];

/** The log as it is narrowed, page after page as the screen reads it. */
export function logSheet(platform: Platform, words: LogWords, scope: Scope, filter: Omit<LogQuery, 'cursor' | 'limit'>) {
  const stream = new PassThrough();
  writeRows('操作日志', columns, rowsOf(platform, words, scope, filter), stream).catch(error => stream.destroy(error));
  return stream;
}

async function* rowsOf(...[platform, words, scope, filter]: Parameters<typeof logSheet>): AsyncGenerator<SheetValue[]> {
  const limit = 500;
  let cursor: string | undefined;
  for (let written = 0; written < mostInLogSheet; written += limit) {
    const page = await readLog(platform, words, scope, { ...filter, cursor, limit });
    for (const { at, schoolName, who, kindName, word, objectWords, change, from } of page.rows)
      yield [at, schoolName ?? '', who, kindName, word, objectWords, change, from];
    if (!page.next) return;
    cursor = page.next;
  }
}
