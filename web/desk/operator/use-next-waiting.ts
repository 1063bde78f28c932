import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { qualificationStates } from '#domain/request-states.ts';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { qualificationsQuery } from './queries.ts';

/** After a decision: the next employer that waits, in the order of the queue; the list when nobody does. */
export function useNextWaiting({ id, submittedAt }: { readonly id: number; readonly submittedAt: string }) {
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  return async () => {
    for (const key of ['qualifications', 'qualification']) void queryClient.invalidateQueries({ queryKey: [key] });
    const waiting = await queryClient.fetchQuery(qualificationsQuery(qualificationStates[0], undefined)).catch(() => undefined);
    const others = waiting?.rows.filter(row => row.id !== id) ?? [];
    const next = others.find(row => row.submittedAt >= submittedAt) ?? others[0];
    if (next) return navigate(`/qualifications/${next.id}`);
    const { href, state } = backToList('/qualifications');
    navigate(href, { state });
  };
}
