/** 正在查看: who else of the desk has a case open. In the database, so that it holds for all processes. */
import type { CaseRef } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

/** A page says every half minute that it is there; after a minute without a word it is not. */
const silenceMs = 60_000;

/** Values: school, case, account, name, moment. Writes nothing for a case out of scope. */
const show = scoped(
  'desk.show_viewer',
  { school: 'c.school_id', department: 'c.department_id' },
  5,
  inside => `insert into case_viewer (school_id, case_id, account_id, name, seen_at)
   select c.school_id, c.id, $3, $4, $5 from destination_case c where ${inside} and c.school_id = $1 and c.id = $2
   on conflict (school_id, case_id, account_id) do update set name = excluded.name, seen_at = excluded.seen_at`,
);
const others = statement<{ name: string }>(
  'desk.other_viewers',
  `select name from case_viewer where school_id = $1 and case_id = $2 and account_id <> $3 and seen_at > $4
   order by name, account_id limit 10`,
);
/** Value: the moment before which a sign of life is nothing any more. */
export const sweepViewers = statement('desk.sweep_viewers', 'delete from case_viewer where seen_at < $1');

/** Says that this person has the case open, and answers who else has; undefined out of scope. */
export async function viewCase({ database, clock }: Platform, ref: CaseRef, actor: Actor, scope: Scope) {
  const { accountId, name } = actor;
  if (accountId === undefined) return undefined;
  const now = clock.now();
  const shown = await database.execute(...show(scope, [ref.schoolId, ref.caseId, accountId, name ?? '', now]));
  if (shown === 0) return undefined;
  const values = [ref.schoolId, ref.caseId, accountId, new Date(now.getTime() - silenceMs)];
  return (await database.query(others, values)).map(other => other.name);
}
