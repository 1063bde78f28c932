/** The operator gives an organisation another administrator, when those it has are gone or were the wrong ones. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { maskPhone } from '#domain/identifiers/phone.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { hashPassword, phoneHash, storeAccount } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { findEmployer } from '#server/employers/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { lockMembers, membersOf, moveAccount, setMember } from './store.ts';

const accountOfPhone = statement<{ id: number; employerId: number; isCertified: boolean }>(
  'employers.account_of_phone',
  `select a.id, a.employer_id, e.certified_sealed is not null as is_certified
   from account a join employer e on e.id = a.employer_id where a.phone_hash = $1 and a.employer_id is not null`,
);
const insertHandOver = statement(
  'employers.insert_hand_over',
  `insert into employer_hand_over_history (employer_id, at, operator_id, to_account_id, reason_sealed) values ($1, $2, $3, $4, $5)`,
);
const handOvers = statement<{ at: Date; who: string; to: string; reasonSealed: Buffer }>(
  'employers.hand_overs',
  `select h.at, o.name as who, t.name as to, h.reason_sealed from employer_hand_over_history h
   join account o on o.id = h.operator_id join account t on t.id = h.to_account_id
   where h.employer_id = $1 order by h.id desc limit 50`,
);

/** Who works for an organisation, and how it was handed over before. */
export async function readEmployerPeople({ database, vault }: Platform, employerId: number) {
  const employer = await database.first(findEmployer, [employerId]);
  if (!employer) return refuse('not-found');
  const people = await database.query(membersOf, [employerId]);
  return {
    name: employer.name ?? '',
    people: people.map(({ id, name, kind, phoneSealed, disabledAt, lastSeenAt }) => ({
      id,
      name,
      phone: phoneSealed ? maskPhone(vault.open(phoneSealed)) : '',
      isAdmin: kind === 'employerAdmin',
      disabledAt,
      lastSeenAt,
    })),
    handOvers: (await database.query(handOvers, [employerId])).map(({ reasonSealed, ...row }) => ({
      ...row,
      reason: vault.open(reasonSealed),
    })),
  };
}

export interface HandOver {
  readonly employerId: number;
  readonly phone: string;
  readonly name: string;
  /** What becomes of those who administer now. */
  readonly former: 'disable' | 'demote' | 'keep';
  readonly reason: string;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const handedOver = z.object({ accountId: z.number() });

export async function handOverEmployer(platform: Platform, command: HandOver): Promise<{ readonly accountId: number } | Refused> {
  const { database, vault, clock } = platform;
  const { employerId, phone, name, former, reason, actor, key, addressPrefix } = command;
  const now = clock.now();
  // Nobody knows it: the new administrator comes in by a code to the phone, and chooses one.
  const passwordHash = await hashPassword(randomBytes(24).toString('base64url'), { sender: actorKey(actor) });
  const content = ['hand-over', employerId, phoneHash(vault, phone).toString('hex'), name, former, reason];
  return once(database, { actor: actorKey(actor), key, content, now }, handedOver.parse, async tx => {
    const employer = await tx.first(findEmployer, [employerId]);
    if (!employer?.certifiedSealed) return refuse('not-found');
    const before = await tx.query(lockMembers, [employerId]);
    const accountId = await findOrMake(platform, tx, command, passwordHash);
    if (typeof accountId !== 'number') return accountId;
    const administrators = before.filter(
      ({ id, kind, disabledAt }) => id !== accountId && kind === 'employerAdmin' && !disabledAt,
    );
    for (const { id } of administrators) {
      await tell(platform, tx, id, `former-${now.getTime()}`, '单位管理员已变更', formerText(employer.name ?? '', name, former));
      if (former === 'keep') continue;
      const [kind, disabledAt] = former === 'demote' ? (['employerStaff', null] as const) : (['employerAdmin', now] as const);
      await tx.execute(setMember, [employerId, id, kind, disabledAt]);
      await tx.execute(endSessionsOfAccount, [id, now, null]);
    }
    const text = `平台运维已将${employer.name ?? ''}的管理员设为您。请用本手机号以短信验证码登录，并设置密码。`;
    await tell(platform, tx, accountId, `new-${now.getTime()}`, '您已成为单位管理员', text);
    await tx.execute(insertHandOver, [employerId, now, actor.accountId, accountId, vault.seal(reason)]);
    const event = {
      at: now,
      actor: actorKey(actor),
      action: 'organisation-handed-over',
      object: `employer:${employerId}`,
      addressPrefix,
      detail: { to: accountId, former, formerAccounts: administrators.map(({ id }) => id), reason },
    } as const;
    await recordAuditEvent(tx, event, vault);
    return { accountId };
  });
}

const formerText = (employer: string, name: string, former: HandOver['former']): string => {
  const what = { disable: '您的账号已停用', demote: '您改为普通成员', keep: '您仍是管理员' }[former];
  return `平台运维已将${employer}的管理员移交给${name}，${what}。如有异议，请联系平台运维。`;
};

const tell = ({ vault, clock }: Platform, tx: Transaction, accountId: number, event: string, title: string, text: string) =>
  postMessage(
    tx,
    { vault, now: clock.now() },
    { eventKey: `hand-over-${accountId}-${event}`, to: { accountId }, title, text, about: 'members' },
  );

/** The account of the phone as an administrator here: promoted, moved from an organisation that nobody has certified, or made. */
async function findOrMake(
  { vault, clock }: Platform,
  tx: Transaction,
  { employerId, phone, name }: HandOver,
  passwordHash: string,
): Promise<number | Refused> {
  const known = await tx.first(accountOfPhone, [phoneHash(vault, phone)]);
  if (!known) {
    const account = { kind: 'employerAdmin', login: phone, name, passwordHash, employerId, phone, now: clock.now() } as const;
    return storeAccount(tx, vault, account);
  }
  if (known.employerId !== employerId) {
    if (known.isCertified || (await tx.execute(moveAccount, [employerId, known.id, name])) === 0)
      return refuse('member-phone-taken');
    await tx.execute(endSessionsOfAccount, [known.id, clock.now(), null]);
  }
  await tx.execute(setMember, [employerId, known.id, 'employerAdmin', null]);
  return known.id;
}
