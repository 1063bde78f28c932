/** Content that nothing refers to: uploaded and never attached, taken back, replaced, or left by a crash between file and row. */
import { dayLength } from '#domain/dates.ts';
import type { ListedFile } from '#server/platform/files/files.ts';
import { removeUnreferenced } from '#server/platform/files/references.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

/** The file comes first and its row second: what is younger may still be waiting for its row. */
const safeAge = 7 * dayLength;
const batch = 500;

const insertSweep = statement(
  'retention.record_sweep',
  'insert into file_sweep (at, looked_at, removed, bytes) values ($1, $2, $3, $4)',
);

export interface Swept {
  readonly lookedAt: number;
  readonly removed: number;
  readonly bytes: number;
}

/** One night's sweep. Begun anew after a crash it does the rest. */
export async function sweepFiles(platform: Platform, modules: readonly Module[]): Promise<Swept> {
  const { database, files, clock } = platform;
  const now = clock.now();
  const before = new Date(now.getTime() - safeAge);
  for (const { forgetFiles } of modules) await forgetFiles?.(before);

  const swept = { lookedAt: 0, removed: 0, bytes: 0 };
  const sweepBatch = async (some: readonly ListedFile[]) => {
    const sizes = new Map(some.map(({ id, bytes }) => [id, bytes]));
    for (const id of await removeUnreferenced(platform, [...sizes.keys()], before)) {
      swept.removed += 1;
      swept.bytes += sizes.get(id) ?? 0;
    }
  };
  let waiting: ListedFile[] = [];
  for await (const file of files.list()) {
    swept.lookedAt += 1;
    if (file.putAt >= before) continue;
    waiting.push(file);
    if (waiting.length < batch) continue;
    await sweepBatch(waiting);
    waiting = [];
  }
  await sweepBatch(waiting);
  await database.execute(insertSweep, [now, swept.lookedAt, swept.removed, swept.bytes]);
  return swept;
}
