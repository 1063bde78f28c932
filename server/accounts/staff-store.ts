/** The SQL of a school's accounts: every statement is narrowed to one school. */
import type { SchoolStaffKind } from '#domain/account-kinds.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface StaffRow {
  readonly id: number;
  readonly version: number;
  readonly kind: SchoolStaffKind;
  readonly login: string;
  readonly name: string;
  readonly departments: readonly { readonly id: number; readonly name: string }[];
  readonly disabledAt: Date | null;
  readonly initialPassword: boolean;
  readonly initialPasswordUntil: Date | null;
  readonly secondFactor: boolean;
  readonly lastSeenAt: Date | null;
  readonly sessions: number;
}
const columns = `a.id, a.version, a.kind, a.login, a.name, a.disabled_at, a.initial_password, a.initial_password_until,
  a.totp_sealed is not null as second_factor,
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.id)
    from account_department l join department d on d.school_id = l.school_id and d.id = l.department_id
    where l.school_id = a.school_id and l.account_id = a.id), '[]') as departments,
  (select max(s.last_seen_at) from session s where s.account_id = a.id) as last_seen_at,
  (select count(*)::int from session s where s.account_id = a.id and s.ended_at is null and s.last_seen_at > $2) as sessions`;

const narrowed = `a.school_id = $1 and a.kind in ('department', 'school', 'schoolAdmin')
  and ($3::text is null or a.name ilike $3 or a.login like lower($3))
  and ($4::text is null or a.kind = $4)
  and ($5::boolean is null or (a.disabled_at is not null) = $5)
  and ($6::bigint is null or exists (select from account_department l
    where l.school_id = a.school_id and l.account_id = a.id and l.department_id = $6))`;
/** Relies on account_of_school; a school has hundreds. */
export const listStaff = statement<StaffRow>(
  'accounts.list_staff',
  `select ${columns} from account a where ${narrowed} and ($7::bigint is null or a.id < $7) order by a.id desc limit $8`,
);
export const countStaff = statement<{ count: number }>(
  'accounts.count_staff',
  // $2 bounds the sessions of the list; here it is only there so that both take the same values.
  `select count(*)::int as count from account a where ${narrowed} and ($2::timestamptz is not null)`,
);
export const findStaffAccount = statement<StaffRow>(
  'accounts.find_staff_account',
  `select ${columns} from account a where a.school_id = $1 and a.id = $3 and a.kind = any($4)`,
);

export interface LockedStaff {
  readonly id: number;
  readonly kind: SchoolStaffKind;
  readonly version: number;
  readonly login: string;
  readonly name: string;
  readonly disabledAt: Date | null;
  readonly departmentIds: readonly number[];
}
/** The admins first and in one order: two who disable each other wait here, and the second learns that nobody would be left. */
export const lockAdmins = statement<{ id: number }>(
  'accounts.lock_admins',
  `select id from account where school_id = $1 and kind = 'schoolAdmin' and disabled_at is null order by id for update`,
);
export const lockStaff = statement<LockedStaff>(
  'accounts.lock_staff',
  `select a.id, a.kind, a.version, a.login, a.name, a.disabled_at,
     array(select l.department_id from account_department l
       where l.school_id = a.school_id and l.account_id = a.id order by l.department_id) as department_ids
   from account a where a.school_id = $1 and a.id = $2 and a.kind = any($3) for update`,
);

export const setDisabled = statement(
  'accounts.set_disabled',
  'update account set disabled_at = $2, version = version + 1 where id = $1',
);
export const setInitialPassword = statement(
  'accounts.set_initial_password',
  `update account set password_hash = $2, initial_password = true, initial_password_until = $3, version = version + 1 where id = $1`,
);
export const touchAccount = statement('accounts.touch_account', 'update account set version = version + 1 where id = $1');
export const setRights = statement(
  'accounts.set_rights',
  'update account set name = $2, kind = $3, version = version + 1 where id = $1',
);
export const clearDepartments = statement(
  'accounts.clear_departments',
  'delete from account_department where school_id = $1 and account_id = $2',
);
/** Relies on account_login. */
export const takenLogins = statement<{ login: string }>(
  'accounts.taken_logins',
  'select login from account where lower(login) = any($1)',
);
