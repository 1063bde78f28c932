import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => call('GET /api/roster/imports', { signal }),
});

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => call('GET /api/roster/imports/{id}', { params: { id }, signal }),
  });
