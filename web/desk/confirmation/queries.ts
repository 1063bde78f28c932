import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Call } from '#contract/client.ts';
import { confirmationStates } from '#domain/confirmation/states.ts';
import { recordSourceNames } from '#domain/reported/parts.ts';
import { type Answer, call } from '#web/desk/kit/api/api.ts';

export type ConfirmationsQuery = NonNullable<Call<'GET /api/confirmations/records'>['query']>;
export type ConfirmationRow = Answer<'GET /api/confirmations/records'>['rows'][number];
export type ConfirmationDetail = Answer<'GET /api/confirmations/records/{graduate}'>;
export type Options = Answer<'GET /api/confirmations/options'>;
export type Statistics = Answer<'GET /api/confirmations/statistics'>;

export const paths = { list: '/confirmations', statistics: '/confirmations/statistics' } as const;

/** First words of the keys of what a live event makes stale. */
export const liveQueries = ['confirmation-work', 'confirmations', 'confirmation', 'confirmation-statistics'] as const;

export const workQuery = queryOptions({
  queryKey: ['confirmation-work'],
  queryFn: ({ signal }) => call('GET /api/confirmations/work', { signal }),
});
export const optionsQuery = queryOptions({
  queryKey: ['confirmation-options'],
  queryFn: ({ signal }) => call('GET /api/confirmations/options', { signal }),
  staleTime: 60_000,
});
export const listQuery = (query: ConfirmationsQuery) =>
  queryOptions({
    queryKey: ['confirmations', query],
    queryFn: ({ signal }) => call('GET /api/confirmations/records', { query, signal }),
    placeholderData: keepPreviousData,
  });
export const detailQuery = (graduate: number) =>
  queryOptions({
    queryKey: ['confirmation', graduate],
    queryFn: ({ signal }) => call('GET /api/confirmations/records/{graduate}', { params: { graduate }, signal }),
  });
export const statisticsQuery = (cohort: number | undefined) =>
  queryOptions({
    queryKey: ['confirmation-statistics', cohort],
    queryFn: ({ signal }) => call('GET /api/confirmations/statistics', { query: cohort ? { cohort } : {}, signal }),
    placeholderData: keepPreviousData,
  });

/** The filters, by their names in the URL, beside the state. */
export const narrowing = ['q', 'source', 'cohort', 'department', 'major', 'class', 'level'] as const;

/** What the URL asks for; values that no page could have written are left out. */
export function filterOf(params: URLSearchParams): ConfirmationsQuery {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const number = (name: string, form: RegExp) => (form.test(params.get(name) ?? '') ? Number(params.get(name)) : undefined);
  const given = {
    state: confirmationStates.find(one => one === params.get('state')),
    source: recordSourceNames.find(one => one === params.get('source')),
    cohort: number('cohort', /^20\d\d$|^2100$/),
    department: number('department', /^[1-9]\d{0,14}$/),
    ...{ q: text('q'), major: text('major'), class: text('class'), level: text('level') },
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
