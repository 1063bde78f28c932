import type { Form } from '#web/phone/kit/use-saved-draft.ts';

export interface Merged {
  /** What both have: this window's changes over the other's. */
  readonly form: Form;
  /** Fields that both have changed since they last agreed, and not to the same. */
  readonly disputed: readonly string[];
}

/** A draft that was filled in in two windows, and what both began with. */
export function mergeForms(base: Form, mine: Form, theirs: Form): Merged {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])];
  const at = (form: Form, key: string) => form[key] ?? '';
  const isMine = (key: string) => at(mine, key) !== at(base, key);
  const disputed = keys.filter(key => isMine(key) && at(theirs, key) !== at(base, key) && at(mine, key) !== at(theirs, key));
  return { form: Object.fromEntries(keys.map(key => [key, at(isMine(key) ? mine : theirs, key)])), disputed };
}
