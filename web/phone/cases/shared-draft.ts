import type { Form } from '#web/phone/kit/use-saved-draft.ts';
import { mergeForms } from './merge-forms.ts';

/** What another window or phone has written into the same draft meanwhile. */
export interface Dispute {
  readonly mine: Form;
  readonly theirs: Form;
  readonly disputed: readonly string[];
  readonly version: number;
}

interface Server {
  readonly put: (form: Form, version: number) => Promise<{ readonly version: number; readonly savedAt: string }>;
  /** What it has now. */
  readonly read: () => Promise<{ readonly version: number; readonly form: Form; readonly obstacle: string | null }>;
  /** Whether a refusal says that another window was faster. */
  readonly isOvertaken: (error: unknown) => boolean;
  readonly ask: (dispute: Dispute) => void;
}

/**
 * A draft that may be filled in in several windows. What each has changed is put together; what both have changed is asked about, at every
 * save until it is answered. Until then the server keeps theirs and this window its own.
 */
export function sharedDraft(first: { readonly version: number; readonly form: Form }, { put, read, isOvertaken, ask }: Server) {
  let known = first;
  const write = async (form: Form, version: number) => {
    const saved = await put(form, version);
    known = { version: saved.version, form };
    return saved;
  };
  return {
    /** The version that the server has, as far as this window knows. */
    version: () => known.version,
    async send(form: Form) {
      try {
        return await write(form, known.version);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        const theirs = await read();
        if (theirs.obstacle !== null) throw error;
        const { form: merged, disputed } = mergeForms(known.form, form, theirs.form);
        if (disputed.length === 0) return { ...(await write(merged, theirs.version)), merged };
        ask({ mine: form, theirs: theirs.form, disputed, version: theirs.version });
        throw error;
      }
    },
    /** What is written next: the chosen values over both. */
    settle({ mine, theirs, version }: Dispute, chosen: Form): Form {
      const { form: merged } = mergeForms(known.form, mine, theirs);
      known = { version, form: theirs };
      return { ...merged, ...chosen };
    },
  };
}
