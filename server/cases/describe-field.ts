import type { FormField } from '#domain/forms/form-field.ts';

/** A field with the options that it offers. */
export const describeField = (field: FormField) => ({
  key: field.key,
  label: field.label,
  group: field.group,
  kind: field.kind,
  options: field.codeTable?.flatMap(({ code, name, enabled }) => (enabled === false ? [] : [{ code, name }])) ?? null,
  required: field.required,
  hint: field.hint,
  maxLength: field.maxLength,
  fixed: field.fixed === true,
});
