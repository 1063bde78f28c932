import { closeSync, openSync, readSync } from 'node:fs';

/** The characters that one font file draws, as sorted, non-overlapping ranges of code points. */
export type FontCoverage = { family: string; covers: (codePoint: number) => boolean };

type Range = { first: number; last: number };

/**
 * Reads which characters a TrueType or OpenType file draws: its `cmap` table (OpenType 1.9.1, formats 4 and 12) and nothing
 * else, so the outlines (tens of megabytes) stay on disk. Throws when the file has no Unicode cmap.
 */
export function readFontCoverage(path: string): FontCoverage {
  const file = openSync(path, 'r');
  const read = (offset: number, length: number) => {
    const bytes = Buffer.alloc(length);
    if (readSync(file, bytes, 0, length, offset) !== length) throw new Error(`font file ends too early: ${path}`);
    return bytes;
  };
  try {
    const tables = readTableDirectory(read);
    const cmap = tables.get('cmap');
    const name = tables.get('name');
    if (!cmap || !name) throw new Error(`font file lacks a cmap or a name table: ${path}`);
    const ranges = readCmap(read(cmap.offset, cmap.length), path);
    return { family: readFamily(read(name.offset, name.length), path), covers: codePoint => isInside(ranges, codePoint) };
  } finally {
    closeSync(file);
  }
}

function readTableDirectory(read: (offset: number, length: number) => Buffer) {
  const count = read(4, 2).readUInt16BE(0);
  const directory = read(12, count * 16);
  return new Map(
    Array.from({ length: count }, (_, i) => [
      directory.toString('latin1', i * 16, i * 16 + 4),
      { offset: directory.readUInt32BE(i * 16 + 8), length: directory.readUInt32BE(i * 16 + 12) },
    ]),
  );
}

/** Name id 16 (typographic family) wins over 1: typesetters group weights by it. */
function readFamily(table: Buffer, path: string): string {
  const strings = table.readUInt16BE(4);
  let family: string | undefined;
  for (let at = 6, left = table.readUInt16BE(2); left > 0; left--, at += 12) {
    const [platform, language, id] = [table.readUInt16BE(at), table.readUInt16BE(at + 4), table.readUInt16BE(at + 6)];
    if (platform !== 3 || language !== 0x409 || (id !== 16 && (id !== 1 || family))) continue;
    const start = strings + table.readUInt16BE(at + 10);
    const text = Buffer.from(table.subarray(start, start + table.readUInt16BE(at + 8)));
    family = text.swap16().toString('utf16le');
  }
  if (!family) throw new Error(`font file has no family name: ${path}`);
  return family;
}

function readCmap(table: Buffer, path: string): Range[] {
  const subtables = new Map<number, Buffer>();
  for (let at = 4, left = table.readUInt16BE(2); left > 0; left--, at += 8) {
    const [platform, encoding] = [table.readUInt16BE(at), table.readUInt16BE(at + 2)];
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const subtable = table.subarray(table.readUInt32BE(at + 4));
    subtables.set(subtable.readUInt16BE(0), subtable);
  }
  // Format 12 repeats what format 4 says and adds the supplementary planes.
  const full = subtables.get(12);
  const basic = subtables.get(4);
  if (full) return mergeRanges(readFormat12(full));
  if (basic) return mergeRanges(readFormat4(basic));
  throw new Error(`font file has no Unicode cmap: ${path}`);
}

function* readFormat12(table: Buffer): Generator<Range> {
  for (let at = 16, left = table.readUInt32BE(12); left > 0; left--, at += 12) {
    const [first, last, glyph] = [table.readUInt32BE(at), table.readUInt32BE(at + 4), table.readUInt32BE(at + 8)];
    // Glyph 0 is the box itself.
    if (glyph !== 0) yield { first, last };
    else if (last > first) yield { first: first + 1, last };
  }
}

function* readFormat4(table: Buffer): Generator<Range> {
  const doubled = table.readUInt16BE(6);
  for (let i = 0; i < doubled; i += 2) {
    const last = table.readUInt16BE(14 + i);
    const first = table.readUInt16BE(16 + doubled + i);
    const delta = table.readUInt16BE(16 + 2 * doubled + i);
    const rangeAt = 16 + 3 * doubled + i;
    const offset = table.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const found = offset === 0 ? code : table.readUInt16BE(rangeAt + offset + 2 * (code - first));
      const glyph = offset !== 0 && found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) yield { first: code, last: code };
    }
  }
}

function mergeRanges(ranges: Iterable<Range>): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const previous = merged.at(-1);
    if (previous && range.first <= previous.last + 1) previous.last = Math.max(previous.last, range.last);
    else merged.push({ ...range });
  }
  return merged;
}

function isInside(ranges: Range[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle]!;
    if (codePoint < range.first) high = middle - 1;
    else if (codePoint > range.last) low = middle + 1;
    else return true;
  }
  return false;
}
