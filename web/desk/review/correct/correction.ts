import type { FormField } from '#contract/routes/cases.ts';
import type { TypedForm } from '#web/desk/kit/forms/form-groups.ts';

export type Texts = Readonly<Record<string, string>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The fields that differ from the record, an emptied one as an empty text; the tick at a code is sent along with the code. */
export function changedFields(fields: readonly FormField[], standing: Texts, typed: TypedForm): Texts {
  const changed = fields
    .filter(({ key, fixed }) => !fixed && textOf(typed[key]).trim() !== (standing[key] ?? ''))
    .map(({ key }) => [key, textOf(typed[key])] as const);
  const ticked = typed.usccConfirmed === true && changed.some(([key]) => key === 'uscc');
  return Object.fromEntries(ticked ? [...changed, ['usccConfirmed', 'true']] : changed);
}

/** The server's paths as the form on the screen names them: `fields.archiveAddress` is `form.archiveAddress`. */
export const atForm = (faults: Texts): Texts =>
  Object.fromEntries(Object.entries(faults).map(([path, fault]) => [path.replace(/^fields\./, 'form.'), fault]));
