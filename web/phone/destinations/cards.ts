import { useQuery } from '@tanstack/react-query';
import { call } from '#web/common/client.ts';
import { casesKey } from '#web/phone/kit/use-case.ts';

/** All cases of the cohort, those that wait for the graduate first. */
export const useCards = (cohort: number) =>
  useQuery({
    queryKey: [...casesKey, cohort],
    queryFn: ({ signal }) => call('GET /api/graduate/cases', { signal }),
    refetchInterval: 60_000,
  });
