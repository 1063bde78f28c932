import * as contract from '#contract/routes/archive-work.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Archives, countRequests, labelIn } from '#server/archives/index.ts';
import { describeJob, findJob, whoseJobs } from '#server/desk-jobs/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { findQuick, quickLevel, startQuickReview } from './quick-review.ts';
import { countOutcomes, type OutcomeRow, selectOutcomes } from './quick-store.ts';

export function quickRoutes(archives: Archives): Served[] {
  const { database, clock } = archives.platform;
  return [
    serve(contract.previewQuickReview, async ({ params: { kind }, actor, scope: asked }) => {
      const scope = schoolOf(asked);
      const asOf = clock.now();
      const level = await quickLevel(database, kind, actor, scope);
      if (isRefused(level)) return { open: false, count: 0, over: false, waiting: 0, asOf };
      const [found, waiting] = await Promise.all([
        findQuick(archives, database, { kind, scope, level, asOf }),
        countRequests(database, { kind, inside: scope, level, filter: { state: 'mine' } }),
      ]);
      const most = contract.mostInQuickReview;
      return { open: true, count: Math.min(found.length, most), over: found.length > most, waiting, asOf };
    }),
    serve(contract.startQuickReview, async ({ params: { kind }, body, actor, scope, key, addressPrefix }) => {
      const command = { kind, asOf: new Date(body.asOf), actor, scope, key, addressPrefix };
      const begun = await startQuickReview(archives, command);
      if (isRefused(begun)) return begun;
      const job = await findJob(database, actor, scope, begun.jobId);
      return job ? describeJob(job) : refuse('not-found');
    }),
    serve(contract.listQuickReviewRows, async ({ params: { kind, id }, query, actor, scope }) => {
      const job = await findJob(database, actor, whoseJobs(actor), id);
      if (job?.kind !== 'archives.quick-review') return refuse('not-found');
      const { outcome, cursor, limit } = query;
      const after = /^\d{1,9}$/.test(cursor ?? '') ? Number(cursor) : 0;
      const [counts, rows] = await Promise.all([
        database.one(countOutcomes, [id]),
        database.query(...selectOutcomes(scope, [id, outcome ?? null, after, limit + 1])),
      ]);
      const shown = rows.slice(0, limit);
      const next = rows.length > limit ? String(shown.at(-1)?.row) : null;
      return { job: describeJob(job), counts, rows: shown.map(row => described(kind, row)), next };
    }),
  ];
}

const described = (kind: TransferKind, { state, graduateName, studentNumber, departmentName, ...row }: OutcomeRow) => ({
  ...row,
  graduateName: graduateName ?? '',
  studentNumber: studentNumber ?? '',
  departmentName: departmentName ?? '',
  label: state === null ? '' : labelIn(kind, state),
});
