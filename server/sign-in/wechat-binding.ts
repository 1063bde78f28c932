/**
 * One WeChat, one person: bound by the graduate in three steps, each in the same session. A POST, after a 学信网 sign-in of the last
 * minutes, begins it; WeChat says whose it is; a second POST confirms. Phone and WeChat are told.
 */
import { formatBeijing } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import type { Platform } from '#server/platform/platform.ts';
import { sqlState, type Transaction } from '#server/platform/postgres/postgres.ts';
import { bindWechat, unbindWechat } from './graduate-store.ts';
import { takePending } from './pending-sign-in.ts';
import { leaveForWechat } from './wechat-sign-in.ts';

export const startWechatBinding = (platform: Platform, visit: Visit): { readonly url: string } => ({
  url: leaveForWechat(platform, visit, visit.actor.sessionId),
});

export async function confirmWechatBinding(platform: Platform, visit: Visit): Promise<Refused | undefined> {
  const { personId, sessionId } = visit.actor;
  const saved = takePending(platform, visit, 'binding');
  if (personId === undefined || saved?.bindIn !== sessionId) return refuse('ticket-expired');
  const { database, vault, clock } = platform;
  const hash = vault.keyedHash(`openid:${saved.openid}`);
  try {
    await database.transaction(async tx => {
      await tx.execute(bindWechat, [personId, hash, vault.seal(saved.openid), clock.now()]);
      await writeDown(platform, tx, { visit, personId, action: 'wechat-bound' });
    });
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    return refuse('wechat-bound-elsewhere');
  }
  return undefined;
}

export async function removeWechat(platform: Platform, visit: Visit): Promise<void> {
  const { personId } = visit.actor;
  if (personId === undefined) return;
  await platform.database.transaction(async tx => {
    if ((await tx.execute(unbindWechat, [personId])) === 1)
      await writeDown(platform, tx, { visit, personId, action: 'wechat-unbound' });
  });
}

interface Done {
  readonly visit: Visit;
  readonly personId: number;
  readonly action: 'wechat-bound' | 'wechat-unbound';
}
const words = {
  'wechat-bound': {
    title: '已绑定微信',
    text: '绑定了微信，以后可用该微信直接登录。如非本人操作，请用学信网账号登录，在「个人信息」中解除绑定。',
  },
  'wechat-unbound': {
    title: '已解除微信绑定',
    text: '解除了微信绑定。如非本人操作，请用学信网账号登录，在「个人信息」中查看登录的设备。',
  },
} as const;

/** The audit's row, and the message to the phone: an owner whose session was used by others learns of it there. */
async function writeDown({ vault, clock }: Platform, tx: Transaction, { visit, personId, action }: Done): Promise<void> {
  const now = clock.now();
  const { actor, addressPrefix } = visit;
  const who = `person:${personId}`;
  await recordAuditEvent(
    tx,
    { at: now, schoolId: actor.graduate?.schoolId, actor: who, action, object: who, addressPrefix },
    vault,
  );
  const { title, text } = words[action];
  const message = { title, text: `您于 ${formatBeijing(now, 'minute')} ${text}`, about: 'sessions', push: 'all' } as const;
  await postMessage(tx, { vault, now }, { ...message, eventKey: `${action}:${personId}:${now.getTime()}`, to: { personId } });
}
