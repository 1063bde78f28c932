import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { letPass, type VirusScan } from '../virus-scan/virus-scan.ts';
import { writeWhole } from './write-whole.ts';

/** Why nothing was added: what comes does not begin where the part ends; somebody else is adding to it; more comes than was announced. */
export type PartRefusal = 'wrong-offset' | 'busy' | 'too-large';

/** Files that are being sent, as far as they have come: on this machine's disk, by their id, outside the file store. */
export interface Parts {
  /** How much of it is there, bytes; 0 when nothing is. */
  size(id: string): Promise<number>;
  /**
   * Adds what comes to the end of a part. When the sender is cut off, what came stays: the answer is how much there is now.
   * A sender that has sent nothing for a while loses its slot to the next one.
   */
  append(
    id: string,
    at: { readonly offset: number; readonly total: number },
    content: Readable,
  ): Promise<number | { readonly refused: PartRefusal }>;
  /** Calls `use` with the path of a part and its SHA-256, once the virus scanner lets it pass. Throws InfectedFile or ScannerAway. */
  read<Result>(id: string, use: (part: { readonly path: string; readonly sha256: Buffer }) => Promise<Result>): Promise<Result>;
  remove(id: string): Promise<void>;
  /** The ids of parts that nothing was added to since; how they are found that no row knows any more. */
  untouchedSince(moment: Date): Promise<string[]>;
}

const idPattern = /^[0-9a-f-]{36}$/;

interface Writer {
  lastAt: number;
  readonly stop: () => void;
  readonly done: Promise<void>;
}

export interface PartsOptions {
  /** How long a sender may be silent before another takes its place, milliseconds. A phone that changes its network leaves one behind. */
  readonly silence?: number;
  /** Milliseconds that only go up. */
  readonly ticks?: () => number;
  /** Left out: nothing is scanned. */
  readonly virusScan?: VirusScan | undefined;
}

/** A folder of parts, readable by the server's account alone. */
export function createPartsFolder(
  folder: string,
  { silence = 5_000, ticks = () => performance.now(), virusScan }: PartsOptions = {},
): Parts {
  const writers = new Map<string, Writer>();
  const pathOf = (id: string): string => {
    if (!idPattern.test(id)) throw new Error('not the id of a part');
    return join(folder, id);
  };
  const size = async (id: string): Promise<number> => (await stat(pathOf(id)).catch(() => undefined))?.size ?? 0;

  return {
    size,
    async append(id, { offset, total }, content) {
      const path = pathOf(id);
      const other = writers.get(id);
      if (other) {
        if (ticks() - other.lastAt < silence) return { refused: 'busy' };
        other.stop();
        await other.done;
        if (writers.has(id)) return { refused: 'busy' };
      }
      const { promise: done, resolve } = Promise.withResolvers<void>();
      const writer: Writer = { lastAt: ticks(), stop: () => content.destroy(), done };
      writers.set(id, writer);
      try {
        if ((await size(id)) !== offset) return { refused: 'wrong-offset' };
        return await write(path, content, { offset, total, heard: () => (writer.lastAt = ticks()) });
      } finally {
        writers.delete(id);
        resolve();
      }
    },
    async read(id, use) {
      const path = pathOf(id);
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(path)) hash.update(chunk);
      const part = { path, sha256: hash.digest() };
      await letPass(virusScan, part);
      return use(part);
    },
    remove: id => rm(pathOf(id), { force: true }),
    async untouchedSince(moment) {
      const names = await readdir(folder).catch(() => []);
      const old = async (name: string) => (await stat(join(folder, name)).catch(() => undefined))?.mtime ?? new Date();
      const found: string[] = [];
      for (const name of names) if (idPattern.test(name) && (await old(name)) < moment) found.push(name);
      return found;
    },
  };
}

interface Writing {
  readonly offset: number;
  readonly total: number;
  readonly heard: () => void;
}

async function write(path: string, content: Readable, { offset, total, heard }: Writing) {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  const chunks = content[Symbol.asyncIterator]();
  let at = offset;
  try {
    for (;;) {
      // Only the sender's connection can fail here; what it has brought stays.
      const { value: chunk, done } = await chunks.next().catch(() => ({ value: undefined, done: true }));
      if (done) return at;
      heard();
      if (at + chunk.length > total) {
        await file.truncate(offset);
        return { refused: 'too-large' } as const;
      }
      await writeWhole(file, chunk);
      at += chunk.length;
    }
  } finally {
    await file.close();
  }
}
