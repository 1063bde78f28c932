import { beijingDay } from '#domain/dates.ts';
import { type RefusalCode, type Refused, refuse } from '#domain/refusals.ts';
import { type Queryable, statement } from '../postgres/postgres.ts';

/** How often one person may do something on one day, and what they are told when it was enough. */
export interface Quota {
  readonly what: string;
  readonly atMost: number;
  readonly refusal: RefusalCode;
}

const useOne = statement<{ used: number }>(
  'limits.use_quota',
  `insert into daily_use as u (actor, what, day, used) values ($1, $2, $3, 1)
   on conflict (actor, what, day) do update set used = u.used + 1 where u.used < $4 returning used`,
);

/** Counts one use before it is made, so that many at once are no way around the quota. Refused when the day's are used up. */
export async function useQuota(
  database: Queryable,
  { what, atMost, refusal }: Quota,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<Refused | undefined> {
  const used = await database.first(useOne, [actor, what, beijingDay(now), atMost]);
  return used ? undefined : refuse(refusal, { limit: atMost });
}
