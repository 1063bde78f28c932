import { z } from 'zod';
import type { About } from '#domain/message-links.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { findAccountContact, findPersonContact, insertDelivery, insertMessage } from './store.ts';

export const deliver = defineJob('messages.deliver', z.object({ deliveryId: z.number() }), { title: '发送短信、微信' });

export interface Message {
  /** Names the event: posted twice, it leaves one message. */
  readonly eventKey: string;
  readonly to: { readonly personId: number } | { readonly accountId: number };
  readonly title: string;
  /** Never an ID number. */
  readonly text: string;
  /** The same for SMS and WeChat, whose blanks are short; the text itself where it is left out. */
  readonly brief?: string | undefined;
  /** Where its link leads. */
  readonly about?: About;
  /** WeChat where bound, else SMS; `all`: both; `wechat`: not by SMS; `none`: the inbox alone. */
  readonly push?: 'any' | 'all' | 'wechat' | 'none';
}

/** Puts a message into the inbox and, in the same transaction, a delivery by WeChat or SMS on its way. */
export async function postMessage(tx: Transaction, { vault, now }: { vault: Vault; now: Date }, message: Message): Promise<void> {
  const { eventKey, to, title, text, brief, about, push = 'any' } = message;
  const personId = 'personId' in to ? to.personId : null;
  const accountId = 'accountId' in to ? to.accountId : null;
  const sealed = [vault.seal(text), now, brief === undefined ? null : vault.seal(brief)];
  const posted = await tx.first(insertMessage, [eventKey, personId, accountId, about ?? null, title, ...sealed]);
  if (!posted || push === 'none') return;
  const contact =
    personId === null ? await tx.first(findAccountContact, [accountId]) : await tx.first(findPersonContact, [personId]);
  const wechat = contact?.openidSealed ? ['wechat'] : [];
  const sms = contact?.phoneSealed && push !== 'wechat' ? ['sms'] : [];
  const channels = push === 'all' ? [...wechat, ...sms] : [...wechat, ...sms].slice(0, 1);
  for (const channel of channels) {
    const delivery = await tx.first(insertDelivery, [posted.id, channel, now]);
    if (delivery) await addJob(tx, deliver, { deliveryId: delivery.id }, { key: String(delivery.id) });
  }
}
