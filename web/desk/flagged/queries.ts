import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type FlagKind, flagKindCodes } from '#domain/codes/flag-kinds.ts';
import { call } from '#web/desk/kit/api/api.ts';

const isFlagKind = (kind: string | undefined): kind is FlagKind => flagKindCodes.some(code => code === kind);

export interface FlagFilters {
  readonly q?: string;
  readonly kind?: string;
  readonly cursor?: string;
}
export const flagsQuery = ({ kind, ...filters }: FlagFilters) =>
  queryOptions({
    queryKey: ['flagged-employers', { kind, ...filters }],
    queryFn: ({ signal }) =>
      call('GET /api/flagged-employers', {
        query: { ...filters, ...(isFlagKind(kind) ? { kind } : {}) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
export const flagQuery = (uscc: string) =>
  queryOptions({
    queryKey: ['flagged-employer', uscc],
    queryFn: ({ signal }) => call('GET /api/flagged-employers/{uscc}', { params: { uscc }, signal }),
  });
