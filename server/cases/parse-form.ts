import type { RegionTable } from '#domain/codes/regions.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { destinationFormFor } from '#domain/forms/destination-form.ts';
import type { Refused } from '#domain/refusals.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { CaseForm } from './read-case.ts';

/** A form has texts only; a refusal is no text. */
export const isRefusedForm = (form: CaseForm | Refused): form is Refused => typeof form.refused === 'object';

/** A form for a destination, with regions that exist. */
export function parseForm(
  destinationType: string,
  { hukouAtSchool, cohort }: { readonly hukouAtSchool: boolean; readonly cohort: number },
  form: unknown,
  regions: RegionTable,
  prefix: string,
): CaseForm | Refused {
  const parsed = destinationFormFor(destinationType, { hukouAtSchool, cohort }).safeParse(form);
  if (!parsed.success) return invalidFields(fieldsOf(parsed.error, prefix));
  const unknown = destinationFields(destinationType, { hukouAtSchool })
    .filter(({ key, kind }) => kind === 'region' && parsed.data[key] && !regions.has(parsed.data[key]))
    .map(({ key, label }) => [`${prefix}${key}`, `${label}不在行政区划表中，请重新选择`]);
  return unknown.length > 0 ? invalidFields(Object.fromEntries(unknown)) : parsed.data;
}
