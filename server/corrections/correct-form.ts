import type { FieldChange } from '#contract/routes/cases.ts';
import { type DestinationType, offeredTypes } from '#domain/codes/destination-types.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { correctableFields } from '#domain/forms/correction-fields.ts';
import { fieldNamed } from '#domain/forms/destination-fields.ts';
import type { FormField } from '#domain/forms/form-field.ts';
import { isBegun } from '#domain/forms/form-rules.ts';
import { hukouFields } from '#domain/forms/hukou.ts';
import type { Refused } from '#domain/refusals.ts';
import { unitOf } from '#domain/rules/directed-unit.ts';
import { type CaseForm, changesBetween, isRefusedForm, type OpenedCase, parseForm } from '#server/cases/index.ts';
import { hasFields, invalidFields } from '#server/platform/http/problems.ts';

const hasHukou = (form: CaseForm): boolean => isBegun(hukouFields, form);

/** What the school may correct of this case, the type as wanted; the hukou where it was asked for, or is with the school today. */
export const correctableOf = ({ row, form }: OpenedCase, type = row.destinationType): readonly FormField[] =>
  correctableFields(type, { hukouAtSchool: hasHukou(form()) || row.hukouTransferred === true });

/** The types to which this case may be corrected: of its flow, and offered to the graduate today. A way of signing has one. */
export const typesOf = ({ row }: OpenedCase): readonly DestinationType[] =>
  offeredTypes(row.educationLevel, row.trainingMode).filter(({ flow }) => flow === row.flow);

export interface CorrectedForm {
  readonly destinationType: string;
  readonly form: CaseForm;
  readonly changes: readonly FieldChange[];
  readonly isImportant: boolean;
}

/**
 * The form with these fields changed, checked as a whole. What was already at fault when it came into force is left: only a fault that the
 * correction itself brings stops it. Of another type the whole form is new. A fault's key is `prefix` and the field's key.
 */
export function correctForm(
  opened: OpenedCase,
  fields: CaseForm,
  regions: RegionTable,
  prefix: string,
  destinationType = opened.row.destinationType,
): CorrectedForm | Refused {
  const { row } = opened;
  const isOtherType = destinationType !== row.destinationType;
  const before = opened.form();
  const allowed = new Set(correctableOf(opened, destinationType).map(({ key }) => key));
  if (allowed.has('uscc')) allowed.add('usccConfirmed');
  const strangers = Object.keys(fields).filter(key => !allowed.has(key));
  if (strangers.length > 0)
    return invalidFields(
      Object.fromEntries(strangers.map(key => [`${prefix}${key}`, `「${fieldNamed(key)?.label ?? key}」不能更正`])),
    );

  // The tick was for the code that was there: another one is ticked anew.
  const ticked = fields.uscc === undefined || fields.uscc === before.uscc ? {} : { usccConfirmed: '' };
  // The unit of 10.09 is the roster's: whatever else is corrected, it is the one of today.
  const wanted = withoutBlanks({ ...before, ...ticked, ...fields, ...unitOf(destinationType, row) });
  const read = (form: CaseForm) =>
    parseForm(
      destinationType,
      { hukouAtSchool: hasHukou(before) || hasHukou(wanted), cohort: row.cohort },
      form,
      regions,
      prefix,
    );
  const parsed = read(wanted);
  const found = faultsIn(parsed);
  const old = found && !isOtherType ? faultsIn(read(before)) : undefined;
  const own = Object.entries(found ?? {}).filter(([at, message]) => old?.[at] !== message);
  if (own.length > 0) return invalidFields(Object.fromEntries(own));
  const form = isRefusedForm(parsed) ? wanted : parsed;

  const changes = changesBetween({ destinationType: row.destinationType, form: before }, { destinationType, form }, regions);
  if (changes.length === 0) return invalidFields({ [prefix.replace(/\.$/, '')]: '没有改动任何一项，请修改后再提交' });
  return { destinationType, form, changes, isImportant: isOtherType || changes.some(({ key }) => fieldNamed(key)?.important) };
}

const faultsIn = (parsed: CaseForm | Refused): Readonly<Record<string, string>> | undefined =>
  isRefusedForm(parsed) && hasFields(parsed) ? parsed.fields : undefined;

const withoutBlanks = (form: CaseForm): CaseForm =>
  Object.fromEntries(Object.entries(form).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])));
