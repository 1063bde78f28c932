import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { keepOnlyOf } from './typed-here.ts';

export type Me = NonNullable<Answer<'GET /api/me'>>;
export type Graduate = NonNullable<Me['graduate']>;
export const meKey = ['me'] as const;

/** Who is signed in, asked anew whenever the page comes back to the front. */
export const useMe = () =>
  useQuery({
    queryKey: meKey,
    queryFn: async ({ signal }) => {
      const me = await call('GET /api/me', { signal });
      if (me) keepOnlyOf(me.owner);
      return me;
    },
  });
