import { compact } from './compact.ts';

/**
 * 考生号: what the roster and the look-ups take. 14 characters: two of the year, two of the province, ten of the place's own;
 * 15: graduate admissions, which begin with the five digits of the school. Letters are rare but real, so only the head is fixed.
 */
export const examNumberPatterns: readonly { readonly length: number; readonly pattern: RegExp; readonly hint: string }[] = [
  { length: 14, pattern: /^[0-9]{4}[0-9A-Z]{10}$/, hint: '14 位：前 4 位为年份后两位和省份代码' },
  { length: 15, pattern: /^[0-9]{5}[0-9A-Z]{10}$/, hint: '15 位：前 5 位为院校代码' },
];

/** How an exam number is kept and compared. */
export function normalizeExamNumber(text: string): string {
  return compact(text);
}

/** What is wrong with a (normalised) exam number, as a sentence for its field; undefined when nothing is. */
export function checkExamNumber(text: string): string | undefined {
  const form = examNumberPatterns.find(candidate => candidate.length === text.length);
  if (!form) return '考生号应为 14 位或 15 位，请核对是否多填或漏填';
  return form.pattern.test(text) ? undefined : `考生号格式不符（${form.hint}），请核对`;
}
