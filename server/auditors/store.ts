/** The SQL of auditors. There are a handful of them. */
import { statement } from '#server/platform/postgres/postgres.ts';
import { scoped } from '#server/platform/scope/within.ts';

export interface AuditorRow {
  readonly id: number;
  readonly state: string;
  readonly version: number;
  readonly login: string;
  readonly name: string;
  readonly accountId: number | null;
  readonly proposedBy: number;
}
export const lockAuditor = scoped<AuditorRow>(
  'auditors.lock',
  { platform: 'all' },
  1,
  inside => `select id, state, version, login, name, account_id, proposed_by from auditor where id = $1 and ${inside} for update`,
);
/** Runs into auditor_login when somebody of this login waits or is there. */
export const insertAuditor = statement<{ id: number }>(
  'auditors.insert',
  `insert into auditor (state, version, login, name, proposed_by, proposed_at) values ($1, 1, $2, $3, $4, $5) returning id`,
);
/** A new proposal has its own proposer and is not decided. */
export const writeProposal = statement(
  'auditors.write_proposal',
  `update auditor set state = $4, version = version + 1, proposed_by = $5, proposed_at = $6, decided_by = null, decided_at = null
   where id = $1 and version = $2 and state = $3`,
);
/** Taken back or declined, it is not decided by two: nobody's name is under it. The history knows who did it. */
export const writeDecision = statement(
  'auditors.write_decision',
  `update auditor set state = $4, version = version + 1, decided_by = $5, decided_at = $6, password_sealed = null
   where id = $1 and version = $2 and state = $3`,
);
export const writeAccount = statement(
  'auditors.write_account',
  'update auditor set account_id = $2, password_sealed = $3 where id = $1',
);
export const disableAccount = statement(
  'auditors.disable_account',
  'update account set disabled_at = $2, version = version + 1 where id = $1 and disabled_at is null',
);
export const insertStep = statement(
  'auditors.insert_step',
  'insert into auditor_history (auditor_id, seq, at, action, account_id, to_state) values ($1, $2, $3, $4, $5, $6)',
);
export const listAuditors = statement<
  AuditorRow & { proposedAt: Date; proposer: string; decidedAt: Date | null; decider: string | null; lastSeenAt: Date | null }
>(
  'auditors.list',
  `select a.id, a.state, a.version, a.login, a.name, a.account_id, a.proposed_by, a.proposed_at, p.name as proposer, a.decided_at,
     d.name as decider, (select max(s.last_seen_at) from session s where s.account_id = a.account_id) as last_seen_at
   from auditor a join account p on p.id = a.proposed_by left join account d on d.id = a.decided_by
   order by a.id desc limit 200`,
);
export const initialPassword = statement<{
  login: string;
  passwordSealed: Buffer | null;
  until: Date | null;
}>(
  'auditors.initial_password',
  `select au.login, au.password_sealed, a.initial_password_until as until
   from auditor au join account a on a.id = au.account_id where au.id = $1 and au.decided_by = $2`,
);
export const forgetPasswords = statement(
  'auditors.forget_passwords',
  'update auditor set password_sealed = null where decided_at < $1 and password_sealed is not null',
);
