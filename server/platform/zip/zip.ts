import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';

/** Limits for what a container may hold; bytes are inflated bytes. */
export type ZipLimits = { entries: number; entryBytes: number; totalBytes: number; ratio: number };

/**
 * 100,000 roster rows of 26 inline strings are about 150 MB of XML at a ratio of 15 to 40. Deflate itself ends at 1,032.
 */
export const workbookLimits: ZipLimits = { entries: 2000, entryBytes: 400e6, totalBytes: 600e6, ratio: 300 };

/** Below this an entry may have any ratio: a page of zeros in a drawing is no bomb. */
const ratioCountsFrom = 8e6;

export type ZipRefusal = 'not-zip' | 'broken' | 'encrypted' | 'zip-bomb';

export type ZipReader = {
  names: ReadonlySet<string>;
  /** Inflates one entry whole; throws when it is missing or larger than `maxBytes`. */
  read(name: string, maxBytes: number): Promise<Buffer>;
  /** Inflates one entry as a stream, which fails as soon as it gives more or fewer bytes than the directory declares. */
  stream(name: string): Promise<Readable>;
  close(): void;
};

/** Opens a zip after looking at its whole directory; nothing is inflated before every declared size is within the limits. */
export async function openZip(path: string, limits: ZipLimits): Promise<ZipReader | { refused: ZipRefusal }> {
  if (!(await startsLikeZip(path))) return { refused: 'not-zip' };
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: false,
    });
  } catch {
    return { refused: 'broken' };
  }
  const entries = new Map<string, yauzl.Entry>();
  const refused = await collect(zip, entries, limits).catch((): ZipRefusal => 'broken');
  if (refused) {
    zip.close();
    return { refused };
  }
  return reader(zip, entries);
}

async function startsLikeZip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await file.close();
  }
}

async function collect(zip: yauzl.ZipFile, into: Map<string, yauzl.Entry>, limits: ZipLimits): Promise<ZipRefusal | undefined> {
  if (zip.entryCount > limits.entries) return 'zip-bomb';
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return 'encrypted';
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.entryBytes || total > limits.totalBytes) return 'zip-bomb';
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > ratioCountsFrom && ratio > limits.ratio) return 'zip-bomb';
    // Two entries of one name let two readers see two different files.
    if (into.has(entry.fileName)) return 'broken';
    into.set(entry.fileName, entry);
  }
  return undefined;
}

function reader(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>): ZipReader {
  const stream = async (name: string): Promise<Readable> => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`zip entry missing: ${name}`);
    return zip.openReadStreamPromise(entry);
  };
  const read = async (name: string, maxBytes: number): Promise<Buffer> => {
    const entry = entries.get(name);
    if (!entry || entry.uncompressedSize > maxBytes)
      throw new Error(`zip entry missing or larger than ${maxBytes} bytes: ${name}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await stream(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  return { names: new Set(entries.keys()), stream, read, close: () => zip.close() };
}
