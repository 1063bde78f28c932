/** For accounts that nobody above manages on a page: the operator at the server's own console gives them a way in again. */
import { recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { giveInitialPassword } from './give-initial-password.ts';
import { makeInitialPassword } from './initial-password.ts';
import { loseSecondFactor } from './lose-second-factor.ts';
import { hashPassword } from './password-hash.ts';
import { findAccount } from './store.ts';
import { loginKey } from './store-account.ts';

const lockAccount = statement<{ id: number }>('accounts.lock_account', 'select id from account where id = $1 for update');

export type Rescue = 'new-password' | 'remove-second-factor';
interface Words {
  readonly action: string;
  readonly title: string;
  readonly done: string;
}
const words: Readonly<Record<Rescue, Words>> = {
  'new-password': { action: 'password-reset', title: '密码已重置', done: '重置了您账号的密码' },
  'remove-second-factor': { action: 'second-factor-removed', title: '动态口令已解除', done: '解除了您账号的动态口令和恢复码' },
};

/** Undefined when there is no such account. All its sessions end; audit and owner are told the reason. */
export async function rescueAccount(
  { database, vault, clock }: Pick<Platform, 'database' | 'vault' | 'clock'>,
  { login, rescue, reason }: { readonly login: string; readonly rescue: Rescue; readonly reason: string },
): Promise<{ readonly password: string | undefined } | undefined> {
  const now = clock.now();
  const account = await database.first(findAccount, [loginKey(vault, login)]);
  if (!account) return undefined;
  const { id } = account;
  const password = rescue === 'new-password' ? makeInitialPassword() : undefined;
  const hash = password === undefined ? undefined : await hashPassword(password, { sender: 'console' });
  const { action, title, done } = words[rescue];
  await database.transaction(async tx => {
    await tx.one(lockAccount, [id]);
    if (hash === undefined) await loseSecondFactor(tx, id);
    else await giveInitialPassword(tx, id, hash, now);
    await tx.execute(endSessionsOfAccount, [id, now, null]);
    const schoolId = account.schoolId ?? undefined;
    const event = { at: now, schoolId, actor: 'console', action, object: `account:${id}`, detail: { reason } };
    await recordAuditEvent(tx, event, vault);
    const text = `平台运维在服务器上${done}，原因：${reason}。如非您本人要求，请立即与平台运维联系。`;
    const eventKey = `${rescue}:${id}:${now.getTime()}`;
    await postMessage(tx, { vault, now }, { eventKey, to: { accountId: id }, title, text, about: 'security' });
  });
  return { password };
}
