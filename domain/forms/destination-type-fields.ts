import { bachelorAdmission, postgraduateAdmission, secondDegreeAdmission } from '../codes/admission-levels.ts';
import { findEntry } from '../codes/code-table.ts';
import { countriesAbroad } from '../codes/countries.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import { businessRoles, projectRoles, shopRoles } from '../codes/entrepreneur-roles.ts';
import { agreementFields } from './agreement-fields.ts';
import { archiveFields, archiveGroup } from './archive.ts';
import { clauseGroup } from './clause-fields.ts';
import { ownFields } from './destination-field-list.ts';
import { employerGroup } from './employer-fields.ts';
import type { FormField } from './form-field.ts';
import { hukouFields, hukouGroup } from './hukou.ts';

/** The headings of other destinations in the order of the screen. What an agreement has under 协议 is under 岗位 there. */
const groupOrder = [
  ...[employerGroup, '岗位', '合同', '服务', '入伍', '升学', '创业', '自由职业', '求职计划'],
  ...[archiveGroup, hukouGroup],
];

/** The fields of all forms in the order of the screen, as the agreement has them where it has them. */
export const allFields: readonly FormField[] = [...agreementFields, ...ownFields];
const byKey: ReadonlyMap<string, FormField> = new Map(allFields.map(field => [field.key, field]));

/** The field of a key, whatever type it belongs to; undefined when no form has it. */
export const fieldNamed = (key: string): FormField | undefined => byKey.get(key);

const keysOf = (fields: readonly FormField[]) => fields.map(({ key }) => key);

/** What a name in the table of destination types means, where it is not a field's own key. */
const composites: Readonly<Record<string, readonly string[]>> = {
  archive: keysOf(archiveFields),
  hukou: keysOf(hukouFields),
  contactPhoneOrMobile: ['contactPhone', 'contactMobile'],
  rosterEmployer: ['employerName', 'employerRegionCode'],
  actualWorkplace: ['workRegionCode'],
};

type Change = Partial<Pick<FormField, 'group' | 'label' | 'hint' | 'codeTable'>>;

const abroad: Change = { codeTable: countriesAbroad };
const unit: Change = { label: '录用单位名称', hint: '接收或服务单位的全称' };
const post: Change = { hint: '例如：初中数学教师' };
/** Where no street is asked, the region is no postal address. */
const seat: Change = { label: '单位所在地' };

/** What reads otherwise in one type than in the others; a key is the type's code or its parent's. */
const changes: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  '10.05': {
    employerName: { hint: '录用文件所写的部队或单位名称' },
    employerRegionCode: seat,
    jobTitle: { hint: '军官或文职人员的岗位' },
  },
  '10.06': { employerName: { label: '规培基地名称', hint: '录取通知所写的全称' }, jobTitle: { hint: '例如：内科住院医师' } },
  '10.07': { employerName: { label: '国际组织名称', hint: '中文或外文全称' } },
  '10.08': { employerName: { hint: '中文或外文全称' }, countryCode: abroad },
  '10.09': { employerName: { label: '定向/委培单位' }, employerRegionCode: { label: '定向/委培单位所在地' } },
  '11.01': { contractEnd: { hint: '无固定期限劳动合同不填' } },
  '27.03': { employerName: { label: '博士后设站单位名称', hint: '进站通知所写的全称' } },
  '50': { employerName: unit, employerRegionCode: seat, jobTitle: post },
  '51': { employerName: unit, employerRegionCode: seat, jobTitle: post },
  '75.01': { role: { codeTable: businessRoles } },
  '75.02': { role: { codeTable: projectRoles } },
  '75.03': { role: { codeTable: shopRoles } },
  '75': { uscc: { group: '创业' } },
  '76': { regionCode: { group: '自由职业', label: '从业所在地' } },
  '80.01': { admittingLevel: { codeTable: bachelorAdmission } },
  '80.02': { admittingLevel: { codeTable: postgraduateAdmission } },
  '80.03': { admittingLevel: { codeTable: secondDegreeAdmission } },
  '85': { countryCode: { ...abroad, group: '升学', label: '留学国家（地区）' } },
};

/** Optional beyond what the table of destination types names: a unit of the army may have no code, and may have one. */
const alsoOptional: Readonly<Record<string, readonly string[]>> = { '10.05': ['uscc'] };

const regrouped = (field: FormField): FormField =>
  field.group === clauseGroup || field.key === 'jobCategory' || field.key === 'jobTitle' ? { ...field, group: '岗位' } : field;

function hintOf({ key, hint }: FormField, required: boolean, oneOfTwo: boolean): string {
  if (key === 'contactPhone') return oneOfTwo ? hint : '选填，例如：0592-6181234';
  if (key === 'contactMobile') return oneOfTwo ? hint : '选填，11 位手机号码';
  return required || hint.startsWith('选填') ? hint : `选填，${hint}`;
}

interface Named {
  readonly name: string;
  readonly required: boolean;
}

/** A composite that is required may have fields that may stay empty: those that its own rows do not require. */
function fieldsOf({ name, required: named }: Named, changed: (key: string) => Change): FormField[] {
  const composite = composites[name];
  return (composite ?? [name]).map((key): FormField => {
    const known = fieldNamed(key);
    if (!known) throw new Error(`destination-types.json: no field ${key}`);
    const required = named && (composite === undefined || known.required);
    const { correctable: _, ...field } = { ...regrouped(known), ...changed(key), required };
    if (name === 'rosterEmployer') return { ...field, fixed: true, hint: '由学校名单带入；有误时请联系学校就业部门' };
    return { ...field, correctable: true, hint: hintOf(field, required, named) };
  });
}

/** Names first; else as in the agreement form, then as in the list of further fields. */
const screenOrder = ['businessName', 'employerName', 'countryCode', ...allFields.map(({ key }) => key)];
const inOrder = (one: FormField, other: FormField) =>
  groupOrder.indexOf(one.group) - groupOrder.indexOf(other.group) ||
  screenOrder.indexOf(one.key) - screenOrder.indexOf(other.key);

/**
 * The form of a destination type in the order of the screen; the hukou block only for a graduate whose hukou is with the school. Of
 * 联系人固话 and 联系人手机 one is required where the type requires a contact, which neither field's own flag says. No fields for an
 * unknown code.
 */
export function destinationFields(typeCode: string, graduate: { readonly hukouAtSchool: boolean }): readonly FormField[] {
  const type = findEntry(destinationTypes, typeCode);
  if (!type) return [];
  const asked = (field: FormField) => graduate.hukouAtSchool || field.group !== hukouGroup;
  if (type.flow !== 'other-destination') return agreementFields.filter(asked);
  const changed = (key: string): Change => ({ ...changes[type.parentCode]?.[key], ...changes[typeCode]?.[key] });
  const names: Named[] = [
    ...type.requiredFields.map(name => ({ name, required: true })),
    ...[...type.optionalFields, ...(alsoOptional[typeCode] ?? [])].map(name => ({ name, required: false })),
  ];
  return names
    .flatMap(name => fieldsOf(name, changed))
    .filter(asked)
    .sort(inOrder);
}

/** Whether one of the two telephone numbers must be given. */
export const asksOnePhone = (typeCode: string): boolean =>
  findEntry(destinationTypes, typeCode)?.requiredFields.includes('contactPhoneOrMobile') ?? false;
