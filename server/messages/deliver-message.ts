import type { AccountKind } from '#domain/access.ts';
import { blankLength, clipped } from '#domain/actions/messages.ts';
import { messageLink } from '#domain/message-links.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type DeliveryRow, findAccountContact, findPersonContact, markOutcome, markSending, markUnknown } from './store.ts';

/** Provider's template codes; the texts behind them are approved by the providers. */
const templates = { sms: 'SMS_QX_NOTICE', wechat: 'qx-notice' } as const;

/** The page that the message is about; the inbox, where there is none. */
function addressOf(publicUrl: string, about: string | null, kind: AccountKind): string {
  const path = messageLink(about, kind)?.path ?? '/messages';
  return `${publicUrl}${kind === 'graduate' ? '/m' : '/desk'}${path}`;
}

/** What leaves the house: no form content, no ID number; the text itself is read after signing in. */
async function send(platform: Platform, row: DeliveryRow) {
  const { database, vault, outside, publicUrl } = platform;
  const contact =
    row.personId === null
      ? await database.first(findAccountContact, [row.accountId])
      : await database.first(findPersonContact, [row.personId]);
  const text = clipped(vault.open(row.textSealed), blankLength);
  const id = `qx-${row.id}`;
  const url = addressOf(publicUrl, row.about, contact?.kind ?? 'anyone');
  if (row.channel === 'wechat' && contact?.openidSealed) {
    return outside.wechat.sendTemplate({
      openid: vault.open(contact.openidSealed),
      templateId: templates.wechat,
      url,
      data: { thing1: row.title, thing2: text },
      clientMsgId: id,
    });
  }
  if (contact?.phoneSealed) {
    return outside.sms.send({
      phone: vault.open(contact.phoneSealed),
      templateCode: templates.sms,
      params: { title: row.title, text, url },
      outId: id,
    });
  }
  return { outcome: 'permanent-failure', code: 'no-address', fateUnknown: false } as const;
}

/** Sends one delivery at most once after its mark; throws on what may be tried again, so that the queue does. */
export async function deliverMessage(platform: Platform, deliveryId: number): Promise<void> {
  const { database, clock } = platform;
  const row = await database.first(markSending, [deliveryId, clock.now()]);
  if (!row) {
    // Marked by a worker that died, or done: what nobody knows is shown to the operator, not sent again.
    await database.execute(markUnknown, [deliveryId, clock.now()]);
    return;
  }
  const result = await send(platform, row);
  const state = result.outcome === 'sent' ? 'sent' : result.fateUnknown ? 'unknown' : result.outcome;
  const providerId = result.outcome === 'sent' ? result.providerId : null;
  const code = result.outcome === 'sent' ? null : result.code;
  await database.execute(markOutcome, [deliveryId, state, providerId, code, clock.now()]);
  if (state === 'temporary-failure') throw new Error(`delivery by ${row.channel} failed for now: ${code}`);
}
