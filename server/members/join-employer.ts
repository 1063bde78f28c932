/** A second person of an organisation: at once a member when invited, else as soon as an administrator lets them in. */
import { z } from 'zod';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { hashPassword, phoneHash, refuseWeakPassword, storeAccount } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { findEmployerByUscc, findPhoneAccount } from '#server/employers/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { checkCode, useCode } from '#server/sign-in/index.ts';
import { administratorsOf, decideJoin, findEmptyEmployer, lockJoinOfPhone, putAsked } from './store.ts';

export interface JoinEmployer {
  readonly uscc: string;
  readonly name: string;
  readonly phone: string;
  readonly code: string;
  readonly password: string;
  readonly key: string;
  readonly addressPrefix: string;
  readonly sender: string;
}
/** The account, when it is there already; null while an administrator is waited for. */
interface Joined {
  readonly accountId: number | null;
}
const joined = z.object({ accountId: z.number().nullable() });

/** With a phone that has proven itself by a code, and a password for the account to come. */
export async function joinEmployer(
  platform: Platform,
  command: JoinEmployer,
): Promise<(Joined & { readonly isFirst: boolean }) | Refused> {
  const { uscc, name, phone, code, password, key, addressPrefix, sender } = command;
  const weak = refuseWeakPassword(password, { names: [name], phone });
  if (weak) return weak;
  const { database, vault, clock } = platform;
  const now = clock.now();
  const hash = phoneHash(vault, phone);
  const proof = await checkCode(platform, { phone, purpose: 'register', subject: phone }, { code, sender });
  // Costly, so only for those who have the phone; a command that is sent again needs none.
  const passwordHash = isRefused(proof) ? '' : await hashPassword(password, { sender });
  // What is kept of the command contains neither phone nor password, not even as a plain digest.
  const kept = { actor: `register:${hash.toString('hex')}`, key, content: ['join', uscc], now };
  try {
    let isFirst = false;
    const outcome = await once(database, kept, joined.parse, async (tx): Promise<Joined | Refused> => {
      isFirst = false;
      if (isRefused(proof)) return proof;
      if (await tx.first(findPhoneAccount, [hash])) return refuse('phone-taken');
      const employer = await registeredEmployer(tx, uscc);
      if (!employer) return refuse('employer-not-registered');
      const used = await useCode(tx, proof);
      if (used) return used;
      const employerId = employer.id;
      const invitation = await tx.first(lockJoinOfPhone, [employerId, hash]);
      if (invitation?.state !== 'invited') {
        const asked = [employerId, name, hash, vault.seal(phone), null, passwordHash, now];
        const { id } = await tx.one(putAsked, asked);
        await tellAdministrators(tx, { vault, now }, { employerId, joinId: id, name });
        return { accountId: null };
      }
      const account = { kind: 'employerStaff', login: phone, name, passwordHash, employerId, phone, now } as const;
      const accountId = await storeAccount(tx, vault, account);
      await tx.execute(decideJoin, [employerId, invitation.id, 'joined', accountId, now, null]);
      const [actor, object] = [actorKey({ accountId }), `employer:${employerId}`];
      await recordAuditEvent(tx, { at: now, actor, action: 'member-joined', object, addressPrefix }, vault);
      isFirst = true;
      return { accountId };
    });
    return isRefused(outcome) ? outcome : { ...outcome, isFirst };
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'account_employer_phone' || constraint === 'account_login') return refuse('phone-taken');
    throw error;
  }
}

export interface AskToJoin {
  /** The asking account's own: registered, and empty. */
  readonly ownEmployerId: number;
  readonly uscc: string;
  readonly name: string;
  readonly actor: Actor;
  readonly key: string;
}
const asked = z.object({ asked: z.literal(true) });

/** A person who has registered an organisation once more, and finds its code taken. */
export function askToJoin(
  { database, vault, clock }: Platform,
  { ownEmployerId, uscc, name, actor, key }: AskToJoin,
): Promise<{ readonly asked: true } | Refused> {
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['ask-to-join', uscc, name], now };
  return once(database, command, asked.parse, async (tx): Promise<{ readonly asked: true } | Refused> => {
    const own = await tx.first(findEmptyEmployer, [actor.accountId, ownEmployerId]);
    if (!own) return refuse('not-possible-here');
    const employer = await registeredEmployer(tx, uscc);
    if (!employer) return refuse('employer-not-registered');
    const employerId = employer.id;
    const row = await tx.first(putAsked, [employerId, name, own.phoneHash, own.phoneSealed, actor.accountId, null, now]);
    // An invitation of this phone is as good as an administrator's answer, but the account that asks is another one's to judge.
    if (!row) return refuse('member-waits');
    await tellAdministrators(tx, { vault, now }, { employerId, joinId: row.id, name });
    return { asked: true };
  });
}

/** Registered means certified: before that nobody has looked whose it is. */
async function registeredEmployer(queryable: Queryable, uscc: string) {
  const employer = await findEmployerByUscc(queryable, uscc);
  return employer?.qualifiedAt ? employer : undefined;
}

async function tellAdministrators(
  tx: Transaction,
  at: { readonly vault: Vault; readonly now: Date },
  { employerId, joinId, name }: { readonly employerId: number; readonly joinId: number; readonly name: string },
): Promise<void> {
  const text = `${name}申请加入贵单位。请核实身份后，在「成员」中同意或拒绝。`;
  for (const { id } of await tx.query(administratorsOf, [employerId]))
    await postMessage(tx, at, {
      eventKey: `join:${joinId}`,
      to: { accountId: id },
      title: '有人申请加入贵单位',
      text,
      about: 'members',
    });
}
