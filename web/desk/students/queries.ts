import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graduateOrders } from '#contract/routes/graduates.ts';
import { destinationFilters } from '#domain/statistics/destination-figures.ts';
import { call } from '#web/desk/kit/api/api.ts';

/** The filters of the list of graduates, as the URL names them. */
export const filterNames = ['q', 'department', 'majorName', 'className', 'level', 'mode', 'signedIn', 'destination'] as const;
export type FilterName = (typeof filterNames)[number];
export type StudentFilters = { readonly [Name in FilterName]?: string };

const yesNo = (text: string | undefined): 'yes' | 'no' | undefined => (text === 'yes' || text === 'no' ? text : undefined);

/** The filter in the server's form, without what is not set. */
export function sentFilter(cohort: number, { department, signedIn, destination, ...texts }: StudentFilters) {
  const said = yesNo(signedIn);
  const part = destinationFilters.find(one => one === destination);
  return {
    cohort,
    ...texts,
    ...(department ? { department: Number(department) } : {}),
    ...(said ? { signedIn: said } : {}),
    ...(part ? { destination: part } : {}),
  };
}

/** As the list opens. */
export const firstOrder = 'examNumber';
type Order = (typeof graduateOrders)[number];
export const orderIn = (params: URLSearchParams): Order => graduateOrders.find(one => one === params.get('sort')) ?? firstOrder;

export const studentsQuery = (
  cohort: number,
  filters: StudentFilters,
  sort: Order,
  page: { cursor: string | undefined; limit: number },
) =>
  queryOptions({
    queryKey: ['graduates', cohort, filters, sort, page],
    queryFn: ({ signal }) => call('GET /api/graduates', { query: { ...sentFilter(cohort, filters), sort, ...page }, signal }),
    placeholderData: keepPreviousData,
  });
export const rosterChoicesQuery = queryOptions({
  queryKey: ['graduates', 'choices'],
  queryFn: ({ signal }) => call('GET /api/graduates/choices', { signal }),
  staleTime: 60_000,
});
export const studentQuery = (id: number) =>
  queryOptions({
    queryKey: ['graduate', id],
    queryFn: ({ signal }) => call('GET /api/graduates/{id}', { params: { id }, signal }),
  });
export const studentFormQuery = (id: number) =>
  queryOptions({
    queryKey: ['graduate', id, 'form'],
    queryFn: ({ signal }) => call('GET /api/graduates/{id}/form', { params: { id }, signal }),
    staleTime: 0,
  });

export interface LapsedFilters {
  readonly q?: string | undefined;
  readonly cohort?: number | undefined;
  readonly department?: number | undefined;
  readonly cursor?: string | undefined;
}
export const lapsedQuery = (filters: LapsedFilters) =>
  queryOptions({
    queryKey: ['graduates', 'lapsed', filters],
    queryFn: ({ signal }) => call('GET /api/graduates/lapsed', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });
