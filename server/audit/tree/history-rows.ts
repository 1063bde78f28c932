/** The steps of cases that events tell of, as they are now. */
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { momentColumn } from './canonical.ts';
import type { CanonicalEvent } from './canonical-event.ts';
import { canonicalHistory, type HistoryRow } from './history-digest.ts';

export type CanonicalHistory = ReturnType<typeof canonicalHistory>;

const findSteps = statement<HistoryRow & { moment: string }>(
  'audit.steps',
  `select h.school_id, h.case_id, h.seq, h.at, ${momentColumn('h.at')} as moment, h.action, h.by_role, h.account_id, h.actor_name, h.levels,
     h.to_state, h.version, h.note_sealed, h.evidence_sealed
   from unnest($1::bigint[], $2::bigint[], $3::integer[]) as t (school_id, case_id, seq)
   join case_history h on h.school_id = t.school_id and h.case_id = t.case_id and h.seq = t.seq`,
);

/** By the number of their event; those that are gone are missing. An event names its case as `case:school-number`. */
export async function historyOf(
  database: Queryable,
  vault: Vault,
  events: readonly Pick<CanonicalEvent, 'id' | 'object' | 'historySeq'>[],
): Promise<ReadonlyMap<number, CanonicalHistory>> {
  const named = events.flatMap(({ id, object, historySeq }) => {
    const [, school, kase] = /^case:(\d{1,9})-(\d{1,15})$/.exec(object) ?? [];
    return school && kase && historySeq !== null ? [{ id, schoolId: Number(school), caseId: Number(kase), seq: historySeq }] : [];
  });
  if (named.length === 0) return new Map();
  const keys = [named.map(it => it.schoolId), named.map(it => it.caseId), named.map(it => it.seq)];
  const steps = await database.query(findSteps, keys);
  const byKey = new Map(steps.map(step => [`${step.schoolId}-${step.caseId}-${step.seq}`, canonicalHistory(step, vault)]));
  return new Map(
    named.flatMap(({ id, schoolId, caseId, seq }) => {
      const step = byKey.get(`${schoolId}-${caseId}-${seq}`);
      return step ? [[id, step] as const] : [];
    }),
  );
}
