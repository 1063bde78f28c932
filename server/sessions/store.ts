/** The SQL of sessions. */
import type { AccountKind } from '#domain/access.ts';
import type { SecondFactorDuty } from '#domain/account-kinds.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface SessionRow {
  readonly id: string;
  readonly cohort: number | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly provenAt: Date | null;
  readonly accountId: number | null;
  readonly accountKind: AccountKind | null;
  readonly accountName: string | null;
  readonly initialPassword: boolean | null;
  readonly secondFactor: boolean;
  /** What the school asks for, and since when; null where it never said. */
  readonly secondFactorDuty: SecondFactorDuty | null;
  readonly secondFactorSince: Date | null;
  readonly schoolId: number | null;
  readonly employerId: number | null;
  readonly provinceCode: string | null;
  readonly departmentIds: readonly number[];
  readonly personId: number | null;
  readonly graduateSchoolId: number | null;
  readonly graduateId: number | null;
  readonly graduateName: string | null;
  readonly checked: boolean;
}
/** One statement for every request: session_token_unique, then primary keys. A disabled account's session finds no account. */
export const loadSession = statement<SessionRow>(
  'sessions.load_session',
  `select s.id, s.cohort, s.created_at, s.last_seen_at, s.proven_at, a.id as account_id, a.kind as account_kind, a.name as account_name,
     a.initial_password, a.totp_sealed is not null as second_factor,
     o.settings->>'secondFactorDuty' as second_factor_duty, o.second_factor_since,
     a.school_id, a.employer_id, a.province_code,
     array(select d.department_id from account_department d
       where d.school_id = a.school_id and d.account_id = a.id order by d.department_id) as department_ids,
     s.person_id, g.school_id as graduate_school_id, g.id as graduate_id, g.name as graduate_name,
     g.basic_information_checked_at is not null as checked
   from session s
   left join account a on a.id = s.account_id and a.disabled_at is null
   left join school o on o.id = a.school_id
   left join person_cohort p on p.person_id = s.person_id and p.cohort = s.cohort
   left join graduate g on g.school_id = p.school_id and g.cohort = p.cohort and g.person_id = p.person_id
   where s.token_hash = $1 and s.ended_at is null`,
);

export const endSessionsOfAccount = statement(
  'sessions.end_sessions_of_account',
  'update session set ended_at = $2 where account_id = $1 and ended_at is null and ($3::text is null or id <> $3)',
);
export const touchSession = statement(
  'sessions.touch_session',
  'update session set last_seen_at = $2, last_from = $3 where id = $1 and last_seen_at < $2',
);
export const insertSession = statement(
  'sessions.insert_session',
  `insert into session (id, token_hash, kind, account_id, person_id, cohort, device, begun_from, last_from, created_at, last_seen_at,
     proven_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $9, $10)`,
);
/** The person of this session has just shown who they are. */
export const markProven = statement(
  'sessions.mark_proven',
  'update session set proven_at = $2 where id = $1 and ended_at is null',
);
export const endSessionByToken = statement<{ id: string }>(
  'sessions.end_session_by_token',
  'update session set ended_at = $2 where token_hash = $1 and ended_at is null returning id',
);
/** Only one's own. */
export const endOwnSession = statement(
  'sessions.end_own_session',
  'update session set ended_at = $4 where id = $1 and (account_id = $2 or person_id = $3) and ended_at is null',
);
/** All of one's own but this one. */
export const endOtherSessions = statement(
  'sessions.end_other_sessions',
  'update session set ended_at = $4 where (account_id = $2 or person_id = $3) and id <> $1 and ended_at is null',
);
export const setSessionCohort = statement('sessions.set_session_cohort', 'update session set cohort = $2 where id = $1');

export interface OpenSession {
  readonly id: string;
  readonly kind: AccountKind;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}
/** Of these sessions, those that nobody has ended and whose account is not disabled. */
export const openSessions = statement<OpenSession>(
  'sessions.open_sessions',
  `select s.id, s.kind, s.created_at, s.last_seen_at from session s
   left join account a on a.id = s.account_id
   where s.id = any($1::text[]) and s.ended_at is null and a.disabled_at is null`,
);

export interface OwnSessionRow {
  readonly id: string;
  readonly device: string;
  readonly begunFrom: string;
  readonly lastFrom: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}
const ownSessions = (whose: string): string =>
  `select id, device, begun_from, last_from, created_at, last_seen_at from session
   where ${whose} = $1 and ended_at is null and last_seen_at > $2 and created_at > $3 order by last_seen_at desc limit 100`;
export const sessionsOfAccount = statement<OwnSessionRow>('sessions.sessions_of_account', ownSessions('account_id'));
export const sessionsOfPerson = statement<OwnSessionRow>('sessions.sessions_of_person', ownSessions('person_id'));

/** Within this session the person has proved who they are (实人认证). */
export const markIdentityProven = statement(
  'sessions.mark_identity_proven',
  'update session set identity_proven_at = $2 where id = $1 and ended_at is null',
);
export const findIdentityProven = statement<{ at: Date | null }>(
  'sessions.identity_proven',
  'select identity_proven_at as at from session where id = $1',
);
