// A worker process that takes a job, says so, and never ends it: to be killed.
import { z } from 'zod';
import { defineJob } from '../jobs/jobs.ts';
import { handle, startWorkers } from '../jobs/worker.ts';
import { openDatabase } from '../postgres/postgres.ts';

const url = process.argv[2];
if (url === undefined) throw new Error('usage: worker-that-hangs.ts URL');
const hang = handle(defineJob('test.note', z.object({ text: z.string() })), async () => {
  process.stdout.write('inside\n');
  await new Promise(() => undefined);
});
const write = () => undefined;
await startWorkers(openDatabase(url), [hang], { log: { info: write, warn: write, error: write } });
