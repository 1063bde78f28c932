/** A member has lost the phone: an administrator takes the second factor away, with a reason that is logged and told. */
import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import { loseSecondFactor } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { lockMembers } from './store.ts';

interface RemoveSecondFactor {
  readonly employerId: number;
  readonly accountId: number;
  readonly reason: string;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const done = z.object({ done: z.literal(true) });

export function removeMemberSecondFactor(
  { database, vault, clock }: Platform,
  { employerId, accountId, reason, actor, key, addressPrefix }: RemoveSecondFactor,
): Promise<{ readonly done: true } | Refused> {
  const now = clock.now();
  const content = ['remove-member-second-factor', employerId, accountId, reason];
  return once(database, { actor: actorKey(actor), key, content, now }, done.parse, async tx => {
    const members = await tx.query(lockMembers, [employerId]);
    if (!members.some(({ id }) => id === accountId)) return refuse('not-found');
    // One's own is changed under 账号安全, where it is asked for.
    if (accountId === actor.accountId) return refuse('own-account');
    await loseSecondFactor(tx, accountId);
    await tx.execute(endSessionsOfAccount, [accountId, now, null]);
    const event = {
      at: now,
      actor: actorKey(actor),
      action: 'second-factor-removed',
      object: `account:${accountId}`,
      addressPrefix,
      detail: { reason },
    } as const;
    await recordAuditEvent(tx, event, vault);
    const text = `单位管理员解除了您账号的动态口令和恢复码，原因：${reason}。请尽快在「账号安全」重新绑定；如非您本人要求，请立即与其联系。`;
    const message = { title: '动态口令已解除', text, about: 'security', to: { accountId } } as const;
    await postMessage(tx, { vault, now }, { ...message, eventKey: `second-factor-removed:${accountId}:${now.getTime()}` });
    return { done: true as const };
  });
}
