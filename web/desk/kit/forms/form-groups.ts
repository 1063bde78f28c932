import type { FormField } from '#contract/routes/cases.ts';

export type TypedForm = Readonly<Record<string, unknown>>;

/** The fields under their headings, in the order in which the form has them. */
export function groupsOf(fields: readonly FormField[]): (readonly [string, readonly FormField[]])[] {
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.map(group => [group, fields.filter(field => field.group === group)] as const);
}
