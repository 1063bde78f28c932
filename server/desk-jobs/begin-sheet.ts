import { z } from 'zod';
import { mostRowsAtOnce } from '#contract/routes/jobs.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey } from '#server/audit/index.ts';
import type { DeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { DeskSheet } from './desk-sheet.ts';
import { describeJob, findJob } from './routes.ts';
import { startDeskJob } from './start-desk-job.ts';

interface Sender {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
}
const started = z.object({ jobId: z.number() });

/** Few rows are fetched at once; more are made by a job. */
export async function beginSheet<P>(
  platform: Platform,
  sheet: DeskSheet,
  kind: DeskJob<P>,
  parameters: P,
  { actor, scope, key }: Sender,
) {
  const { database, clock } = platform;
  const { total: rows, over } = await sheet.count(database, mostRowsAtOnce);
  if (rows === 0) return refuse('nothing-to-export');
  if (!over) return { rows, over, job: null };
  const command = { actor: actorKey(actor), key, content: [kind.kind, parameters], now: clock.now() };
  const begun = await once(database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
    const jobId = await startDeskJob(platform, tx, kind, { actor, title: sheet.title, parameters });
    return isRefused(jobId) ? jobId : { jobId };
  });
  if (isRefused(begun)) return begun;
  const job = await findJob(database, actor, scope, begun.jobId);
  return job ? { rows, over, job: describeJob(job) } : refuse('not-found');
}
