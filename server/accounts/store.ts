/** The SQL of an account as it signs in and as it is made. */
import type { AccountKind } from '#domain/access.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface AccountRow {
  readonly id: number;
  readonly kind: AccountKind;
  readonly passwordHash: string;
  readonly totpSealed: Buffer | null;
  readonly schoolId: number | null;
  readonly disabledAt: Date | null;
  /** Null where the password is the person's own. */
  readonly initialPasswordUntil: Date | null;
}
/** Relies on account_login. */
export const findAccount = statement<AccountRow>(
  'accounts.find_account',
  'select id, kind, password_hash, totp_sealed, school_id, disabled_at, initial_password_until from account where lower(login) = $1',
);

/** A time step is good for one sign-in: the second use of it changes no row. */
export const useTotpStep = statement(
  'accounts.use_totp_step',
  'update account set totp_last_step = $2 where id = $1 and totp_last_step < $2',
);

export const insertAccount = statement<{ id: number }>(
  'accounts.insert_account',
  `insert into account (kind, login, name, password_hash, totp_sealed, school_id, employer_id, province_code, phone_sealed, phone_hash,
     created_at, initial_password_until, initial_password)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz, $12::timestamptz is not null) returning id`,
);
export const insertAccountDepartment = statement(
  'accounts.insert_account_department',
  'insert into account_department (school_id, account_id, department_id) values ($1, $2, $3)',
);
