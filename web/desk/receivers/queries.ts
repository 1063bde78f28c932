import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { receiverTimes } from '#contract/routes/receivers.ts';
import { call } from '#web/desk/kit/api/api.ts';

export interface ReceiverFilters {
  readonly q?: string;
  readonly region?: string;
  readonly time?: string;
  readonly cursor?: string;
}
export const receiversQuery = ({ time, ...filters }: ReceiverFilters) => {
  const known = receiverTimes.find(one => one === time);
  return queryOptions({
    queryKey: ['receiving-offices', { time, ...filters }],
    queryFn: ({ signal }) =>
      call('GET /api/receiving-offices', { query: { ...filters, ...(known ? { time: known } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
};
export const receiverQuery = (id: string) =>
  queryOptions({
    queryKey: ['receiving-office', id],
    queryFn: ({ signal }) => call('GET /api/receiving-offices/{id}', { params: { id }, signal }),
  });
export const importsQuery = queryOptions({
  queryKey: ['receiving-office-imports'],
  queryFn: ({ signal }) => call('GET /api/receiving-office-imports', { signal }),
});

export const ownOfficesQuery = queryOptions({
  queryKey: ['origin-offices'],
  queryFn: ({ signal }) => call('GET /api/school/origin-offices', { signal }),
});
/** What holds for an origin today. */
export const originQuery = (region: string) =>
  queryOptions({
    queryKey: ['origin-office', region],
    queryFn: ({ signal }) => call('GET /api/receivers/origin/{region}', { params: { region }, signal }),
    enabled: region !== '',
  });
