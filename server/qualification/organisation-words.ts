import type { Section } from '#contract/parts/shapes.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { employerNature } from '#domain/codes/employer-nature.ts';
import { industries } from '#domain/codes/industries.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { type EmployerRegistration, registrationFields } from '#domain/forms/employer-registration.ts';
import { checkUscc } from '#domain/identifiers/uscc.ts';

const inWords = (organisation: EmployerRegistration, regions: RegionTable): Readonly<Record<string, string | undefined>> => ({
  ...organisation,
  usccConfirmed: undefined,
  nature: nameOf(employerNature, organisation.nature),
  industry: nameOf(industries, organisation.industry),
  regionCode: regionPath(regions, organisation.regionCode),
});

const same = (one: EmployerRegistration, other: EmployerRegistration, key: string): boolean =>
  (Reflect.get(one, key) || '') === (Reflect.get(other, key) || '');

/** The fields in which what was handed in differs from what is certified, both in words. */
export function changedRows(certified: EmployerRegistration, submitted: EmployerRegistration, regions: RegionTable) {
  const [before, after] = [inWords(certified, regions), inWords(submitted, regions)];
  return registrationFields
    .filter(({ key }) => !same(certified, submitted, key))
    .map(({ key, label }) => ({ key, label, from: before[key] || '--', to: after[key] || '--' }));
}

/** What the list says of a change: the names of the fields, and of the licence where another was handed in. */
export const changedLabels = (
  certified: EmployerRegistration,
  submitted: EmployerRegistration,
  isLicenceNew: boolean,
): string[] => [
  ...registrationFields.filter(({ key }) => !same(certified, submitted, key)).map(({ label }) => label),
  ...(isLicenceNew ? ['证照图片'] : []),
];

/** The organisation's data as they are read, in the order of the form. */
export function organisationSection(organisation: EmployerRegistration, regions: RegionTable): Section {
  const words = inWords(organisation, regions);
  return {
    title: '单位信息',
    ...(checkUscc(organisation.uscc) === undefined
      ? {}
      : { note: '统一社会信用代码的校验位不符，单位已确认与证照一致，请仔细核对。' }),
    rows: registrationFields.map(({ key, label }) => ({ key, label, value: words[key] || '--' })),
  };
}
