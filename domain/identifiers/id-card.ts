import { isDay } from '../dates.ts';
import { compact } from './compact.ts';

export type IdCardFault = 'length' | 'characters' | 'region' | 'birth-date' | 'check-character';

export interface IdCardFacts {
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** GB/T 2261.1: 1 male, 2 female. */
  readonly gender: '1' | '2';
  /** The county where the number was first given, six digits; may have been abolished since. */
  readonly regionCode: string;
}

/** First two digits of GB/T 2260. 83 is on residence permits of Taiwan residents; counties change too often to be checked here. */
const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** How a document number is kept and compared. */
export function normalizeDocumentNumber(text: string): string {
  return compact(text);
}

/** The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function idCardCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return checkCharacters[sum % 11] ?? '';
}

const birthDateOf = (text: string) => `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;

/** What is wrong with a citizen's ID number (GB 11643-1999), the first fault found; undefined when nothing is. */
export function checkIdCard(text: string): IdCardFault | undefined {
  const number = text.toUpperCase();
  if (number.length !== 18) return 'length';
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return 'characters';
  if (!provinces.has(number.slice(0, 2))) return 'region';
  const birthDate = birthDateOf(number);
  if (birthDate < '1900-01-01' || !isDay(birthDate)) return 'birth-date';
  return number[17] === idCardCheckCharacter(number.slice(0, 17)) ? undefined : 'check-character';
}

/** The gender (GB/T 2261.1: 1 male, 2 female) that a correct ID number says. */
export function idCardGender(correct: string): '1' | '2' {
  return Number(correct[16]) % 2 === 1 ? '1' : '2';
}

/** What a correct ID number says about its person. Throws RangeError when the number is not correct: check it before. */
export function idCardFacts(text: string): IdCardFacts {
  const fault = checkIdCard(text);
  if (fault) throw new RangeError(`not an ID number: ${fault}`);
  return { birthDate: birthDateOf(text), gender: idCardGender(text), regionCode: text.slice(0, 6) };
}

/** The sentences for the faults: what is wrong, and what to do. */
export const idCardFaults: Readonly<Record<IdCardFault, string>> = {
  length: '身份证号应为 18 位，请核对是否多填或漏填',
  characters: '身份证号只能由数字组成，最后一位可以是 X，请改正',
  region: '身份证号前两位不是有效的省级代码，请核对',
  'birth-date': '身份证号中的出生日期不存在，请核对第 7–14 位',
  'check-character': '身份证号校验位不符，请逐位核对',
};
