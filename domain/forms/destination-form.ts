import { z } from 'zod';
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import { isDay } from '../dates.ts';
import { checkUscc, usccFaults } from '../identifiers/uscc.ts';
import { agreementFormFor } from './agreement-form.ts';
import type { FormField } from './destination-field-list.ts';
import { asksOnePhone, destinationFields, tableOf } from './destination-type-fields.ts';
import * as stone from './fields.ts';

type Texts = Readonly<Record<string, string | undefined>>;
interface Rule {
  readonly at: string;
  readonly message: string;
  readonly holds: (form: Texts) => boolean;
}

/** A date of a working life: what lies outside was mistyped. */
const isPlausible = (date: string) => date >= '2000' && date < '2070';
const isMonth = (text: string) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);
const isWebAddress = (text: string) => /^https?:\/\/[^\s/]+\.[^\s/]+/iu.test(text);
const hasDigit = (text: string) => /\d/.test(text);
const isCount = (text: string) => /^\d{1,5}$/.test(text);

const fitting = (fits: (text: string) => boolean, message: (label: string) => string) => (field: FormField) =>
  stone.requiredText(field.label, field.maxLength).refine(fits, message(field.label));
const webAddress = fitting(isWebAddress, label => `${label}应为完整网址，以 http:// 或 https:// 开头，请核对`);
const amount = (example: string) => fitting(hasDigit, label => `${label}应写明金额，例如 ${example}，请补充`);

/** Fields that their kind alone does not check. */
const ofKey: Readonly<Record<string, (field: FormField) => z.ZodType<string | undefined>>> = {
  uscc: field => stone.requiredUscc(field.label),
  contactPhone: field => stone.optionalLandline(field.label),
  contactMobile: field => stone.optionalMobile(field.label),
  archivePostcode: field => stone.optionalPostcode(field.label),
  monthlySalary: amount('4500 元/月'),
  monthlyIncome: amount('4000 元/月'),
  employeesHired: fitting(isCount, label => `${label}应为整数，请只填数字`),
  shopUrl: webAddress,
  platformUrl: webAddress,
};

const dated = (field: FormField, fits: (text: string) => boolean, example: string) =>
  stone
    .requiredText(field.label, field.maxLength)
    .refine(fits, `${field.label}格式不符，应如 ${example}，请重新选择`)
    .refine(text => !fits(text) || isPlausible(text), `${field.label}的年份不合常理，请核对`);

const ofKind: Readonly<Record<FormField['kind'], (field: FormField) => z.ZodType<string | undefined>>> = {
  text: field => stone.requiredText(field.label, field.maxLength),
  textarea: field => stone.requiredText(field.label, field.maxLength),
  code: field => stone.requiredCode(field.label, tableOf(field) ?? []),
  choice: field => stone.requiredCode(field.label, tableOf(field) ?? []),
  region: field => stone.requiredRegion(field.label),
  phone: field => stone.optionalAnyPhone(field.label),
  email: field => stone.optionalEmail(field.label),
  date: field => dated(field, isDay, '2027-07-01'),
  month: field => dated(field, isMonth, '2027-09'),
};

const chosen: ReadonlySet<FormField['kind']> = new Set(['code', 'choice', 'region', 'date', 'month']);

function missing({ key, label, kind, fixed }: FormField): Rule {
  const message = fixed ? `学校名单中没有${label}，请联系学校就业部门补充` : `请${chosen.has(kind) ? '选择' : '填写'}${label}`;
  return { at: key, message, holds: form => Boolean(form[key]) };
}

const onePhone: Rule = {
  at: 'contactMobile',
  message: '联系人固话和手机必填一个，请填写其中之一',
  holds: form => Boolean(form.contactPhone) || Boolean(form.contactMobile),
};

const faultOf = ({ uscc }: Texts) => (uscc ? checkUscc(uscc) : undefined);
const usccRules: readonly Rule[] = [
  { at: 'uscc', message: usccFaults.length, holds: form => faultOf(form) !== 'length' },
  { at: 'uscc', message: usccFaults.characters, holds: form => faultOf(form) !== 'characters' },
  {
    at: 'usccConfirmed',
    message: usccFaults['check-character'],
    holds: form => faultOf(form) !== 'check-character' || form.usccConfirmed === 'true',
  },
];

const after = (start: string, end: string, what: string): Rule => ({
  at: end,
  message: `${what}结束日期应晚于开始日期，请核对`,
  holds: form => !form[start] || !form[end] || form[end] > form[start],
});
const spans = [after('contractStart', 'contractEnd', '合同'), after('serviceStart', 'serviceEnd', '服务')];

const blockKeys: Readonly<Record<string, readonly string[]>> = {
  档案: ['archiveType', 'archiveReceiverName', 'archiveRegionCode', 'archiveAddress'],
  户口: ['hukouType', 'hukouRegionCode', 'hukouAddress'],
};

/** A block begun is a block to finish, where the type leaves it free. */
function wholeBlocks(fields: readonly FormField[]): Rule[] {
  return Object.entries(blockKeys).flatMap(([group, keys]) => {
    const block = fields.filter(field => field.group === group);
    const begun = (form: Texts) => block.some(({ key }) => Boolean(form[key]));
    return block
      .filter(({ key, required }) => keys.includes(key) && !required)
      .map(missing)
      .map(rule => ({ ...rule, holds: (form: Texts) => !begun(form) || rule.holds(form) }));
  });
}

const isRecord = (value: unknown): value is Texts => typeof value === 'object' && value !== null;

/** Blank texts are no answers, and the tick at the code is a text like the rest. */
function tidy(given: unknown): unknown {
  if (!isRecord(given)) return given;
  const answers: [string, unknown][] = Object.entries(given);
  const kept = answers.filter(
    ([key, value]) => key !== 'usccConfirmed' && value !== null && !(typeof value === 'string' && value.trim() === ''),
  );
  const confirmed = answers.some(([key, value]) => key === 'usccConfirmed' && (value === true || value === 'true'));
  return Object.fromEntries(confirmed ? [...kept, ['usccConfirmed', 'true']] : kept);
}

const textsOf = (form: Texts): Record<string, string> =>
  Object.fromEntries(Object.entries(form).flatMap(([key, value]) => (value ? [[key, value]] : [])));

function agreement(graduate: { readonly hukouAtSchool: boolean }): z.ZodType<Record<string, string>> {
  const ticked = (given: unknown) => {
    const answers = tidy(given);
    return isRecord(answers) && answers.usccConfirmed ? { ...answers, usccConfirmed: true } : answers;
  };
  return z.preprocess(ticked, agreementFormFor(graduate)).transform(({ usccConfirmed, ...form }) => {
    const texts: Texts = form;
    return textsOf({ ...texts, usccConfirmed: usccConfirmed ? 'true' : undefined });
  });
}

function formOf(typeCode: string, graduate: { readonly hukouAtSchool: boolean }): z.ZodType<Record<string, string>> {
  const type = findEntry(destinationTypes, typeCode);
  if (!type) throw new RangeError(`no such destination type: ${typeCode}`);
  if (type.flow !== 'other-destination') return agreement(graduate);
  const fields = destinationFields(typeCode, graduate);
  const answers = fields.map((field): [string, z.ZodType<string | undefined>] => {
    const build = ofKey[field.key] ?? ofKind[field.kind];
    return [field.key, build(field).optional()];
  });
  const form: z.ZodType<Texts> = z.object({ ...Object.fromEntries(answers), usccConfirmed: z.string().optional() });
  const rules = [
    ...fields.filter(({ required }) => required).map(missing),
    ...(asksOnePhone(typeCode) ? [onePhone] : []),
    ...usccRules,
    ...spans,
    ...wholeBlocks(fields),
  ];
  const checked = rules.reduce(
    (schema, { at, message, holds }) => schema.refine(holds, { path: [at], message, when: payload => isRecord(payload.value) }),
    form,
  );
  return z.preprocess(tidy, checked).transform(textsOf);
}

const built = new Map<string, z.ZodType<Record<string, string>>>();

/**
 * The form of a destination type. It parses to texts alone, blank ones and strangers left out; `usccConfirmed: 'true'` stays as the
 * tick that lets a code with a wrong check character pass. Whether a region exists is asked where the regions are. Throws RangeError for
 * a code that is no destination type.
 */
export function destinationFormFor(
  typeCode: string,
  graduate: { readonly hukouAtSchool: boolean },
): z.ZodType<Record<string, string>> {
  const name = `${typeCode} ${graduate.hukouAtSchool}`;
  const form = built.get(name) ?? formOf(typeCode, graduate);
  built.set(name, form);
  return form;
}
