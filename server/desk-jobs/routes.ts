import type { z } from 'zod';
import * as contract from '#contract/routes/jobs.ts';
import { refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { openResult } from './results.ts';
import { type JobRow, type JobState, selectOfSchool, selectOwn, selectVisible, stopOpen } from './store.ts';

const labels: Readonly<Record<JobState, string>> = {
  waiting: '排队中',
  running: '进行中',
  done: '已完成',
  failed: '未完成',
  stopped: '已停止',
};

/** A job as the contract takes it in from the server. */
export function describeJob(row: JobRow): z.input<typeof contract.deskJob> {
  const { fileId, fileName, fileMediaType: _, fileBytes, expiresAt, refused: failures, ...job } = row;
  const isThere = fileId !== null && fileName !== null && fileBytes !== null && expiresAt !== null;
  return {
    ...job,
    failures,
    stateLabel: labels[row.state],
    result: isThere ? { name: fileName, bytes: fileBytes, expiresAt } : null,
    resultGone: fileId === null && expiresAt !== null,
  };
}

/** One's own are seen whatever the reach; the others of the school with the reach of a school. */
const ownedBy = ({ accountId }: Actor) => accountId ?? null;

/** A job that this actor may see, or undefined. */
export const findJob = (database: Queryable, actor: Actor, scope: Scope, id: number): Promise<JobRow | undefined> =>
  database.first(...selectVisible(scope, [id, ownedBy(actor)]));

export function deskJobRoutes(platform: Platform): Served[] {
  const { database, clock, vault } = platform;
  return [
    serve(contract.listJobs, async ({ query, actor, scope }) => {
      const ofSchool = query.whose === 'school';
      if (ofSchool && scope.kind !== 'school') return refuse('not-allowed');
      const before = /^\d{1,15}$/.test(query.cursor ?? '') ? Number(query.cursor) : null;
      const window = [before, query.limit + 1];
      const rows = ofSchool
        ? await database.query(...selectOfSchool(scope, window))
        : await database.query(selectOwn, [ownedBy(actor), ...window]);
      const shown = rows.slice(0, query.limit);
      return { jobs: shown.map(describeJob), next: rows.length > query.limit ? String(shown.at(-1)?.id) : null };
    }),
    serve(contract.getJob, async ({ params, actor, scope }) => {
      const job = await findJob(database, actor, scope, params.id);
      return job ? describeJob(job) : refuse('not-found');
    }),
    serve(contract.downloadJobResult, async ({ params, actor, scope, addressPrefix }) => {
      const job = await findJob(database, actor, scope, params.id);
      const { fileId, fileName, fileMediaType, fileBytes } = job ?? {};
      if (!job || !fileId || !fileName || !fileMediaType || !fileBytes) return refuse('not-found');
      const stream = await openResult(platform, fileId);
      const event = {
        at: clock.now(),
        schoolId: actor.schoolId,
        actor: actorKey(actor),
        action: 'result-downloaded',
        object: `desk-job:${job.id}`,
        addressPrefix,
      } as const;
      await recordAuditEvent(database, event, vault);
      return { stream, mediaType: fileMediaType, fileName, bytes: fileBytes };
    }),
    serve(contract.stopJob, async ({ params, actor, scope }) => {
      const stopped = await database.execute(...stopOpen(scope, [params.id, ownedBy(actor), clock.now()]));
      if (stopped === 0 && !(await findJob(database, actor, scope, params.id))) return refuse('not-found');
      return ok;
    }),
  ];
}
