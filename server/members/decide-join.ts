/** An administrator lets somebody in, refuses, or takes an invitation back. */
import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import { storeAccount } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { findEmployer } from '#server/employers/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { decideJoin, type JoinRow, type JoinState, lockJoin, moveAccount } from './store.ts';

export type JoinDecision = 'accept' | 'refuse' | 'withdraw';
/** From where each may be taken, and where it leads. */
const decisions: Readonly<Record<JoinDecision, { readonly from: JoinState; readonly to: JoinState }>> = {
  accept: { from: 'asked', to: 'joined' },
  refuse: { from: 'asked', to: 'refused' },
  withdraw: { from: 'invited', to: 'withdrawn' },
};

export interface DecideJoin {
  readonly employerId: number;
  readonly joinId: number;
  readonly decision: JoinDecision;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const done = z.object({ done: z.literal(true) });

export async function decideOnJoin(platform: Platform, command: DecideJoin): Promise<{ readonly done: true } | Refused> {
  const { database, vault, clock } = platform;
  const { employerId, joinId, decision, actor, key, addressPrefix } = command;
  const now = clock.now();
  const content = ['decide-join', employerId, joinId, decision];
  try {
    return await once(database, { actor: actorKey(actor), key, content, now }, done.parse, async tx => {
      const row = await tx.first(lockJoin, [employerId, joinId]);
      if (!row) return refuse('not-found');
      const { from, to } = decisions[decision];
      if (row.state !== from) return refuse('not-possible-here');
      const accountId = decision === 'accept' ? await letIn(platform, tx, employerId, row) : row.accountId;
      if (decision === 'accept' && accountId === undefined) return refuse('not-possible-here');
      await tx.execute(decideJoin, [employerId, joinId, to, accountId ?? null, now, actor.accountId]);
      await tellOutcome(platform, tx, { employerId, joinId, accountId: accountId ?? null, decision });
      const [object, detail] = [`employer:${employerId}`, { joinId, decision }];
      const event = { at: now, actor: actorKey(actor), action: 'member-decided', object, addressPrefix, detail } as const;
      await recordAuditEvent(tx, event, vault);
      return { done: true as const };
    });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'account_employer_phone' || constraint === 'account_login') return refuse('member-phone-taken');
    throw error;
  }
}

/** The member's account: made of what they typed, or moved here; undefined when it has gone another way meanwhile. */
async function letIn({ vault, clock }: Platform, tx: Transaction, employerId: number, row: JoinRow): Promise<number | undefined> {
  const { name, accountId, passwordHash } = row;
  if (accountId !== null) {
    if ((await tx.execute(moveAccount, [employerId, accountId, name])) === 0) return undefined;
    await tx.execute(endSessionsOfAccount, [accountId, clock.now(), null]);
    return accountId;
  }
  const phone = vault.open(row.phoneSealed);
  const now = clock.now();
  return storeAccount(tx, vault, {
    kind: 'employerStaff',
    login: phone,
    name,
    passwordHash: passwordHash ?? '',
    employerId,
    phone,
    now,
  });
}

interface Outcome {
  readonly employerId: number;
  readonly joinId: number;
  readonly accountId: number | null;
  readonly decision: JoinDecision;
}
async function tellOutcome(
  { vault, clock }: Platform,
  tx: Transaction,
  { employerId, joinId, accountId, decision }: Outcome,
): Promise<void> {
  if (accountId === null || decision === 'withdraw') return;
  const name = (await tx.first(findEmployer, [employerId]))?.name ?? '';
  const [title, text] =
    decision === 'accept'
      ? ['已加入单位', `您已加入${name}，请用手机号和密码登录。`]
      : ['未能加入单位', `${name}的管理员没有同意您的申请。如有疑问，请联系单位管理员。`];
  const at = { vault, now: clock.now() };
  await postMessage(tx, at, { eventKey: `join:${joinId}:${decision}`, to: { accountId }, title, text });
}
