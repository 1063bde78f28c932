import { dayLength } from '#domain/dates.ts';
import { invitedAtMost } from '#domain/flows/invite-again.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

/** Relies on destination_case_of_graduate. */
const countLately = statement<{ count: number }>(
  'invitations.count_lately',
  `select count(*)::int as count from destination_case
   where school_id = $1 and graduate_id = $2 and employer_id = $3 and flow = 'online-signing' and created_at > $4`,
);

/** Refuses one more invitation to somebody who has lately had enough of them. Under the graduate's lock. */
export async function refuseTooMany(
  tx: Transaction,
  { schoolId, graduateId, employerId }: { readonly schoolId: number; readonly graduateId: number; readonly employerId: number },
  now: Date,
): Promise<Refused | undefined> {
  const { times, days } = invitedAtMost;
  const since = new Date(now.getTime() - days * dayLength);
  const { count } = await tx.one(countLately, [schoolId, graduateId, employerId, since]);
  return count >= times ? refuse('invited-often', { times, days }) : undefined;
}
