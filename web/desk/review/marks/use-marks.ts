import { useState } from 'react';
import type { CasePage, ReturnedField } from '#contract/routes/cases.ts';

export interface Marks {
  /** Whether fields may be named here now. */
  readonly isOpen: boolean;
  readonly has: (key: string) => boolean;
  readonly may: (key: string) => boolean;
  /** Names it, with the sentence that is proposed, or takes it back. */
  readonly toggle: (key: string) => void;
  readonly say: (key: string, text: string | undefined) => void;
  /** In the order of the form. */
  readonly named: readonly ReturnedField[];
  /** The reason that the first of them suggests. */
  readonly reason: string | undefined;
}

/** The fields that the reviewer finds wrong, with what is said of each. */
export function useMarks(page: CasePage): Marks {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const isOpen = page.actions.some(({ action, obstacle }) => action === 'return' && !obstacle);
  const returnable = isOpen ? (page.review?.returnable ?? []) : [];
  const named = returnable.flatMap(({ key, label }) => (said[key] === undefined ? [] : [{ key, label, text: said[key] }]));
  const say = (key: string, text: string | undefined) =>
    setSaid(({ [key]: _, ...others }) => (text === undefined ? others : { ...others, [key]: text }));
  const has = (key: string) => said[key] !== undefined;
  return {
    isOpen: returnable.length > 0,
    has,
    may: key => returnable.some(one => one.key === key),
    toggle: key => say(key, has(key) ? undefined : returnable.find(one => one.key === key)?.sentence),
    say,
    named,
    reason: returnable.find(({ key, reason }) => has(key) && reason !== null)?.reason ?? undefined,
  };
}
