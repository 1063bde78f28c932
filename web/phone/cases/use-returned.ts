import { useEffect, useState } from 'react';
import type { Answer } from '#contract/client.ts';
import { filesMark, marksLeft } from '#domain/rules/field-marks.ts';

type Draft = Answer<'GET /api/cases/{ref}/draft'>;

export const firstFault = (): HTMLElement | null => document.querySelector('main [aria-invalid=true], main .fault');

interface Returned {
  /** What the reviewer said of this field, as long as it says the same. */
  readonly saidOf: (key: string) => string | undefined;
  readonly saidOfFiles: string | undefined;
  readonly left: number;
}

/** The fields that came back as wrong. The form opens at the first of them. */
export function useReturned(draft: Draft, form: Readonly<Record<string, string>>): Returned {
  // Whether there are new files, the server knows: the draft is read again after each.
  const left = marksLeft(draft.returned, draft.form, form, false);
  // Once: what is mended later moves nobody.
  const [begins] = useState(draft.returned.length > 0);
  useEffect(() => {
    if (!begins) return;
    // The files come a moment later than the form.
    const first = firstFault() ?? document.getElementById('evidence');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  }, [begins]);
  const saidOf = (key: string) => left.find(mark => mark.key === key)?.text;
  return { saidOf, saidOfFiles: saidOf(filesMark), left: left.length };
}
