/** The SQL of an employer's members, and of those who are invited or ask to be let in. */
import { statement } from '#server/platform/postgres/postgres.ts';

export type MemberKind = 'employerAdmin' | 'employerStaff';
export type JoinState = 'invited' | 'asked' | 'joined' | 'refused' | 'withdrawn';

export interface MemberRow {
  readonly id: number;
  readonly kind: MemberKind;
  readonly name: string;
  readonly phoneSealed: Buffer | null;
  readonly secondFactor: boolean;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}
const members = `select a.id, a.kind, a.name, a.phone_sealed, a.totp_sealed is not null as second_factor, a.disabled_at, a.created_at,
    (select max(s.last_seen_at) from session s where s.account_id = a.id) as last_seen_at
  from account a where a.employer_id = $1`;
export const membersOf = statement<MemberRow>(
  'employers.members',
  `${members} order by a.disabled_at is not null, a.kind, a.id limit 500`,
);
/** In one order, so that two who change members at once wait for each other, and the last administrator stays. */
export const lockMembers = statement<{ id: number; kind: MemberKind; disabledAt: Date | null }>(
  'employers.lock_members',
  'select id, kind, disabled_at from account where employer_id = $1 order by id for update',
);
export const setMember = statement(
  'employers.set_member',
  'update account set kind = $3, disabled_at = $4, version = version + 1 where employer_id = $1 and id = $2',
);

export interface JoinRow {
  readonly id: number;
  readonly name: string;
  readonly phoneHash: Buffer;
  readonly phoneSealed: Buffer;
  readonly state: JoinState;
  readonly accountId: number | null;
  readonly passwordHash: string | null;
  readonly smsState: string;
  readonly createdAt: Date;
}
const join = 'id, name, phone_hash, phone_sealed, state, account_id, password_hash, sms_state, created_at';
export const openJoins = statement<JoinRow>(
  'employers.open_joins',
  `select ${join} from employer_join where employer_id = $1 and state in ('invited', 'asked') order by id limit 200`,
);
export const countJoinsSince = statement<{ count: number }>(
  'employers.count_joins_since',
  'select count(*)::int as count from employer_join where employer_id = $1 and invited_by is not null and created_at > $2',
);
export const lockJoin = statement<JoinRow>(
  'employers.lock_join',
  `select ${join} from employer_join where employer_id = $1 and id = $2 and state in ('invited', 'asked') for update`,
);
/** Relies on employer_join_open. */
export const lockJoinOfPhone = statement<JoinRow>(
  'employers.lock_join_of_phone',
  `select ${join} from employer_join where employer_id = $1 and phone_hash = $2 and state in ('invited', 'asked') for update`,
);
/** Runs into employer_join_open when the phone waits already. */
export const insertInvited = statement<{ id: number }>(
  'employers.insert_invited',
  `insert into employer_join (employer_id, name, phone_hash, phone_sealed, state, invited_by, sms_state, created_at)
   values ($1, $2, $3, $4, 'invited', $5, 'queued', $6) returning id`,
);
/** Asked again, it is the same request with what was typed last. */
export const putAsked = statement<{ id: number }>(
  'employers.put_asked',
  `insert into employer_join as j (employer_id, name, phone_hash, phone_sealed, state, account_id, password_hash, created_at)
   values ($1, $2, $3, $4, 'asked', $5, $6, $7)
   on conflict (employer_id, phone_hash) where state in ('invited', 'asked')
   do update set name = excluded.name, account_id = excluded.account_id, password_hash = excluded.password_hash
   where j.state = 'asked'
   returning id`,
);
/** The password is the account's from then on, or nobody's. */
export const decideJoin = statement(
  'employers.decide_join',
  `update employer_join set state = $3, account_id = coalesce($4, account_id), password_hash = null, decided_at = $5, decided_by = $6
   where employer_id = $1 and id = $2`,
);

/** Moves a person who registered an organisation a second time to the first registration; the second is left empty. */
export const moveAccount = statement(
  'employers.move_account',
  `update account a set employer_id = $1, kind = 'employerStaff', name = $3, version = a.version + 1
   from employer e
   where a.id = $2 and a.disabled_at is null and e.id = a.employer_id and e.certified_sealed is null`,
);
export const findEmptyEmployer = statement<{ phoneHash: Buffer; phoneSealed: Buffer }>(
  'employers.find_empty',
  `select a.phone_hash, a.phone_sealed from account a join employer e on e.id = a.employer_id
   where a.id = $1 and e.id = $2 and e.certified_sealed is null and a.phone_hash is not null`,
);
export const administratorsOf = statement<{ id: number }>(
  'employers.administrators',
  `select id from account where employer_id = $1 and kind = 'employerAdmin' and disabled_at is null order by id`,
);

/** At most once after its mark. */
export const markSmsSending = statement<{ phoneSealed: Buffer; employerName: string; uscc: string }>(
  'employers.join_sms_sending',
  `update employer_join j set sms_state = 'sending' from employer e
   where j.employer_id = $1 and j.id = $2 and j.state = 'invited' and j.sms_state = 'queued' and e.id = j.employer_id
   returning j.phone_sealed, e.name as employer_name, e.uscc`,
);
export const markSms = statement(
  'employers.join_sms',
  'update employer_join set sms_state = $3 where employer_id = $1 and id = $2',
);
