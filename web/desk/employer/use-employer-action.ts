import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';

type Answering = 'accept' | 'decline' | 'cancel';

/** Sends an answer and shows the new state; returns the faults by field, if there are any. */
export function useEmployerAction({ ref, version }: CasePage) {
  const [sending, setSending] = useState<Answering>();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const send = async (action: Answering, input: object, said: string): Promise<Readonly<Record<string, string>> | undefined> => {
    setSending(action);
    try {
      const body = { version, input: { ...input } };
      const after = await press({ ref, action, body }, key =>
        call('POST /api/cases/{ref}/actions/{action}', { params: { ref, action }, body, key }),
      );
      queryClient.setQueryData(caseQuery(ref).queryKey, after);
      message.success(said);
      return undefined;
    } catch (error) {
      const faults = Object.entries(fieldFaultsOf(error)).map(([path, fault]) => [path.replace(/^input\./, ''), fault]);
      if (faults.length > 0) return Object.fromEntries(faults);
      message.warning(sentenceFor(error), 8);
      void queryClient.invalidateQueries({ queryKey: caseQuery(ref).queryKey });
      return undefined;
    } finally {
      setSending(undefined);
      void queryClient.invalidateQueries({ queryKey: ['employer-cases'] });
    }
  };
  return { sending, send };
}
