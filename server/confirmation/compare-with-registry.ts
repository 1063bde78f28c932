/** After the registry's record was written: what was confirmed, and what codes show, must be what it says now. */
import { z } from 'zod';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import { confirmedText } from '#domain/verification/form.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { addJob, addJobs, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { type FormGraduate, findFormGraduate, lockFormGraduates, partsOf, refreshCodes } from '#server/verification/index.ts';
import { undoConfirmations } from './undo-confirmations.ts';

/** Keyed hash of the important fields that a graduate confirms. */
export const hashOfConfirmed = (vault: Vault, graduate: FormGraduate, recorded: readonly RecordedPart[]): Buffer =>
  vault.keyedHash(`confirmed:${confirmedText(graduate, partsOf(recorded))}`);

const lastAnswer = statement<{ confirmedHash: Buffer | null }>(
  'confirmation.last_answer',
  `select confirmed_hash from confirmation_history where school_id = $1 and graduate_id = $2 order by id desc limit 1`,
);

/** Whether the graduate's last answer was about exactly this. */
export async function isAsConfirmed(
  queryable: Queryable,
  vault: Vault,
  graduate: FormGraduate,
  recorded: readonly RecordedPart[],
): Promise<boolean> {
  const answer = await queryable.first(lastAnswer, [graduate.schoolId, graduate.graduateId]);
  return answer?.confirmedHash?.equals(hashOfConfirmed(vault, graduate, recorded)) ?? false;
}

interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
}
export async function compareWithRegistry(
  { database, vault, clock }: Pick<Platform, 'database' | 'vault' | 'clock'>,
  registry: EmploymentRegistry,
  { schoolId, graduateId }: Whose,
): Promise<void> {
  if (!(await findFormGraduate(database, { schoolId, graduateId }))) return;
  const recorded = await registry.read({ schoolId, graduateId });
  await database.transaction(async tx => {
    const [graduate] = await tx.query(lockFormGraduates, [schoolId, [graduateId]]);
    if (!graduate) return;
    const now = clock.now();
    const answer = await tx.first(lastAnswer, [schoolId, graduateId]);
    const differs = answer?.confirmedHash && !answer.confirmedHash.equals(hashOfConfirmed(vault, graduate, recorded));
    if (differs) await undoConfirmations(tx, vault, { schoolId, graduateIds: [graduateId], change: 'registry', now });
    await refreshCodes(tx, vault, { graduate, recorded, now });
  });
}

const compareJob = defineJob('confirmation.compare', z.object({ schoolId: z.number(), graduateId: z.number() }), {
  title: '核对已确认的信息',
});
const withLiveCodes = statement<{ graduateId: number }>(
  'confirmation.with_live_codes',
  `select distinct graduate_id from verification_code
   where school_id = $1 and graduate_id = any($2::bigint[]) and ended_at is null`,
);
const laneOf = ({ schoolId, graduateId }: Whose) => ({
  key: `${schoolId}-${graduateId}`,
  queue: `graduate-${schoolId}-${graduateId}`,
});
/** After an answer, which its number names: what changed in the registry while it was given. A comparison that runs already may have read it before. */
export const scheduleCompare = (tx: Transaction, whose: Whose, answer: number): Promise<void> =>
  addJob(tx, compareJob, whose, { ...laneOf(whose), key: `${laneOf(whose).key}-${answer}` });

/** A detail of the roster changed that forms show: codes that live are looked through after the commit. */
export async function scheduleComparison(tx: Transaction, schoolId: number, graduateIds: readonly number[]): Promise<void> {
  if (graduateIds.length === 0) return;
  const live = await tx.query(withLiveCodes, [schoolId, graduateIds]);
  await addJobs(
    tx,
    compareJob,
    live.map(({ graduateId }) => ({ payload: { schoolId, graduateId }, ...laneOf({ schoolId, graduateId }) })),
  );
}
export const compare = (platform: Platform, registry: EmploymentRegistry): JobHandler =>
  handle(compareJob, whose => compareWithRegistry(platform, registry, whose));
