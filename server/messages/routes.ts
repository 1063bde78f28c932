import * as contract from '#contract/routes/messages.ts';
import { messageLink } from '#domain/message-links.ts';
import { refuse } from '#domain/refusals.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { countUnread, markAllRead, markRead, messagesOfAccount, messagesOfPerson } from './queries.ts';

const ownerOf = ({ personId, accountId }: Actor) => [personId ?? null, accountId ?? null] as const;

export function messageRoutes({ database, vault, clock }: Platform): Served[] {
  return [
    serve(contract.listMessages, async ({ query, actor }) => {
      const [read = '0', last = ''] = (query.cursor ?? '').split('_');
      const after = /^-\d{1,15}$/.test(last) ? Number(last) : -Number.MAX_SAFE_INTEGER;
      const { personId, accountId } = actor;
      const list = personId === undefined ? messagesOfAccount : messagesOfPerson;
      const rows = await database.query(list, [personId ?? accountId, read === '1', after, query.limit + 1]);
      const shown = rows.slice(0, query.limit);
      const end = rows.length > query.limit ? shown.at(-1) : undefined;
      const { unread } = await database.one(countUnread, ownerOf(actor));
      return {
        messages: shown.map(row => ({
          id: row.id,
          title: row.title,
          text: vault.open(row.textSealed),
          at: row.createdAt,
          read: row.readAt !== null,
          link: messageLink(row.about, actor.kind, actor.graduate?.cohort) ?? null,
        })),
        unread,
        next: end ? `${end.readAt ? 1 : 0}_${-end.id}` : null,
      };
    }),
    serve(contract.readAllMessages, async ({ body, actor }) => {
      await database.execute(markAllRead, [body.lastId, ...ownerOf(actor), clock.now()]);
      return ok;
    }),
    serve(contract.readMessage, async ({ params, actor }) => {
      const changed = await database.execute(markRead, [params.id, ...ownerOf(actor), clock.now()]);
      return changed === 0 ? refuse('not-found') : ok;
    }),
  ];
}
