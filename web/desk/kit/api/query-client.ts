import { QueryClient } from '@tanstack/react-query';

/** The client itself asks again when no answer came; here a failure is shown, with a button. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, gcTime: 10 * 60_000, networkMode: 'always', refetchOnReconnect: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
