/** 恢复码: each stands in once for a second factor that is lost. They are told once; what is kept are keyed hashes. */
import { randomInt } from 'node:crypto';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';

const howMany = 10;
/** As in initial passwords: nothing that is read as something else. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

const insertCodes = statement(
  'accounts.insert_recovery_codes',
  'insert into recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])',
);
const deleteCodes = statement('accounts.delete_recovery_codes', 'delete from recovery_code where account_id = $1');
const useCode = statement(
  'accounts.use_recovery_code',
  'update recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
);
const countLeft = statement<{ count: number }>(
  'accounts.recovery_codes_left',
  'select count(*)::int as count from recovery_code where account_id = $1 and used_at is null',
);

/** Twelve characters, 59 bits, in groups that can be written down. */
function makeCode(): string {
  const group = () => Array.from({ length: 4 }, () => characters[randomInt(characters.length)]).join('');
  return [group(), group(), group()].join('-');
}
/** However it is typed. */
const hashOf = (vault: Vault, accountId: number, code: string): Buffer =>
  vault.keyedHash(
    `recovery-code:${accountId}:${code
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')}`,
  );

/** Ten new ones; those before are good for nothing any more. */
export async function renewRecoveryCodes(tx: Queryable, vault: Vault, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: howMany }, makeCode);
  await tx.execute(deleteCodes, [accountId]);
  await tx.execute(insertCodes, [accountId, codes.map(code => hashOf(vault, accountId, code))]);
  return codes;
}

export const forgetRecoveryCodes = (tx: Queryable, accountId: number): Promise<number> => tx.execute(deleteCodes, [accountId]);

/** Whether the code was one of the account's, not used before; it is used from now on. */
export const takeRecoveryCode = async (
  queryable: Queryable,
  vault: Vault,
  { accountId, code, now }: { readonly accountId: number; readonly code: string; readonly now: Date },
): Promise<boolean> => (await queryable.execute(useCode, [accountId, hashOf(vault, accountId, code), now])) === 1;

export const recoveryCodesLeft = async (queryable: Queryable, accountId: number): Promise<number> =>
  (await queryable.one(countLeft, [accountId])).count;
