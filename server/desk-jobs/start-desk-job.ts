import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { DeskJob } from '#server/platform/jobs/desk-job.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { countOpen, insertJob } from './store.ts';

/** Two at once in the whole installation: the other workers stay free for what people wait for. */
export const runJob = defineJob('desk-jobs.run', z.object({ jobId: z.number().int(), slice: z.number().int() }), {
  title: '导出、批量审核等任务',
  maxAttempts: 5,
  ownLanes: 2,
});
/** Its kinds share the lanes by account: ten exports of one account do not delay everybody else's. */
export const addSlice = (tx: Transaction, jobId: number, accountId: number, slice: number): Promise<void> =>
  addJob(tx, runJob, { jobId, slice }, { key: `${jobId}-${slice}`, queue: String(accountId) });

/** Open at once, of one account. */
const mostOpen = 5;

export interface NewDeskJob<Parameters> {
  readonly actor: Actor;
  readonly title: string;
  readonly parameters: Parameters;
  readonly total?: number;
}

/** Starts long work in the caller's transaction: the entry and its job are there together or not at all. Answers its id. */
export async function startDeskJob<Parameters>(
  platform: Pick<Platform, 'vault' | 'clock'>,
  tx: Transaction,
  job: DeskJob<Parameters>,
  { actor, title, parameters, total }: NewDeskJob<Parameters>,
): Promise<number | Refused> {
  const { accountId, schoolId = null, employerId = null } = actor;
  if (accountId === undefined) return refuse('not-allowed');
  if ((await tx.one(countOpen, [accountId])).open >= mostOpen) return refuse('too-many-jobs', { most: mostOpen });
  const sealed = platform.vault.sealJson(job.parameters.parse(parameters));
  const values = [schoolId, employerId, accountId, job.kind, title, sealed, total ?? null, platform.clock.now()];
  const { id } = await tx.one(insertJob, values);
  await addSlice(tx, id, accountId, 0);
  return id;
}
