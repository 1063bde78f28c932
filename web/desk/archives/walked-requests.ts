import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call } from '#web/desk/kit/api/api.ts';
import type { WalkedList } from '#web/desk/kit/decide/use-list-walk.ts';
import { type ListPlace, paramsAt } from '#web/desk/kit/list/list-place.ts';
import { requestsFilter } from './list-filters.ts';

/** The requests as their list was left: the way that J and K go. */
export function walkedRequests(kind: TransferKind, { href, state }: ListPlace): WalkedList {
  const params = paramsAt(href.split('?')[1] ?? '', state);
  const filter = requestsFilter(params);
  return {
    key: ['transfer-requests', kind, filter],
    from: params.get('cursor') ?? undefined,
    read: async (cursor, signal) => {
      const query = { ...filter, limit: 100, ...(cursor ? { cursor } : {}) };
      const { rows, next } = await call('GET /api/archives/{kind}/requests', { params: { kind }, query, signal });
      return { refs: rows.map(({ id }) => String(id)), next };
    },
  };
}
