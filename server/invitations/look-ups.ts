/** Nobody may try out names, numbers or codes: look-ups that find nobody are counted per employer and day. */
import { beijingDay } from '#domain/dates.ts';
import { isRefused, type RefusalCode, type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

const missesAllowed = 50;
const misses: readonly RefusalCode[] = ['graduate-not-matched', 'invitation-code-unknown'];

/** Counted before it is made, and outside the command's transaction: many at once, or a refusal, are no way around the limit. */
const beginLookUp = statement<{ misses: number }>(
  'cases.begin_look_up',
  `insert into employer_look_up as l (employer_id, day, misses) values ($1, $2, 1)
   on conflict (employer_id, day) do update set misses = l.misses + 1 where l.misses < $3 returning misses`,
);
const forgiveLookUp = statement(
  'cases.forgive_look_up',
  'update employer_look_up set misses = misses - 1 where employer_id = $1 and day = $2',
);

/** Does what looks for a graduate, unless the day's misses are used up. */
export async function lookUp<T>(
  { database, clock }: Platform,
  employerId: number,
  work: () => Promise<T | Refused>,
): Promise<T | Refused> {
  const today = [employerId, beijingDay(clock.now())];
  const begun = await database.first(beginLookUp, [...today, missesAllowed]);
  if (!begun) return refuse('look-ups-used-up');
  const answer = await work();
  const isMiss = isRefused(answer) && misses.includes(answer.refused.code);
  if (!isMiss) await database.execute(forgiveLookUp, today);
  return answer;
}
