/** The heads outside the database: a file that only grows, one signed head in each line. */
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface HeadsFile {
  readonly path: string;
  /** The last whole line, and what a process that was killed while it wrote left behind it. */
  tail(): Promise<{ readonly last: string | undefined; readonly torn: string }>;
  /** On the disk when this resolves. */
  append(text: string): Promise<void>;
  /** Every line, a torn one too. Nothing where there is no file. */
  lines(): Promise<string[]>;
}

/** Longer than two heads are. */
const tailBytes = 8192;
const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export const createHeadsFile = (path: string): HeadsFile => ({
  path,
  tail: async () => {
    const text = await readTail(path);
    const lines = text.split('\n');
    const torn = lines.pop() ?? '';
    return { last: lines.at(-1), torn };
  },
  append: async text => {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a');
    try {
      await file.appendFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  lines: async () => {
    const found: string[] = [];
    try {
      for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
        if (line !== '') found.push(line);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return found;
  },
});

async function readTail(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(Math.min(size, tailBytes));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, size - bytes.length);
      return bytes.subarray(0, bytesRead).toString('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}
