/**
 * The registry is read before a transaction that issues codes. What it says may change in between, and be compared with codes that are not
 * there yet: so it is read once more after the commit, and what differs is compared again.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { compareWithRegistry } from '#server/confirmation/index.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { contentsOf, findFormGraduates, openFormContent, type TransferOutcome } from '#server/verification/index.ts';
import { findLiveTransfers } from './store.ts';

const settleJob = defineJob(
  'verification.settle-codes',
  z.object({ schoolId: z.number(), kind: z.enum(transferKinds), graduateIds: z.array(z.number()) }),
  { title: '核对新生成的转递编号' },
);
interface Issued {
  readonly schoolId: number;
  readonly jobId: number;
  readonly kind: TransferKind;
  readonly outcomes: ReadonlyMap<number, TransferOutcome>;
}
export async function settleCodes(tx: Transaction, { schoolId, jobId, kind, outcomes }: Issued): Promise<void> {
  const graduateIds = [...outcomes].filter(([, outcome]) => outcome === 'added' || outcome === 'renewed').map(([id]) => id);
  const [first] = graduateIds;
  if (first === undefined) return;
  await addJob(tx, settleJob, { schoolId, kind, graduateIds }, { key: `${jobId}-${first}` });
}

export const settle = (platform: Platform, registry: EmploymentRegistry): JobHandler =>
  handle(settleJob, async ({ schoolId, kind, graduateIds }) => {
    const { database, vault, clock } = platform;
    const recorded = await registry.readMany(schoolId, graduateIds);
    const [graduates, live] = [
      await database.query(findFormGraduates, [schoolId, graduateIds]),
      await database.query(findLiveTransfers, [schoolId, graduateIds, kind, clock.now()]),
    ];
    const shown = new Map(live.map(({ graduateId, contentSealed }) => [graduateId, openFormContent(vault, contentSealed)]));
    for (const graduate of graduates) {
      const { graduateId } = graduate;
      const was = shown.get(graduateId);
      const is = contentsOf(graduate, recorded.get(graduateId) ?? []).find(one => one.kind === kind)?.content;
      if (was && !isDeepStrictEqual(was, is)) await compareWithRegistry(platform, registry, { schoolId, graduateId });
    }
  });
