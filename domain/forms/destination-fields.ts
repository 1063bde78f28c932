import { findEntry } from '../codes/code-table.ts';
import { type DestinationType, destinationTypes } from '../codes/destination-types.ts';
import { agreementFields } from './agreement-fields.ts';
import { archiveFields, archiveGroup } from './archive.ts';
import { clauseGroup } from './clause-fields.ts';
import { wordingOf } from './destination-wordings.ts';
import { employerGroup } from './employer-fields.ts';
import type { FormField } from './form-field.ts';
import { hukouFields, hukouGroup } from './hukou.ts';
import { otherDestinationFields } from './other-destination-fields.ts';

/** The headings of other destinations in the order of the screen. What an agreement has under 协议 is under 岗位 there. */
const groupOrder = [
  ...[employerGroup, '岗位', '合同', '服务', '入伍', '升学', '创业', '自由职业', '求职计划'],
  ...[archiveGroup, hukouGroup],
];

/** The fields of all destination types, those of the agreement form first. */
export const allFields: readonly FormField[] = [...agreementFields, ...otherDestinationFields];
const byKey: ReadonlyMap<string, FormField> = new Map(allFields.map(field => [field.key, field]));

/** The field of a key, whatever type it belongs to; undefined when no form has it. */
export const fieldNamed = (key: string): FormField | undefined => byKey.get(key);

const keysOf = (fields: readonly FormField[]) => fields.map(({ key }) => key);

/** What a name in the table of destination types means, where it is not a field's own key. */
const composites: Readonly<Record<string, readonly string[]>> = {
  archive: keysOf(archiveFields),
  hukou: keysOf(hukouFields),
  contactLandlineOrMobile: ['contactLandline', 'contactMobile'],
  rosterEmployer: ['employerName', 'employerRegionCode'],
  actualWorkplace: ['workRegionCode'],
};

/** Optional beyond what the table of destination types names: a unit of the army may have no code, and may have one. */
const alsoOptional: Readonly<Record<string, readonly string[]>> = { '10.05': ['uscc'] };

const regrouped = (field: FormField): FormField =>
  field.group === clauseGroup || field.key === 'jobCategory' || field.key === 'jobTitle' ? { ...field, group: '岗位' } : field;

function hintOf({ key, hint }: FormField, required: boolean, oneOfTwo: boolean): string {
  if (key === 'contactLandline') return oneOfTwo ? hint : '选填，例如：0592-6181234';
  if (key === 'contactMobile') return oneOfTwo ? hint : '选填，11 位手机号码';
  return required || hint.startsWith('选填') ? hint : `选填，${hint}`;
}

interface Named {
  readonly name: string;
  readonly required: boolean;
}

/** A composite that is required may have fields that may stay empty: those that its own rows do not require. */
function fieldsOf(type: DestinationType, { name, required: named }: Named): FormField[] {
  const composite = composites[name];
  return (composite ?? [name]).map((key): FormField => {
    const known = fieldNamed(key);
    if (!known) throw new Error(`destination-types.json: no field ${key}`);
    const required = named && (composite === undefined || known.required);
    const { correctable: _, ...field } = { ...regrouped(known), ...wordingOf(type, key), required };
    if (name === 'rosterEmployer') return { ...field, fixed: true, hint: '由学校名单带入；有误时请联系学校就业部门' };
    return { ...field, correctable: true, hint: hintOf(field, required, named) };
  });
}

/** Names first, then as in the agreement form, then as in the list of the other fields. */
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
  const names: Named[] = [
    ...type.requiredFields.map(name => ({ name, required: true })),
    ...[...type.optionalFields, ...(alsoOptional[typeCode] ?? [])].map(name => ({ name, required: false })),
  ];
  return names
    .flatMap(name => fieldsOf(type, name))
    .filter(asked)
    .sort(inOrder);
}

/** Whether one of the two telephone numbers must be given. */
export const asksOnePhone = (typeCode: string): boolean =>
  findEntry(destinationTypes, typeCode)?.requiredFields.includes('contactLandlineOrMobile') ?? false;
