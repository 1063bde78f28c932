import { useCallback, useRef, useState } from 'react';
import { RequestRefused } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { type Form, useSavedDraft } from '#web/phone/kit/use-saved-draft.ts';
import { mergeForms } from './merge-forms.ts';

interface First {
  readonly version: number;
  readonly form: Form;
  readonly savedAt: string;
}
/** What another window or phone has written into the same draft meanwhile. */
export interface Dispute {
  readonly mine: Form;
  readonly theirs: Form;
  readonly disputed: readonly string[];
  readonly version: number;
}

const isOvertaken = (error: unknown): boolean => error instanceof RequestRefused && error.problem.code === 'already-moved';

/**
 * The draft of a case; each time it is saved the case has a new version. Where another window was faster, both are put together; what both
 * have changed is left to the person.
 */
export function useCaseDraft(ref: string, first: First) {
  const known = useRef({ version: first.version, form: first.form });
  const [dispute, setDispute] = useState<Dispute>();
  const put = useCallback(
    async (form: Form, version: number) => {
      const saved = await call('PUT /api/cases/{ref}/draft', { params: { ref }, body: { version, form } });
      known.current = { version: saved.version, form };
      return saved;
    },
    [ref],
  );
  const send = useCallback(
    async (form: Form) => {
      try {
        return await put(form, known.current.version);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        const theirs = await call('GET /api/cases/{ref}/draft', { params: { ref } });
        if (theirs.obstacle !== null) throw error;
        const { form: merged, disputed } = mergeForms(known.current.form, form, theirs.form);
        if (disputed.length === 0) return { ...(await put(merged, theirs.version)), merged };
        setDispute({ mine: form, theirs: theirs.form, disputed, version: theirs.version });
        throw error;
      }
    },
    [ref, put],
  );
  const { form, saving, change, save: saveForm } = useSavedDraft({ name: ref, first, send });
  /** Resolves to the version that the server has, with everything typed so far. */
  const save = useCallback(async (): Promise<number> => {
    await saveForm();
    return known.current.version;
  }, [saveForm]);
  /** The chosen values go over both. */
  const settle = useCallback(
    (chosen: Form) => {
      if (!dispute) return;
      const { form: merged } = mergeForms(known.current.form, dispute.mine, dispute.theirs);
      known.current = { version: dispute.version, form: dispute.theirs };
      setDispute(undefined);
      change({ ...merged, ...chosen });
    },
    [dispute, change],
  );
  return { form, saving, save, change, dispute, settle };
}
