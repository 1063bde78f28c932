import type { Section } from '#contract/shapes.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import {
  type AgreementField,
  type AgreementForm,
  type AgreementKey,
  agreementFields,
  agreementTables,
} from '#domain/forms/agreement-form.ts';

const fields: readonly AgreementField[] = agreementFields;

/** A field's value as people read it; empty when nothing was entered. */
export function wordOf(form: AgreementForm, key: AgreementKey, regions: RegionTable): string {
  const field = fields.find(field => field.key === key);
  const value = form[key] ?? '';
  if (value === '' || !field) return value;
  if (field.codeTable) return nameOf(agreementTables[field.codeTable], value) ?? value;
  return field.kind === 'region' ? regionPath(regions, value) : value;
}

/** Region and street in one line. */
export const addressOf = (form: AgreementForm, region: AgreementKey, street: AgreementKey, regions: RegionTable): string =>
  `${wordOf(form, region, regions)}${form[street] ?? ''}`;

const notes: Partial<Record<AgreementField['group'], string>> = {
  档案: '若学校开通档案信息登记，此档案信息经审核通过后将同步到档案信息登记，请确认后再办理。',
  户口: '若学校开通户口信息登记，此户口信息经审核通过后将同步到户口信息登记，请确认后再办理。',
};

/** The whole form, group by group, in the order of the screen. The hukou group is left out where it was not asked. */
export function agreementSections(form: AgreementForm, regions: RegionTable): Section[] {
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups
    .map(group => {
      const rows = fields
        .filter(field => field.group === group)
        .map(({ key, label }) => ({ key, label, value: wordOf(form, key, regions) || '--' }));
      const note = notes[group];
      return { title: `${group}信息`, rows, ...(note ? { note } : {}) };
    })
    .filter(({ title }) => title !== '户口信息' || Boolean(form.hukouType));
}

/** The destination part of the reported record. */
export const reportedEmployer = (form: AgreementForm, regions: RegionTable): Record<string, string> => ({
  单位名称: form.employerName,
  统一社会信用代码: form.uscc,
  单位性质: wordOf(form, 'employerNature', regions),
  单位行业: wordOf(form, 'employerIndustry', regions),
  单位所在地: wordOf(form, 'employerRegionCode', regions),
  职位类别: wordOf(form, 'jobCategory', regions),
  岗位名称: form.jobTitle,
  实际工作地点: wordOf(form, 'workRegionCode', regions),
  联系人: form.contactName,
  联系电话: form.contactMobile ?? form.contactPhone ?? '',
});
