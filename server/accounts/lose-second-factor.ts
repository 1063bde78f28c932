import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { forgetRecoveryCodes } from './recovery-codes.ts';

const forgetSecondFactor = statement<{ login: string }>(
  'accounts.forget_second_factor',
  'update account set totp_sealed = null, version = version + 1 where id = $1',
);

/** For somebody whose phone is lost, by those who manage the account. The recovery codes go with it. */
export async function loseSecondFactor(tx: Queryable, accountId: number): Promise<void> {
  await tx.execute(forgetSecondFactor, [accountId]);
  await forgetRecoveryCodes(tx, accountId);
}
