/** The list that J and K walk through: the one that was left, as it was left. */
import type { FlowName } from '#domain/flows/all.ts';
import { call } from '#web/desk/kit/api/api.ts';
import type { WalkedList } from '#web/desk/kit/decide/use-list-walk.ts';
import { type ListPlace, paramsAt } from '#web/desk/kit/list/list-place.ts';
import { caseListAt } from './case-lists.ts';
import { type DeskQuery, filterOf, sortOf } from './list-filters.ts';

/** @param place where the list was left; of another flow, it is what waits in the case's own */
export function walkedFilter(place: ListPlace, flow: FlowName): { filter: DeskQuery; from: string | undefined } {
  const [path = '', search = ''] = place.href.split('?');
  const params = paramsAt(search, place.state);
  const filter = filterOf(caseListAt(path), params);
  if (filter.flow && filter.flow !== flow) return { filter: { flow, state: 'mine', sort: 'updated' }, from: undefined };
  return { filter: { ...filter, sort: sortOf(params) }, from: params.get('cursor') ?? undefined };
}

export function walkedList(place: ListPlace, flow: FlowName): WalkedList {
  const { filter, from } = walkedFilter(place, flow);
  return {
    key: ['desk-cases', filter],
    from,
    read: async (cursor, signal) => {
      const query = { ...filter, limit: 100, ...(cursor ? { cursor } : {}) };
      const { rows, next } = await call('GET /api/desk/cases', { query, signal });
      return { refs: rows.map(({ ref }) => ref), next };
    },
  };
}
