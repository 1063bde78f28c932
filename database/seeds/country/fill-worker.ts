/** A thread that makes batches and copies them; two of them keep both the sealing and the database busy. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createVault } from '#server/platform/base/crypto.ts';
import { copyInto } from '#server/platform/postgres/copy.ts';
import { openDatabase } from '#server/platform/postgres/postgres.ts';
import { inventEmployers } from '../../demo/invented-employers.ts';
import { seedRegionTable } from '../../regions/regions.ts';
import { makeBatch } from './make-batch.ts';
import { batchesOf, planSchools, scales } from './plan.ts';
import { tables } from './tables.ts';

const orders = z.object({
  scale: z.enum(['school', 'province', 'country']),
  ownerUrl: z.string(),
  keys: z.object({ keys: z.record(z.string(), z.string()), current: z.string(), hashKey: z.string() }),
  now: z.date(),
  base: z.object({ person: z.number(), graduate: z.number(), case: z.number(), request: z.number() }),
  /** The demonstration's two employers, then the invented ones. */
  employerIds: z.array(z.number()),
});
const { scale, ownerUrl, keys, now, base, employerIds } = orders.parse(workerData);
const database = openDatabase(ownerUrl, { max: 1 });
const employers = inventEmployers(scales[scale].employers, 2027).map((employer, at) => ({
  ...employer,
  id: employerIds[at] ?? 0,
}));
const making = { vault: createVault(keys), regions: seedRegionTable, now, base, employers };
const batches = batchesOf(planSchools(scale));

// A row that is not there yet is not missed: what a power cut takes is seeded again.
await database.pool.query('set synchronous_commit = off');
parentPort?.on('message', async (asked: unknown) => {
  if (typeof asked !== 'number') {
    await database.close();
    parentPort?.close();
    return;
  }
  const stretches = batches[asked] ?? [];
  const batch = makeBatch(making, stretches);
  for (const [table, columns] of Object.entries(tables)) {
    const lines = Object.entries(batch).find(([name]) => name === table)?.[1];
    if (lines) await copyInto(database, `${table} (${columns})`, lines);
  }
  parentPort?.postMessage(stretches.reduce((sum, { from, to }) => sum + to - from, 0));
});
parentPort?.postMessage(0);
