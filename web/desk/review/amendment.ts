import type { FormField } from '#contract/routes/cases.ts';
import type { TypedForm } from '#web/desk/kit/forms/form-groups.ts';

/** What is sent: the answers to this type's fields and no others, whatever was typed while another type was chosen. */
export function amendmentInput(destinationType: string, fields: readonly FormField[], typed: TypedForm) {
  const asked = fields.flatMap(({ key }) => {
    const value = typed[key];
    return value === undefined || value === null || value === '' ? [] : [[key, value] as const];
  });
  const confirmed = fields.some(({ key }) => key === 'uscc') && typed.usccConfirmed === true;
  return { destinationType, form: Object.fromEntries(confirmed ? [...asked, ['usccConfirmed', true]] : asked) };
}
