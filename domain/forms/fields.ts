import { z } from 'zod';
import type { CodeTable } from '../codes/code-table.ts';
import { offeredEntries } from '../codes/code-table.ts';
import { compact } from '../identifiers/compact.ts';
import { isEmail } from '../identifiers/email.ts';
import { isLandline, isMobile, normalizePhone } from '../identifiers/phone.ts';
import { normalizeUscc } from '../identifiers/uscc.ts';

/**
 * Building stones of the forms. No transforms, only trimming: the same schema describes what comes in and what goes out. Lengths are
 * counted in characters, so that a rare one outside the BMP counts as one. An optional
 * field takes an empty text too, as a page sends it; `withoutBlanks` takes it out of the parsed form.
 */
const text = (label: string, maxLength: number) =>
  z
    .string({ error: `请填写${label}` })
    .trim()
    .refine(value => [...value].length <= maxLength, `${label}最多 ${maxLength} 个字，请精简`)
    .refine(value => !hasControlCharacter(value), `${label}含有无法显示的字符，请重新输入`);

/** Tabs and line breaks are people's; every other control character came from a program. */
const hasControlCharacter = (value: string) => /[^\P{Cc}\n\r\t]/u.test(value);

export const requiredText = (label: string, maxLength: number) => text(label, maxLength).min(1, `请填写${label}`);
export const optionalText = (label: string, maxLength: number) => text(label, maxLength).optional();

const allows = (schema: z.ZodString, fits: (value: string) => boolean, message: string) =>
  schema.refine(value => value === '' || fits(value), message);

const optionalFitting = (label: string, maxLength: number, fits: (value: string) => boolean, message: string) =>
  allows(text(label, maxLength), fits, message).optional();

/** A mobile number loses its spaces, hyphens and +86; a landline keeps its hyphens. */
const phone = (value: string) => (isMobile(normalizePhone(value)) ? normalizePhone(value) : compact(value));

const phoneFitting = (label: string, fits: (value: string) => boolean, message: string) =>
  allows(text(label, 20).overwrite(phone), fits, message);

export const optionalMobile = (label: string) => phoneFitting(label, isMobile, `${label}应为 11 位手机号码，请核对`).optional();
export const optionalLandline = (label: string) =>
  phoneFitting(label, isLandline, `${label}应带区号，例如 0592-6181234，请核对`).optional();
export const optionalAnyPhone = (label: string) =>
  phoneFitting(label, value => isMobile(value) || isLandline(value), `${label}应为手机号码或带区号的固话，请核对`).optional();
export const requiredMobile = (label: string) =>
  phoneFitting(label, isMobile, `${label}应为 11 位手机号码，请核对`).min(1, `请填写${label}`);

/** A 统一社会信用代码 in its one spelling; what is wrong with it is asked by the form, since a wrong check character can be confirmed. */
export const requiredUscc = (label: string) => requiredText(label, 40).overwrite(normalizeUscc);

export const optionalEmail = (label: string) => optionalFitting(label, 100, isEmail, `${label}格式不符，请核对`);

export const optionalPostcode = (label: string) =>
  optionalFitting(label, 6, value => /^[0-9]{6}$/.test(value), `${label}应为 6 位数字，请核对`);

export const optionalDay = (label: string, isDay: (value: string) => boolean) =>
  optionalFitting(label, 10, isDay, `${label}应为日期，例如 2027-07-01，请选择`);

const choiceOf = (label: string, fits: (value: string) => boolean) =>
  z.string({ error: `请选择${label}` }).refine(fits, `请选择${label}`);

const isCodeOf = (table: CodeTable) => {
  const codes = new Set(offeredEntries(table).map(entry => entry.code));
  return (value: string) => codes.has(value);
};

export const requiredCode = (label: string, table: CodeTable) => choiceOf(label, isCodeOf(table));
export const optionalCode = (label: string, table: CodeTable) => {
  const fits = isCodeOf(table);
  return choiceOf(label, value => value === '' || fits(value)).optional();
};

/** A region code by its form; whether it exists is asked where the regions are. */
const isRegionCode = (value: string) => /^[1-9][0-9]{5}$/.test(value);
export const requiredRegion = (label: string) => choiceOf(label, isRegionCode);
export const optionalRegion = (label: string) => choiceOf(label, value => value === '' || isRegionCode(value)).optional();

/** The form without its empty texts: missing and empty are one thing from here on. */
export function withoutBlanks<Form extends object>(form: Form): Form {
  const kept = { ...form };
  for (const key of Object.keys(kept)) if (Reflect.get(kept, key) === '') Reflect.deleteProperty(kept, key);
  return kept;
}
