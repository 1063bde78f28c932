import { z } from 'zod';
import { compact } from '../identifiers/compact.ts';
import { isEmail } from '../identifiers/email.ts';
import { isLandline, isMobile, normalizePhone } from '../identifiers/phone.ts';
import { normalizeUscc } from '../identifiers/uscc.ts';

/**
 * Schemas of typed answers. They trim and put digits and identifiers into their one spelling but convert nothing, so that one schema describes what
 * comes in and what goes out. A blank answer passes, as a page sends one for every field; `required…` refuses it. A length is counted in
 * characters: a rare one outside the BMP counts as one.
 */
export const text = (label: string, maxLength: number) =>
  z
    .string({ error: `请填写${label}` })
    .trim()
    .overwrite(halfWidth)
    .refine(value => [...value].length <= maxLength, `${label}最多 ${maxLength} 个字，请精简`)
    .refine(value => !hasControlCharacter(value), `${label}含有无法显示的字符，请重新输入`)
    .refine(value => !pictograph.test(value), `${label}含有表情符号，文件上无法打印，请删除`);

/** Digits and Latin letters as they are typed without a Chinese keyboard; all else stays as it is. */
const halfWidth = (value: string) => value.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, one => one.normalize('NFKC'));

/** What no font of the documents draws. ©, ® and ™ are letters of names. */
const pictograph = /(?![©®™])\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\u{FE0F}\u{20E3}]/u;

/** People type tabs and line breaks; every other control character comes from a program. */
const hasControlCharacter = (value: string) => /[^\P{Cc}\n\r\t]/u.test(value);

export const requiredText = (label: string, maxLength: number) => text(label, maxLength).min(1, `请填写${label}`);
export const optionalText = (label: string, maxLength: number) => text(label, maxLength).optional();

/** Checks an answer that is there. */
export const fitting = (schema: z.ZodString, fits: (value: string) => boolean, message: string) =>
  schema.refine(value => value === '' || fits(value), message);

/** A mobile number loses its spaces, hyphens and +86; a landline keeps its hyphens. */
const plainPhone = (value: string) => (isMobile(normalizePhone(value)) ? normalizePhone(value) : compact(value));
const phone = (label: string, fits: (value: string) => boolean, message: string) =>
  fitting(text(label, 20).overwrite(plainPhone), fits, message);

export const mobile = (label: string) => phone(label, isMobile, `${label}应为 11 位手机号码，请核对`);
export const landline = (label: string) => phone(label, isLandline, `${label}应带区号，例如 0592-6181234，请核对`);
export const anyPhone = (label: string) =>
  phone(label, value => isMobile(value) || isLandline(value), `${label}应为手机号码或带区号的固话，请核对`);

/** A 统一社会信用代码 in its one spelling. What is wrong with it is a matter of the form: a wrong check character can be confirmed. */
export const uscc = (label: string) => text(label, 40).overwrite(normalizeUscc);
export const requiredUscc = (label: string) => uscc(label).min(1, `请填写${label}`);

/** The @ and the dots of a Chinese keyboard too. */
const plainAddress = (value: string) =>
  value
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .replaceAll('。', '.');
export const email = (label: string, maxLength: number) =>
  fitting(text(label, maxLength).overwrite(plainAddress), isEmail, `${label}格式不符，请核对`);

export const postcode = (label: string) =>
  fitting(text(label, 6), value => /^[0-9]{6}$/.test(value), `${label}应为 6 位数字，请核对`);
