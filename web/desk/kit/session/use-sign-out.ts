import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useLocation } from 'wouter';
import { call, isSignedOut, sentenceFor } from '../api/api.ts';
import { mayLeave } from '../leave/unsaved.ts';
import { meQuery } from './me-query.ts';
import { useMe } from './session.ts';

/** Ends the session and removes its data from the page. */
export function useSignOut(): () => Promise<void> {
  const me = useMe();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const { message } = App.useApp();

  return async () => {
    if (!(await mayLeave())) return;
    // First, for nothing after it is certain.
    sessionStorage.clear();
    try {
      await call('DELETE /api/session');
    } catch (error) {
      if (!isSignedOut(error)) {
        message.error(sentenceFor(error));
        return;
      }
    }
    navigate(me.employer ? '/employer' : '/');
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, null);
  };
}
