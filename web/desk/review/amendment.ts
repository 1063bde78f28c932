import type { FormField } from '#contract/routes/cases.ts';

export type TypedForm = Readonly<Record<string, unknown>>;

/** The fields under their headings, in the order in which the form has them. */
export function groupsOf(fields: readonly FormField[]): (readonly [string, readonly FormField[]])[] {
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.map(group => [group, fields.filter(field => field.group === group)] as const);
}

/** What is sent: the answers to this type's fields and no others, whatever was typed while another type was chosen. */
export function amendmentInput(destinationType: string, fields: readonly FormField[], typed: TypedForm) {
  const asked = fields.flatMap(({ key }) => {
    const value = typed[key];
    return value === undefined || value === null || value === '' ? [] : [[key, value] as const];
  });
  const confirmed = fields.some(({ key }) => key === 'uscc') && typed.usccConfirmed === true;
  return { destinationType, form: Object.fromEntries(confirmed ? [...asked, ['usccConfirmed', true]] : asked) };
}
