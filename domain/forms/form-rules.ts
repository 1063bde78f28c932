/** Rules over several fields. The fault of a rule is shown at one field, and is found even while other fields are faulty. */

import type { z } from 'zod';
import { isDay } from '../dates.ts';
import { checkUscc, usccFaults } from '../identifiers/uscc.ts';
import { askFor } from './field-schema.ts';
import type { FormField } from './form-field.ts';

/** A form as it was filled in so far. */
export type Answers = Readonly<Record<string, string | boolean | undefined>>;
export interface Rule {
  readonly at: string;
  readonly message: string;
  readonly isMet: (form: Answers) => boolean;
}

export const isAnswers = (value: unknown): value is Answers => typeof value === 'object' && value !== null;

/** The schema with these rules. */
export const withRules = <Schema extends z.ZodType<Answers>>(schema: Schema, rules: readonly Rule[]): Schema =>
  rules.reduce(
    (ruled, { at, message, isMet }) =>
      ruled.refine(form => isAnswers(form) && isMet(form), {
        path: [at],
        message,
        when: payload => isAnswers(payload.value),
      }),
    schema,
  );

/** The field must be filled in. */
export const filledIn = ({ key, label, kind, fixed }: FormField): Rule => ({
  at: key,
  message: fixed ? `学校名单中没有${label}，请联系学校就业部门补充` : askFor({ label, kind }),
  isMet: form => Boolean(form[key]),
});

/** Whether anything of a block is filled in. */
export const isBegun = (block: readonly Pick<FormField, 'key'>[], form: Answers): boolean =>
  block.some(({ key }) => Boolean(form[key]));

/** A block that the form leaves free: begun, it is filled in whole. */
export const wholeOrNothing = (block: readonly FormField[]): Rule[] =>
  block
    .filter(({ required }) => required)
    .map(filledIn)
    .map(rule => ({ ...rule, isMet: form => !isBegun(block, form) || rule.isMet(form) }));

export const onePhone: Rule = {
  at: 'contactMobile',
  message: '联系人固话和手机必填一个，请填写其中之一',
  isMet: form => Boolean(form.contactLandline) || Boolean(form.contactMobile),
};

const faultOf = ({ uscc }: Answers) => (typeof uscc === 'string' && uscc ? checkUscc(uscc) : undefined);
/** A wrong check character passes once the person has looked again and ticked `usccConfirmed`. */
export const usccRules: readonly Rule[] = [
  { at: 'uscc', message: usccFaults.length, isMet: form => faultOf(form) !== 'length' },
  { at: 'uscc', message: usccFaults.characters, isMet: form => faultOf(form) !== 'characters' },
  {
    at: 'usccConfirmed',
    message: usccFaults['check-character'],
    isMet: form => faultOf(form) !== 'check-character' || String(form.usccConfirmed) === 'true',
  },
];

/** The first and the last day on which graduates of a cohort take up a post: from the opening of its window on, two years after it at most. */
export const reportsInTime = (cohort: number): Rule => ({
  at: 'reportDeadline',
  message: `报到期限应在 ${cohort - 1}年9月至${cohort + 2}年12月之间，请核对`,
  isMet: ({ reportDeadline: day }) =>
    typeof day !== 'string' || !isDay(day) || (day >= `${cohort - 1}-09-01` && day <= `${cohort + 2}-12-31`),
});

const after = (start: string, end: string, what: string): Rule => ({
  at: end,
  message: `${what}结束日期应晚于开始日期，请核对`,
  isMet: form => !form[start] || !form[end] || form[end] > form[start],
});
export const spanRules = [after('contractStart', 'contractEnd', '合同'), after('serviceStart', 'serviceEnd', '服务')];
