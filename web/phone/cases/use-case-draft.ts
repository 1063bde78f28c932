import { useCallback, useRef } from 'react';
import { call } from '#web/common/client.ts';
import { type Form, useSavedDraft } from '#web/phone/kit/use-saved-draft.ts';

interface First {
  readonly version: number;
  readonly form: Form;
  readonly savedAt: string;
}

/** The draft of a case; each time it is saved the case has a new version. */
export function useCaseDraft(ref: string, first: First) {
  const version = useRef(first.version);
  const send = useCallback(
    async (form: Form) => {
      const saved = await call('PUT /api/cases/{ref}/draft', { params: { ref }, body: { version: version.current, form } });
      version.current = saved.version;
      return saved;
    },
    [ref],
  );
  const { form, saving, change, save: saveForm } = useSavedDraft({ name: ref, first, send });
  /** Resolves to the version that the server has, with everything typed so far. */
  const save = useCallback(async (): Promise<number> => {
    await saveForm();
    return version.current;
  }, [saveForm]);
  return { form, saving, save, change };
}
