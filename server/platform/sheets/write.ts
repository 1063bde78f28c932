import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CellValue, writeXlsxStream } from 'hucre/xlsx';

/** `text` columns keep leading zeros and long digit strings: they are text cells formatted as text. A `moment` is shown in Beijing time. `width` in characters. */
export type SheetColumn = { header: string; type?: 'text' | 'number' | 'date' | 'moment' | 'general'; width?: number };

/** A string is always text, never a formula, whatever it begins with. */
export type SheetValue = string | number | boolean | Date | null;

const formats = { text: '@', number: 'General', date: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm', general: 'General' } as const;

/** A worksheet cell of Excel holds this many UTF-16 units. */
const longestText = 32_767;

/**
 * Streams rows into an xlsx with a frozen header row; memory does not grow with the rows. Strings go out as inline strings
 * (`t="inlineStr"`), so one that begins with `= + - @` stays what it is. `to` is a path or a stream, which is ended.
 */
export async function writeRows(
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>,
  to: string | Writable,
): Promise<void> {
  const moments = new Set(columns.flatMap(({ type }, index) => (type === 'moment' ? [index] : [])));
  const sheet = writeXlsxStream(cleaned(rows, moments), {
    name,
    columns: columns.map(({ header, type = 'text', width = 14 }) => ({ header, width, numFmt: formats[type] })),
    freezePane: { rows: 1 },
  });
  await pipeline(Readable.from(bytes(sheet)), typeof to === 'string' ? createWriteStream(to, { mode: 0o600 }) : to);
}

async function* bytes(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

async function* cleaned(
  rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>,
  moments: ReadonlySet<number>,
): AsyncGenerator<CellValue[]> {
  const cell = (value: SheetValue, index: number): CellValue =>
    typeof value === 'string' ? sheetText(value) : value instanceof Date && moments.has(index) ? beijingSerial(value) : value;
  for await (const row of rows) yield row.map(cell);
}

/** A moment as a sheet counts: days since the end of 1899, by the clock of Beijing. A sheet knows no time zones. */
const beijingSerial = (moment: Date): number => (moment.getTime() / 3_600_000 + 8) / 24 + 25_569;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot carry
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** What XML cannot carry becomes U+FFFD; text that looks like OOXML's escape `_x000D_` is escaped, or Excel would decode it. */
export function sheetText(text: string): string {
  return text
    .slice(0, longestText)
    .replace(unprintable, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
