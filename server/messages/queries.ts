import { statement, unnamed } from '#server/platform/postgres/postgres.ts';

export interface MessageRow {
  readonly id: number;
  readonly title: string;
  readonly textSealed: Buffer;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly about: string | null;
}
const columns = 'id, title, text_sealed, created_at, read_at, about';

/** Unread first, then by age; the cursor is `r-id`, r 0 for unread. */
const listOf = (whose: string) =>
  `select ${columns} from message
   where ${whose} = $1 and ((read_at is not null), -id) > ($2::boolean, $3::bigint)
   order by (read_at is not null), id desc limit $4`;
export const messagesOfPerson = statement<MessageRow>('messages.of_person', listOf('person_id'));
export const messagesOfAccount = statement<MessageRow>('messages.of_account', listOf('account_id'));

export const countUnread = statement<{ unread: number }>(
  'messages.unread',
  `select count(*)::int as unread from message
   where read_at is null and (person_id = $1 or account_id = $2)`,
);
export const markRead = statement(
  'messages.mark_read',
  'update message set read_at = coalesce(read_at, $4) where id = $1 and (person_id = $2 or account_id = $3)',
);
/** Up to the one that was on the page. */
export const markAllRead = statement(
  'messages.mark_all_read',
  'update message set read_at = $4 where read_at is null and id <= $1 and (person_id = $2 or account_id = $3)',
);
export const countUnknownDeliveries = unnamed<{ unknown: number }>(
  `select count(*)::int as unknown from delivery where state in ('unknown', 'permanent-failure', 'technical-failure')`,
);
