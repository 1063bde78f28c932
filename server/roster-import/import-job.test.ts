import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorkers } from '#server/platform/jobs/worker.ts';
import { rosterImportJob } from './import-roster.ts';
import { importChannel } from './import-runs.ts';
import { findImportRun, listImportRuns } from './queries.ts';
import { createRosterWorld, goodRow, type RosterWorld, startImport, storeRoster } from './testing/import.ts';

let world: RosterWorld;
before(async () => {
  world = await createRosterWorld();
});
after(() => world.end());

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

test('a worker carries the import out, and followers are told until it is done', async () => {
  const { database, clock, vault, files, schoolId } = world;
  const rows = Array.from({ length: 1500 }, (_, place) => goodRow(place));
  const fileId = await storeRoster(files, rows);
  const finished = Promise.withResolvers<void>();
  const told: (string | undefined)[] = [];
  const stopListening = await database.listen(importChannel, async payload => {
    told.push(payload);
    const [latest] = await listImportRuns(world, schoolId, { kind: 'school', schoolId });
    if (latest?.state === 'done' || latest?.state === 'refused') finished.resolve();
  });
  const runId = await startImport(world, { fileId });
  const workers = await startWorkers(database, [rosterImportJob({ vault, files })], { log: quiet, clock });
  await finished.promise;
  await workers.stop();
  await stopListening();
  const run = await findImportRun(world, schoolId, runId, { kind: 'school', schoolId });
  assert.deepEqual([run?.state, run?.counts.added, run?.rowsTotal], ['done', 1500, 1500]);
  assert.ok(told.length >= 3 && told.every(payload => payload === `${schoolId}:${runId}`));
});
