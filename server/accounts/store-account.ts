import type { AccountKind } from '#domain/access.ts';
import { dayLength } from '#domain/dates.ts';
import { isMobile, normalizePhone } from '#domain/identifiers/phone.ts';
import { initialPasswordDays } from '#domain/rules/initial-password.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { hashPassword } from './password-hash.ts';
import { insertAccount, insertAccountDepartment } from './store.ts';

/** When a password that is made now is over. */
export const initialPasswordUntil = (now: Date): Date => new Date(now.getTime() + initialPasswordDays * dayLength);

/** The key by which a phone number is looked up; the roster keeps the same. */
export const phoneHash = (vault: Vault, phone: string): Buffer => vault.keyedHash(normalizePhone(phone));

/** How a login is kept: a phone number only as its keyed hash, anything else in small letters. */
export function loginKey(vault: Vault, login: string): string {
  const phone = normalizePhone(login);
  return isMobile(phone) ? `phone:${phoneHash(vault, phone).toString('hex')}` : login.normalize('NFKC').trim().toLowerCase();
}

/** Whether a login that is kept is a phone's hash, which nobody types. */
export const isPhoneKey = (login: string): boolean => login.startsWith('phone:');

export interface NewAccount {
  readonly kind: Exclude<AccountKind, 'anyone' | 'graduate'>;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  /** Base 32 (RFC 4648). An account with a secret is asked for a second factor. */
  readonly totpSecret?: string | undefined;
  readonly schoolId?: number | undefined;
  readonly departmentIds?: readonly number[] | undefined;
  readonly employerId?: number | undefined;
  readonly provinceCode?: string | undefined;
  readonly phone?: string | undefined;
  /** Somebody else chose the password: it must be changed at the first sign-in. */
  readonly initialPassword?: boolean;
  readonly now: Date;
}

/** Makes an account and answers its id. The caller has checked that the password is good enough. Not for what strangers send. */
export const createAccount = async (tx: Queryable, vault: Vault, account: NewAccount): Promise<number> =>
  storeAccount(tx, vault, { ...account, passwordHash: await hashPassword(account.password, { sender: account.login }) });

/** The same with the hash made before, where a transaction should not wait for it. */
export async function storeAccount(
  tx: Queryable,
  vault: Vault,
  account: Omit<NewAccount, 'password'> & { readonly passwordHash: string },
): Promise<number> {
  const {
    kind,
    login,
    name,
    passwordHash,
    totpSecret,
    initialPassword = false,
    schoolId,
    departmentIds = [],
    employerId,
    provinceCode,
    phone,
    now,
  } = account;
  const { id } = await tx.one(insertAccount, [
    kind,
    loginKey(vault, login),
    name,
    passwordHash,
    totpSecret === undefined ? null : vault.seal(totpSecret),
    schoolId ?? null,
    employerId ?? null,
    provinceCode ?? null,
    phone === undefined ? null : vault.seal(normalizePhone(phone)),
    phone === undefined ? null : phoneHash(vault, phone),
    now,
    initialPassword ? initialPasswordUntil(now) : null,
  ]);
  for (const departmentId of departmentIds) await tx.execute(insertAccountDepartment, [schoolId, id, departmentId]);
  return id;
}
