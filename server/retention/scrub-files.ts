/**
 * The file store compared with what was put into it: a night's share of the files is read again, and its hash must be the name; rows whose
 * file is not there are looked for. Finds and reports; removes and mends nothing.
 */
import { createHash } from 'node:crypto';
import { dayLength } from '#domain/dates.ts';
import type { FileStore, ListedFile } from '#server/platform/files/files.ts';
import { referencedWithin } from '#server/platform/files/references.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

/** Names begin with one of 256 pairs of characters; a sixteenth of them a night: every file is read again once in sixteen nights. */
const shares = 16;

const insertScrub = statement(
  'retention.record_scrub',
  'insert into file_scrub (at, share, looked_at, damaged, missing, faults) values ($1, $2, $3, $4, $5, $6)',
);

export interface FileFaults {
  /** Files whose content is not what their name says. */
  readonly damaged: readonly string[];
  /** Files that a row refers to and that are not there. */
  readonly missing: readonly string[];
}
export interface Scrubbed extends FileFaults {
  /** The first character of the names that were looked at: 0 to f. */
  readonly share: string;
  readonly lookedAt: number;
}

/** Of the faults so many are kept by name; their number is kept whole. */
const namedAtMost = 100;

/** One night's share. Begun anew after a crash it is done again. */
export async function scrubFiles(platform: Platform): Promise<Scrubbed> {
  const { database, files, clock, log } = platform;
  const now = clock.now();
  const share = (Math.floor(now.getTime() / dayLength) % shares).toString(16);
  const present = new Set<string>();
  const damaged: string[] = [];
  for await (const file of files.list()) {
    if (!file.id.startsWith(share)) continue;
    present.add(file.id);
    if (!(await isWhole(files, file))) damaged.push(file.id);
  }
  const wanted = await referencedWithin(database, share);
  const missing: string[] = [];
  // What was put meanwhile is not in the list, and is there.
  for (const id of wanted) if (!present.has(id) && !(await files.has(id))) missing.push(id);
  const faults = JSON.stringify({ damaged: damaged.slice(0, namedAtMost), missing: missing.slice(0, namedAtMost) });
  await database.execute(insertScrub, [now, share, present.size, damaged.length, missing.length, faults]);
  for (const id of damaged) log.error({ file: id }, 'ALARM: a stored file is not what it was');
  for (const id of missing) log.error({ file: id }, 'ALARM: a stored file is missing');
  return { share, lookedAt: present.size, damaged, missing };
}

async function isWhole(files: FileStore, { id }: ListedFile): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of await files.get(id)) hash.update(chunk);
  } catch {
    // Removed by its owner meanwhile, or not to be read: the second is a damage.
    return !(await files.has(id));
  }
  return hash.digest('hex') === id;
}
