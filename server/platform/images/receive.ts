import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayLength } from '#domain/dates.ts';
import { writeWhole } from '../files/write-whole.ts';
import { letPass, type VirusScan } from '../virus-scan/virus-scan.ts';
import { sentAtMost } from './take-in.ts';

const prefix = 'received-';

/** A file that is somewhat too large is read to its end, so that its sender gets the answer and no broken connection. */
const cutOffAt = 5 * sentAtMost;

/** What of the platform receives. */
export interface Receiving {
  readonly outside: { readonly virusScan: VirusScan | undefined };
}

export interface Received {
  /** Where it lies until `use` has returned: readable by this process's user alone. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/**
 * Receives what somebody sends, at most 20 MB unless told otherwise, and lends it to `use` once the virus scanner lets it pass; nothing of
 * it is left afterwards, whatever happens. It goes to no file store: stored by its content it could be somebody else's file too, and could
 * then not be removed again. Throws InfectedFile or ScannerAway.
 */
export async function receive<Result>(
  { outside }: Receiving,
  content: AsyncIterable<Uint8Array>,
  use: (received: Received) => Promise<Result>,
  { bytesAtMost = sentAtMost }: { readonly bytesAtMost?: number } = {},
): Promise<Result | { readonly refused: 'too-large' | 'broken' }> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    const path = join(folder, 'file');
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        bytes += chunk.byteLength;
        // Leaving the loop cuts the sender off.
        if (bytes > cutOffAt) break;
        if (bytes > bytesAtMost) continue;
        hash.update(chunk);
        await writeWhole(file, chunk);
      }
    } finally {
      await file.close();
    }
    if (bytes > bytesAtMost) return { refused: 'too-large' };
    if (bytes === 0) return { refused: 'broken' };
    const received = { path, bytes, sha256: hash.digest() };
    await letPass(outside.virusScan, received);
    return await use(received);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Removes what a killed process left behind; for the start of this one, before it receives anything. Folders with its own number are of
 * one that had it before; those of others are left-overs when they are older than a day, which no upload lasts. Answers how many.
 */
export async function sweepReceived(now: Date, folder = tmpdir()): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    const isOwn = name.startsWith(`${prefix}${process.pid}-`);
    const at = (await stat(path).catch(() => undefined))?.mtime;
    if (!at || !(isOwn || now.getTime() - at.getTime() > dayLength)) continue;
    // Another account's folder stays; a temporary directory may be shared.
    const isGone = await rm(path, { recursive: true }).then(
      () => true,
      () => false,
    );
    if (isGone) removed += 1;
  }
  return removed;
}
