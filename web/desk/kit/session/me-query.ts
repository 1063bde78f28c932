import { queryOptions } from '@tanstack/react-query';
import { call, tellSessionEnded } from '../api/api.ts';

/** Null when nobody is signed in. When a session ends, the last answer is kept: the page and what was typed stay. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ client, queryKey, signal }) => {
    const me = await call('GET /api/me', { signal });
    const known = client.getQueryData<typeof me>(queryKey);
    if (me || !known) return me;
    tellSessionEnded();
    return known;
  },
  staleTime: 30_000,
});
