/** The pages' one client and how they hold what it answered. */
import { QueryClient } from '@tanstack/react-query';
import { createClient, RequestRefused } from '#contract/client.ts';
import { onRepeat } from './repeating.ts';

let whenSignedOut: () => void = () => {};

/** Each app says what it does when the session has ended: show its sign-in. */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act;
}

export const call = createClient({ onSignedOut: () => whenSignedOut(), onRepeat });

/** The client itself repeats requests without an answer; repeating a refused one would not help. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => !(error instanceof RequestRefused) && failures < 1,
        staleTime: 5_000,
        // Offline, a page says so and keeps what it shows, instead of waiting silently.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
