/** A graduate is taken off the roster: their cases are frozen. The graduate comes back: the cases continue in the same states. */
import { dayLength } from '#domain/dates.ts';
import { type FlowName, flowNamed, flowNames } from '#domain/flows/all.ts';
import { changeCounters, clearReportJob, expireJob, remindJob, reportJob, standstill } from '#server/cases/index.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { addJob } from '#server/platform/jobs/jobs.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { Returning } from '#server/roster/index.ts';

/** What counts as the reported destination, `flow state`. */
export const reportedStates = flowNames.flatMap(flow => [...flowNamed(flow).reported].map(state => `${flow} ${state}`));

interface Touched {
  readonly id: number;
  readonly graduateId: number;
  readonly departmentId: number;
  readonly cohort: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly destinationType: string;
  readonly version: number;
  readonly historySeq: number;
  readonly isReported: boolean;
}
const touched = `c.id, c.graduate_id, c.department_id, c.cohort, c.flow, c.state, c.destination_type, c.version, c.history_seq,
  c.flow || ' ' || c.state = any($3) as is_reported`;
// A new version, so that clearing and reporting again are newer than what was reported before.
const newer = `version = c.version + case when c.flow || ' ' || c.state = any($3) then 1 else 0 end`;

const freeze = statement<Touched>(
  'cases.freeze',
  `update destination_case c set frozen_at = $4, ${newer}
   where c.school_id = $1 and c.graduate_id = any($2::bigint[]) and c.frozen_at is null
   returning ${touched}`,
);

/** An invitation that was still in time gets back the days that it lost, whole ones, rounded up. */
const thaw = statement<Touched & { dueAt: Date | null; lapseId: number; daysLost: number }>(
  'cases.thaw',
  `with returning_graduate as (
     select graduate_id, lapse_id, lapsed_at, ceil(extract(epoch from $4::timestamptz - lapsed_at) / 86400)::int as days
     from unnest($2::bigint[], $5::bigint[], $6::timestamptz[]) as given (graduate_id, lapse_id, lapsed_at)
   )
   update destination_case c
   set frozen_at = null, ${newer},
     due_at = case when c.due_at > r.lapsed_at then c.due_at + r.days * interval '1 day' else c.due_at end,
     validity_days = case when c.due_at > r.lapsed_at then c.validity_days + r.days else c.validity_days end
   from returning_graduate r
   where c.school_id = $1 and c.graduate_id = r.graduate_id
   returning ${touched}, c.due_at, r.lapse_id, r.days as days_lost`,
);

/** Freezes the cases, and clears what was reported of them. */
export async function freezeCases(tx: Transaction, schoolId: number, graduateIds: readonly number[], now: Date): Promise<void> {
  const frozen = await tx.query(freeze, [schoolId, graduateIds, reportedStates, now]);
  for (const { id, graduateId, version, historySeq: seq } of frozen.filter(({ isReported }) => isReported))
    await addJob(
      tx,
      clearReportJob,
      { schoolId, caseId: id, seq, version },
      { key: `${schoolId}-${id}-lapse-${version}`, queue: `graduate-${schoolId}-${graduateId}` },
    );
  await recount(tx, schoolId, frozen, -1);
}

/** Cases continue in the states that they were in: what counts is reported again and waits to be confirmed anew, deadlines move. */
export async function thawCases(
  tx: Transaction,
  vault: Vault,
  { schoolId, returning, now }: { readonly schoolId: number; readonly returning: readonly Returning[]; readonly now: Date },
): Promise<void> {
  const thawed = await tx.query(thaw, [
    schoolId,
    returning.map(({ graduateId }) => graduateId),
    reportedStates,
    now,
    returning.map(({ lapseId }) => lapseId),
    returning.map(({ lapsedAt }) => lapsedAt),
  ]);
  for (const { id, graduateId, version, historySeq: seq, isReported, dueAt, lapseId } of thawed) {
    if (isReported) {
      await undoConfirmations(tx, vault, { schoolId, graduateIds: [graduateId], change: 'restored', now });
      const key = `${schoolId}-${id}-lapse-${version}`;
      await addJob(tx, reportJob, { schoolId, caseId: id, seq, version }, { key, queue: `graduate-${schoolId}-${graduateId}` });
    }
    if (dueAt && dueAt > now) await moveDeadline(tx, { schoolId, caseId: id, seq, dueAt, lapseId, now });
  }
  await recount(tx, schoolId, thawed, 1);
}

interface Deadline {
  readonly schoolId: number;
  readonly caseId: number;
  readonly seq: number;
  readonly dueAt: Date;
  readonly lapseId: number;
  readonly now: Date;
}
async function moveDeadline(tx: Transaction, { schoolId, caseId, seq, dueAt, lapseId, now }: Deadline): Promise<void> {
  const key = `${schoolId}-${caseId}`;
  await addJob(tx, expireJob, { schoolId, caseId }, { key, runAt: dueAt, now, whenPresent: 'replace' });
  const remindAt = new Date(dueAt.getTime() - dayLength);
  if (remindAt <= now) return;
  // Of its own number: who was reminded before the lapse is reminded of the new deadline too.
  const reminder = { schoolId, caseId, seq, nth: lapseId, whom: 'graduate' } as const;
  await addJob(tx, remindJob, reminder, { key: `${key}-${seq}`, runAt: remindAt, now, whenPresent: 'replace' });
}

/** Moves the cases between their states and the standstill in the counters. */
async function recount(tx: Transaction, schoolId: number, cases: readonly Touched[], by: 1 | -1): Promise<void> {
  if (cases.length === 0) return;
  for (const { departmentId, cohort, flow, state, destinationType } of cases) {
    const counted = { schoolId, departmentId, cohort, flow, destinationType };
    changeCounters(tx, [
      { ...counted, state, by },
      { ...counted, state: standstill, by: -by },
    ]);
  }
  await tx.notify('desk', String(schoolId));
}
