import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { openZip, workbookLimits, type ZipLimits, type ZipReader } from '../zip/zip.ts';
import { readCells, type SheetRow } from './cells.ts';
import { findParts, type WorkbookParts } from './parts.ts';
import { malformedXml } from './xml.ts';

export type { Cell, SheetRow } from './cells.ts';

/** Why a file is not read as a workbook. `old-xls`: BIFF of Excel 97–2003; `macro`: carries VBA. */
export type WorkbookRefusal = 'not-xlsx' | 'old-xls' | 'encrypted' | 'zip-bomb' | 'too-large' | 'broken' | 'no-sheet' | 'macro';

export type ReadOptions = {
  /** Bytes of the file as sent; larger ones are `too-large`. */
  maxBytes?: number;
  /** Cells to the right of this many columns are ignored. */
  maxColumns?: number;
  limits?: ZipLimits;
};

const defaults = { maxBytes: 60e6, maxColumns: 200, limits: workbookLimits };

const refusalOf = new WeakMap<Error, WorkbookRefusal>();

/** The reason when `error` was thrown by `readRows` because the file itself is at fault; undefined for any other error. */
export function workbookRefusal(error: unknown): WorkbookRefusal | undefined {
  return error instanceof Error ? refusalOf.get(error) : undefined;
}

/** Looks into a file without reading its rows: its container, its declared sizes, its parts. */
export async function inspectWorkbook(
  path: string,
  options: ReadOptions = {},
): Promise<{ ok: true } | { refused: WorkbookRefusal }> {
  const found = await openWorkbook(path, options);
  if ('refused' in found) return found;
  found.zip.close();
  return { ok: true };
}

/**
 * Streams the rows of the first visible sheet, in order, with their numbers as Excel shows them (from 1). Rows without
 * any content are left out, the numbers of the others stay. Throws an error that `workbookRefusal` explains when the file
 * is refused, also in the middle: an archive may lie about its sizes and be cut off anywhere.
 */
export async function* readRows(path: string, options: ReadOptions = {}): AsyncGenerator<SheetRow, void, undefined> {
  for await (const rows of readRowsTogether(path, options)) yield* rows;
}

/** As `readRows`, but some rows at a time, as they come out of the archive: a wait for every row is a tenth of the reading. */
export async function* readRowsTogether(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const found = await openWorkbook(path, options);
  if ('refused' in found) throw refusal(found.refused);
  const { zip, parts } = found;
  try {
    const cells = readCells(parts, options.maxColumns ?? defaults.maxColumns);
    const decoder = new StringDecoder('utf8');
    for await (const chunk of await zip.stream(parts.sheet)) {
      yield cells.feed(decoder.write(chunk));
      if (cells.done) return;
    }
    yield cells.feed(decoder.end());
    // A worksheet that ends before its rows do was cut off.
    if (!cells.done) throw refusal('broken');
  } catch (error) {
    throw explained(error);
  } finally {
    zip.close();
  }
}

async function openWorkbook(
  path: string,
  options: ReadOptions,
): Promise<{ zip: ZipReader; parts: WorkbookParts } | { refused: WorkbookRefusal }> {
  const head = await firstLook(path, options.maxBytes ?? defaults.maxBytes);
  if (head) return { refused: head };
  const zip = await openZip(path, options.limits ?? defaults.limits);
  if ('refused' in zip) return { refused: zip.refused === 'not-zip' ? 'not-xlsx' : zip.refused };
  try {
    const parts = await findParts(zip);
    if (typeof parts !== 'string') return { zip, parts };
    zip.close();
    return { refused: parts };
  } catch (error) {
    zip.close();
    return { refused: workbookRefusal(explained(error)) ?? 'broken' };
  }
}

const oleMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Office puts an encrypted workbook into an OLE container under this stream name (MS-OFFCRYPTO 2.3.4.4). */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');

async function firstLook(path: string, maxBytes: number): Promise<WorkbookRefusal | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxBytes) return 'too-large';
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (!buffer.equals(oleMagic)) return undefined;
    return (await file.readFile()).includes(encryptedStream) ? 'encrypted' : 'old-xls';
  } finally {
    await file.close();
  }
}

function refusal(reason: WorkbookRefusal): Error {
  const error = new Error(`workbook refused: ${reason}`);
  refusalOf.set(error, reason);
  return error;
}

/** Errors that the content of a file brings about are its fault; anything else is ours and passes through unchanged. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error) || workbookRefusal(error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (/^too many bytes/.test(error.message)) return refusal('zip-bomb');
  if (
    error.message === malformedXml ||
    code.startsWith('Z_') ||
    /^(not enough bytes|zip entry missing|invalid |unexpected EOF)/.test(error.message)
  ) {
    return refusal('broken');
  }
  return error;
}
