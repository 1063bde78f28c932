import type { Section } from '#contract/parts/shapes.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { archiveGroup } from '#domain/forms/archive.ts';
import { destinationFields, fieldNamed } from '#domain/forms/destination-fields.ts';
import { isBegun } from '#domain/forms/form-rules.ts';
import { hukouFields, hukouGroup } from '#domain/forms/hukou.ts';
import { valueInWords } from '#domain/forms/value-in-words.ts';
import type { CaseForm } from './read-case.ts';

/** A field's value as people read it; empty when nothing was entered. */
export function wordOf(form: CaseForm, key: string, regions: RegionTable): string {
  const value = form[key] ?? '';
  const field = fieldNamed(key);
  return field ? valueInWords(field, value, regions) : value;
}

/** Region and street in one line. */
export const addressOf = (form: CaseForm, region: string, street: string, regions: RegionTable): string =>
  `${wordOf(form, region, regions)}${form[street] ?? ''}`;

const notes: Readonly<Record<string, string>> = {
  [archiveGroup]: '若学校开通档案信息登记，此档案信息经审核通过后将同步到档案信息登记，请确认后再办理。',
  [hukouGroup]: '若学校开通户口信息登记，此户口信息经审核通过后将同步到户口信息登记，请确认后再办理。',
};

/** What is said of archive and hukou while an approval is still to come. The whole form, group by group, in the order of the screen. The hukou group is left out where it was not asked. */
export function formSections(
  destinationType: string,
  form: CaseForm,
  regions: RegionTable,
  { isToCome = false }: { readonly isToCome?: boolean } = {},
): Section[] {
  const fields = destinationFields(destinationType, { hukouAtSchool: isBegun(hukouFields, form) });
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.map(group => {
    const rows = fields
      .filter(field => field.group === group)
      .map(({ key, label }) => ({ key, label, value: wordOf(form, key, regions) || '--' }));
    const note = isToCome ? notes[group] : undefined;
    return { title: `${group}信息`, rows, ...(note ? { note } : {}) };
  });
}
