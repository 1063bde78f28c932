import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { writeWhole } from './write-whole.ts';

/** `id` is the content's SHA-256 in hex: who may open a file is decided before the store is asked, never by knowing its id. */
export type StoredFile = { id: string; sha256: Buffer; bytes: number };

export type FileRefusal = { refused: 'too-large' | 'empty' };

export interface ListedFile {
  readonly id: string;
  readonly bytes: number;
  /** When this content was put last. */
  readonly putAt: Date;
}

/** Where files are kept: a folder here, or a store that speaks S3 (`s3-store.ts`). */
export type FileStore = {
  /** Stores a stream whole or not at all; stops reading as soon as it exceeds `maxBytes`. The same content gives the same id. */
  put(content: AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<StoredFile | FileRefusal>;
  /** A stream of a file's bytes. Throws when there is no such file. */
  get(id: string): Promise<Readable>;
  /** Calls `use` with a path of the file on this machine, valid until it returns: for readers that need random access. */
  withPath<Result>(id: string, use: (path: string) => Promise<Result>): Promise<Result>;
  has(id: string): Promise<boolean>;
  /** Removes a file; nothing happens when it is not there. Only for files that nothing refers to any more. */
  remove(id: string): Promise<void>;
  /** Bytes that are free on the disk through which every file comes in. */
  room(): Promise<number>;
  /** Everything that is kept, in no order. */
  list(): AsyncIterable<ListedFile>;
  /** Removes a file that has not been put again since. Answers whether it did. */
  removeUnlessPutSince(id: string, moment: Date): Promise<boolean>;
};

/** A file's id: the SHA-256 of its content. */
export const fileIdPattern = /^[0-9a-f]{64}$/;

/**
 * A folder as a file store: `ab/cd/abcd…`, named by SHA-256, readable by the owner alone. A file appears under its name
 * only when it is complete and on the disk (temporary name, fsync, rename), so a crash leaves none half written.
 */
export function createFolderStore(folder: string): FileStore {
  const incoming = join(folder, 'incoming');
  const pathOf = (id: string): string => {
    if (!fileIdPattern.test(id)) throw new Error('not a file id');
    return join(folder, id.slice(0, 2), id.slice(2, 4), id);
  };
  const put: FileStore['put'] = async (content, { maxBytes }) => {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const temporary = join(incoming, randomUUID());
    try {
      const written = await writeToDisk(content, temporary, maxBytes);
      if ('refused' in written) return written;
      const path = pathOf(written.id);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return written;
    } finally {
      await rm(temporary, { force: true });
    }
  };
  return {
    put,
    async get(id) {
      const file = await open(pathOf(id), 'r');
      return createReadStream('', { fd: file });
    },
    withPath: (id, use) => use(pathOf(id)),
    has: async id => (await stat(pathOf(id)).catch(() => undefined))?.isFile() ?? false,
    remove: id => rm(pathOf(id), { force: true }),
    room: () => roomIn(folder),
    async *list() {
      for await (const [id, path] of filesUnder(folder)) {
        const file = await stat(path).catch(() => undefined);
        if (file) yield { id, bytes: file.size, putAt: file.mtime };
      }
    },
    async removeUnlessPutSince(id, moment) {
      // Taken aside and looked at there: what is put meanwhile is put under the name, and stays.
      const path = pathOf(id);
      const aside = join(incoming, randomUUID());
      try {
        await mkdir(incoming, { recursive: true, mode: 0o700 });
        await rename(path, aside);
      } catch {
        return false;
      }
      const isUnused = (await stat(aside)).mtime < moment;
      if (isUnused) await rm(aside);
      else await rename(aside, path);
      return isUnused;
    },
  };
}

/** The files below a store's folder, one of its 65,536 folders after the other. */
async function* filesUnder(folder: string): AsyncIterable<readonly [id: string, path: string]> {
  const names = (path: string) => readdir(path).catch(() => []);
  for (const first of await names(folder))
    for (const second of first.length === 2 ? await names(join(folder, first)) : [])
      for (const id of await names(join(folder, first, second)))
        if (fileIdPattern.test(id)) yield [id, join(folder, first, second, id)];
}

/**
 * Writes a stream to a new file, synced, and hashes it on the way. What lies on the disk is read again and must be what came. Throws when
 * the file is there, and when the disk did not keep it.
 */
export async function writeToDisk(
  content: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<StoredFile | FileRefusal> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return { refused: 'too-large' };
      hash.update(chunk);
      await writeWhole(file, chunk);
    }
    if (bytes === 0) return { refused: 'empty' };
    await file.sync();
  } finally {
    await file.close();
  }
  const sha256 = hash.digest();
  const kept = await digestOf(path);
  if (kept.bytes !== bytes || !kept.sha256.equals(sha256)) throw new Error(`of ${bytes} bytes the disk kept ${kept.bytes}`);
  return { id: sha256.toString('hex'), sha256, bytes };
}

/** Bytes that are free to this process on the disk of a folder. */
export async function roomIn(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Length and SHA-256 of a file as it lies on the disk. */
export async function digestOf(path: string): Promise<{ readonly bytes: number; readonly sha256: Buffer }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { bytes, sha256: hash.digest() };
}

/** The rename itself is only safe from a power cut when the folder is synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
