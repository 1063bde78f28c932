import { queryOptions } from '@tanstack/react-query';
import { call, tellSessionEnded } from '../api/api.ts';

/** Null when nobody is signed in. Whoever was keeps their page, with the sign-in above it: what is typed there is not lost. */
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
