import { Readable } from 'node:stream';
import { dayLength } from '#domain/dates.ts';
import { openSealedFile, sealFile } from '#server/platform/files/sealed-file.ts';
import type { KeptFile } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { forgetCases, forgetFile, forgetJobs, selectExpired } from './store.ts';

/** A result can be fetched for a day, the outcome of each case looked at for a week; that there was such a job is known for a month. */
export const resultLife = dayLength;
const casesLife = 7 * dayLength;
const jobLife = 30 * dayLength;

/** Longest result, bytes: some 5,000 agreements. */
const maxBytes = 4e9;

type Parts = Pick<Platform, 'files' | 'vault'>;

/** Takes a result into the store, sealed: it holds what the lists mask. */
export async function keepResult({ files, vault }: Parts, content: Readable, name: string, mediaType: string): Promise<KeptFile> {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const stored = await files.put(sealFile(vault, counted()), { maxBytes });
  if ('refused' in stored) throw new Error(`a result was not stored: ${stored.refused}`);
  return { id: stored.id, name, mediaType, bytes };
}

/** A result as it was before it was sealed. Throws when it is not there. */
export async function openResult({ files, vault }: Parts, fileId: string): Promise<Readable> {
  return Readable.from(openSealedFile(vault, await files.get(fileId)), { objectMode: false });
}

/** Deletes expired results and old jobs. A file is deleted before its row is written: if the program is killed in between, the next run deletes nothing and writes the row. */
export async function expireResults({ database, files, clock }: Platform): Promise<number> {
  const now = clock.now().getTime();
  const expired = await database.query(selectExpired, [new Date(now)]);
  for (const { id, fileId } of expired) {
    await files.remove(fileId);
    await database.execute(forgetFile, [id, fileId]);
  }
  await database.execute(forgetCases, [new Date(now - casesLife)]);
  await database.execute(forgetJobs, [new Date(now - jobLife)]);
  return expired.length;
}
