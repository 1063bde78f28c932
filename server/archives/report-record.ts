/** The record is reported after the commit: the registry may be somebody else's. */
import { z } from 'zod';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { compareWithRegistry } from '#server/confirmation/index.ts';
import { addJob, addJobs, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { openContent } from './open-content.ts';
import { findRecord } from './store.ts';

const reportJob = defineJob(
  'archives.report',
  z.object({ schoolId: z.number(), graduateId: z.number(), kind: z.enum(transferKinds), version: z.number() }),
  { title: '报送档案、户口信息' },
);
type Changed = z.output<typeof reportJob.payload>;

const laneOf = ({ schoolId, graduateId, kind, version }: Changed) => ({
  key: `${schoolId}-${graduateId}-${kind}-${version}`,
  queue: `graduate-${schoolId}-${graduateId}`,
});
export const scheduleReport = (tx: Transaction, changed: Changed): Promise<void> =>
  addJob(tx, reportJob, changed, laneOf(changed));

export const scheduleReports = (tx: Transaction, changed: readonly Changed[]): Promise<void> =>
  addJobs(
    tx,
    reportJob,
    changed.map(payload => ({ payload, ...laneOf(payload) })),
  );

/** What the record says when the job comes to it; an earlier version is not reported after a later one. */
export const reportRecords = (platform: Platform, registry: EmploymentRegistry): JobHandler =>
  handle(reportJob, async ({ schoolId, graduateId, kind }) => {
    const { database, vault, clock } = platform;
    const row = await database.first(findRecord, [schoolId, graduateId, kind]);
    if (!row) return;
    const content = row.state === 'registered' ? openContent(vault, row.contentSealed) : null;
    const { version, note } = row;
    await registry.writePart({ schoolId, graduateId, part: kind, version, content, note, now: clock.now() });
    await compareWithRegistry(platform, registry, { schoolId, graduateId });
  });
