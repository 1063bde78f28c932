import { useCallback, useState } from 'react';
import { RequestRefused } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { type Form, useSavedDraft } from '#web/phone/kit/use-saved-draft.ts';
import { type Dispute, sharedDraft } from './shared-draft.ts';

interface First {
  readonly version: number;
  readonly form: Form;
  readonly savedAt: string;
}

const isOvertaken = (error: unknown): boolean => error instanceof RequestRefused && error.problem.code === 'already-moved';

/**
 * The draft of a case; each time it is saved the case has a new version. Where another window was faster, both are put together; what both
 * have changed is left to the person.
 */
export function useCaseDraft(ref: string, first: First) {
  const [dispute, setDispute] = useState<Dispute>();
  const [shared] = useState(() =>
    sharedDraft(first, {
      put: (form, version) => call('PUT /api/cases/{ref}/draft', { params: { ref }, body: { version, form } }),
      read: () => call('GET /api/cases/{ref}/draft', { params: { ref } }),
      ...{ isOvertaken, ask: setDispute },
    }),
  );
  const { form, saving, change, save: saveForm } = useSavedDraft({ name: ref, first, send: shared.send });
  /** Resolves to the version that the server has, with everything typed so far. */
  const save = useCallback(async (): Promise<number> => {
    await saveForm();
    return shared.version();
  }, [saveForm, shared]);
  const settle = (chosen: Form) => {
    if (!dispute) return;
    setDispute(undefined);
    change(shared.settle(dispute, chosen));
  };
  /** Decides nothing: it is asked again at the next save. */
  const leave = () => setDispute(undefined);
  return { form, saving, save, change, dispute, settle, leave };
}
