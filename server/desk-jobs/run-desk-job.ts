import { reachOf } from '#domain/access.ts';
import { findStaff } from '#server/accounts/index.ts';
import type { DeskJobHandler, DeskTask, Finished } from '#server/platform/jobs/desk-job.ts';
import { defineTimedJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobContext, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { scopeOf } from '#server/platform/scope/scope.ts';
import { expireResults, keepResult, resultLife } from './results.ts';
import { addSlice, runJob } from './start-desk-job.ts';
import { begin, fail, finish, noteProgress, selectFile, setBack } from './store.ts';

/** Somebody has stopped the job, or it is over: its work ends without a word. */
class Stopped extends Error {}

const notAllowed = '发起人的账号已停用，或不再有此项权限。';
const gaveUp = '多次尝试后仍未完成，请稍后重新发起；如再次出现，请联系平台运维。';

interface Slice {
  readonly jobId: number;
  readonly slice: number;
}

/** Carries a job out, or a slice of it. Killed at any point it is run again: its kind finds what is done, or begins anew. */
async function runSlice(
  platform: Platform,
  handlers: ReadonlyMap<string, DeskJobHandler>,
  { jobId, slice }: Slice,
  { attempt, signal }: Pick<JobContext, 'attempt' | 'signal'>,
): Promise<void> {
  const { database, vault, clock } = platform;
  const job = await database.first(begin, [jobId, clock.now()]);
  if (!job) return;
  const handler = handlers.get(job.kind);
  if (!handler) throw new Error(`nobody handles desk jobs of the kind ${job.kind}`);
  const actor = await findStaff(database, job.accountId);
  const reach = actor && reachOf(handler.permission, actor.kind);
  // Moved to another school: what was asked for there is no longer theirs.
  if (!actor || !reach || (actor.schoolId ?? null) !== job.schoolId || (actor.employerId ?? null) !== job.employerId) {
    await database.execute(fail, [jobId, notAllowed, clock.now()]);
    return;
  }
  const made: string[] = [];
  const task: DeskTask = {
    id: jobId,
    actor,
    scope: scopeOf(actor, reach),
    startedAt: job.createdAt,
    signal,
    progress: progressOf(platform, jobId, signal),
    keep: async (content, name, mediaType) => {
      const file = await keepResult(platform, content, name, mediaType);
      made.push(file.id);
      return file;
    },
  };
  try {
    const worked = await handler.work(vault.openJson(job.parametersSealed), task);
    if ('more' in worked) await database.transaction(tx => addSlice(tx, jobId, job.accountId, slice + 1));
    else await database.transaction(tx => end(platform, tx, jobId, worked));
  } catch (error) {
    if (error instanceof Stopped) return;
    const isLast = attempt >= runJob.maxAttempts;
    await database.execute(isLast ? fail : setBack, [jobId, ...(isLast ? [gaveUp] : []), clock.now()]);
    throw error;
  } finally {
    if (made.length > 0) await dropUnclaimed(platform, jobId, made);
  }
}

/** What was made and is not the job's result in the end is nobody's. Asked of the database: an answer to a commit may be lost. */
async function dropUnclaimed({ database, files }: Platform, jobId: number, made: readonly string[]): Promise<void> {
  const { fileId } = await database.one(selectFile, [jobId]);
  for (const id of made) if (id !== fileId) await files.remove(id);
}

/** At most four reports a second reach the database: a page shows no more. Each is also the look whether to go on. */
function progressOf({ database, clock }: Platform, jobId: number, signal: AbortSignal): DeskTask['progress'] {
  let last = 0;
  return async ({ done, total, refused }) => {
    signal.throwIfAborted();
    const now = performance.now();
    if (now - last < 250) return;
    last = now;
    const noted = await database.execute(noteProgress, [jobId, done, total ?? null, refused ?? null, clock.now()]);
    if (noted === 0) throw new Stopped();
  };
}

/** Writes nothing when it was stopped at the last moment: nothing of it counts then. */
async function end({ clock }: Platform, tx: Transaction, jobId: number, worked: Finished): Promise<void> {
  const { done, total, refused, file } = worked;
  const now = clock.now();
  const kept = file ? [file.id, file.name, file.mediaType, file.bytes] : [null, null, null, null];
  const expiresAt = file ? new Date(now.getTime() + resultLife) : null;
  const ended = await tx.execute(finish, [jobId, done, total ?? null, refused ?? null, ...kept, now, expiresAt]);
  if (ended > 0) await worked.finally?.(tx);
}

const expireJob = defineTimedJob('desk-jobs.expire', '删除到期的任务结果', '*/10 * * * *');

/** The workers' side of all kinds. Throws when a kind has two handlers. */
export function deskJobHandlers(platform: Platform, kinds: readonly DeskJobHandler[]): JobHandler[] {
  const handlers = new Map(kinds.map(handler => [handler.kind, handler]));
  if (handlers.size < kinds.length) throw new Error('a kind of desk job has two handlers');
  return [
    handle(runJob, (slice, context) => runSlice(platform, handlers, slice, context)),
    handle(expireJob, async () => {
      const expired = await expireResults(platform);
      if (expired > 0) platform.log.info({ expired }, 'results of desk jobs deleted');
    }),
  ];
}
