import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { CodeEnd } from '#domain/verification/ends.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { showEnded } from './shown-states.ts';

const endLive = statement<{ count: number }>(
  'verification.end_codes',
  `with ended as (
     update verification_code
     set ended_at = $4, end_reason = case when expires_at <= $4 then 'expired' else $3 end
     where school_id = $1 and graduate_id = any($2::bigint[]) and ended_at is null and ($5::text is null or purpose = $5)
       and ($6::text[] is null or kind = any($6))
     returning graduate_id, kind, purpose, end_reason
   ), ${showEnded}
   select count(*)::int as count from ended`,
);

export interface Ending {
  readonly schoolId: number;
  readonly graduateIds: readonly number[];
  readonly reason: CodeEnd;
  readonly now: Date;
  /** Left out: the codes of both purposes. */
  readonly purpose?: CodePurpose;
  /** Left out: the codes of both kinds. */
  readonly kinds?: readonly TransferKind[];
}

/** Every way in which a code dies before its time ends here, in the transaction that causes it. The graduates' rows are locked. Answers how many died. */
export async function endCodes(tx: Transaction, { schoolId, graduateIds, reason, now, purpose, kinds }: Ending): Promise<number> {
  return (await tx.one(endLive, [schoolId, graduateIds, reason, now, purpose ?? null, kinds ?? null])).count;
}
