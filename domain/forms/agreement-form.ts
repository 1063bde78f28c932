import { z } from 'zod';
import { isDay } from '../dates.ts';
import { checkUscc, usccFaults } from '../identifiers/uscc.ts';
import { type AgreementKey, agreementField, agreementTables } from './agreement-fields.ts';
import * as field from './fields.ts';

export {
  type AgreementField,
  type AgreementFieldKind,
  type AgreementKey,
  agreementField,
  agreementFields,
  agreementGroups,
  agreementTables,
} from './agreement-fields.ts';

const labelOf = (key: AgreementKey) => agreementField(key).label;
const required = (key: AgreementKey) => field.requiredText(labelOf(key), agreementField(key).maxLength);
const optional = (key: AgreementKey) => field.optionalText(labelOf(key), agreementField(key).maxLength);

/** Field by field; what two of them say together, the forms below ask. */
export const agreementShape = z.object({
  employerName: required('employerName'),
  uscc: field.requiredUscc(labelOf('uscc')),
  /** The person has looked again at a code whose check character is wrong. */
  usccConfirmed: z.boolean().optional(),
  employerNature: field.requiredCode(labelOf('employerNature'), agreementTables.employerNature),
  employerIndustry: field.requiredCode(labelOf('employerIndustry'), agreementTables.industries),
  employerRegionCode: field.requiredRegion(labelOf('employerRegionCode')),
  employerAddress: required('employerAddress'),
  jobCategory: field.requiredCode(labelOf('jobCategory'), agreementTables.jobCategory),
  jobTitle: required('jobTitle'),
  contactName: required('contactName'),
  contactPhone: field.optionalLandline(labelOf('contactPhone')),
  contactMobile: field.optionalMobile(labelOf('contactMobile')),
  contactEmail: field.optionalEmail(labelOf('contactEmail')),
  probation: optional('probation'),
  probationSalary: optional('probationSalary'),
  regularSalary: optional('regularSalary'),
  penalty: optional('penalty'),
  reportPlace: optional('reportPlace'),
  reportDeadline: field.optionalDay(labelOf('reportDeadline'), isDay),
  workRegionCode: field.optionalRegion(labelOf('workRegionCode')),
  actualEmployer: optional('actualEmployer'),
  supplement: optional('supplement'),
  archiveType: field.requiredCode(labelOf('archiveType'), agreementTables.archiveTransferTypes),
  archiveReceiverName: required('archiveReceiverName'),
  archiveRegionCode: field.requiredRegion(labelOf('archiveRegionCode')),
  archiveAddress: required('archiveAddress'),
  archivePostcode: field.optionalPostcode(labelOf('archivePostcode')),
  archiveContact: optional('archiveContact'),
  archivePhone: field.optionalAnyPhone(labelOf('archivePhone')),
  hukouType: field.optionalCode(labelOf('hukouType'), agreementTables.hukouTransferTypes),
  hukouRegionCode: field.optionalRegion(labelOf('hukouRegionCode')),
  hukouAddress: optional('hukouAddress'),
});

type Draft = Partial<z.output<typeof agreementShape>>;
interface Rule {
  readonly at: AgreementKey | 'usccConfirmed';
  readonly message: string;
  readonly holds: (form: Draft) => boolean;
}

const usccFaultOf = (form: Draft) => checkUscc(form.uscc ?? '');

/** What two fields say together. Each stands at a field, and is asked even while other fields are faulty. */
const rules: readonly Rule[] = [
  {
    at: 'contactMobile',
    message: '联系人固话和手机必填一个，请填写其中之一',
    holds: form => Boolean(form.contactPhone) || Boolean(form.contactMobile),
  },
  { at: 'uscc', message: usccFaults.length, holds: form => !form.uscc || usccFaultOf(form) !== 'length' },
  { at: 'uscc', message: usccFaults.characters, holds: form => !form.uscc || usccFaultOf(form) !== 'characters' },
  {
    at: 'usccConfirmed',
    message: usccFaults['check-character'],
    holds: form => !form.uscc || usccFaultOf(form) !== 'check-character' || form.usccConfirmed === true,
  },
];

const hukouKeys = ['hukouType', 'hukouRegionCode', 'hukouAddress'] as const;
const hasHukou = (form: Draft) => hukouKeys.some(key => Boolean(form[key]));

/** A block begun is a block to finish. */
const hukouWhole: readonly Rule[] = hukouKeys.map(key => ({
  at: key,
  message: `请填写${labelOf(key)}`,
  holds: form => !hasHukou(form) || Boolean(form[key]),
}));
const hukouRequired: readonly Rule[] = hukouKeys.map(key => ({
  at: key,
  message: `请填写${labelOf(key)}`,
  holds: form => Boolean(form[key]),
}));

const isRecord = (value: unknown): value is Draft => typeof value === 'object' && value !== null;

function checkedBy(checked: readonly Rule[]) {
  return checked.reduce(
    (schema, rule) =>
      schema.refine(form => rule.holds(form), {
        path: [rule.at],
        message: rule.message,
        when: payload => isRecord(payload.value),
      }),
    agreementShape,
  );
}

const tidy = (form: z.output<typeof agreementShape>) => field.withoutBlanks(form);

/** The agreement form. The hukou block may be missing; begun, it must be whole. */
export const agreementForm = checkedBy([...rules, ...hukouWhole]).overwrite(tidy);

const withHukou = checkedBy([...rules, ...hukouRequired]).overwrite(tidy);
const withoutHukou = checkedBy(rules).overwrite(form => {
  const { hukouType: _type, hukouRegionCode: _region, hukouAddress: _address, ...rest } = tidy(form);
  return rest;
});

/** The form as it is asked of one graduate: the hukou block is required where the hukou is with the school, and dropped where not. */
export function agreementFormFor(graduate: { readonly hukouAtSchool: boolean }): typeof agreementForm {
  return graduate.hukouAtSchool ? withHukou : withoutHukou;
}

export type AgreementForm = z.output<typeof agreementForm>;
