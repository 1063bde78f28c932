/** What choosing a type does to the receiver: 转回生源地 fills in the office of the origin, another type takes it out again. */

type Form = Readonly<Record<string, string>>;

interface Choice {
  readonly from: string;
  readonly to: string;
  /** The code of 转回生源地. */
  readonly originType: string;
  /** Values by field; what the office's entry leaves open is emptied. */
  readonly receiver: Form | null;
  /** The fields of the receiver. */
  readonly keys: readonly string[];
  /** What was there before it was filled in. */
  readonly before: Form;
}
interface Filled {
  /** What changes in the form. */
  readonly values: Form;
  readonly before: Form;
}

/** Nothing that a person typed is lost: it comes back when the type is taken back, and what was corrected since stays. */
export function fillOrigin(form: Form, { from, to, originType, receiver, keys, before }: Choice): Filled {
  if (!receiver || from === to || (from !== originType && to !== originType)) return { values: {}, before };
  if (to === originType) return { values: pick(receiver, keys), before: pick(form, keys) };
  const untouched = keys.filter(key => (form[key] ?? '') === (receiver[key] ?? ''));
  return { values: Object.fromEntries(untouched.map(key => [key, before[key] ?? ''])), before: {} };
}

const pick = (form: Form, keys: readonly string[]): Form => Object.fromEntries(keys.map(key => [key, form[key] ?? '']));
