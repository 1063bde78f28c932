import type { CodeEnd } from '#domain/verification/ends.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

const endLive = statement(
  'verification.end_codes',
  `update verification_code
   set ended_at = $4, end_reason = case when expires_at <= $4 then 'expired' else $3 end
   where school_id = $1 and graduate_id = any($2::bigint[]) and ended_at is null and ($5::text is null or purpose = $5)`,
);

export interface Ending {
  readonly schoolId: number;
  readonly graduateIds: readonly number[];
  readonly reason: CodeEnd;
  readonly now: Date;
  /** Left out: the codes of both purposes. */
  readonly purpose?: CodePurpose;
}

/** Every way in which a code dies before its time ends here, in the transaction that causes it. Answers how many died. */
export function endCodes(tx: Transaction, { schoolId, graduateIds, reason, now, purpose }: Ending): Promise<number> {
  return tx.execute(endLive, [schoolId, graduateIds, reason, now, purpose ?? null]);
}
