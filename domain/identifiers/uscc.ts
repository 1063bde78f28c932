import { compact } from './compact.ts';

export type UsccFault = 'length' | 'characters' | 'check-character';

/** GB 32100-2015: digits and capitals without I, O, S, V, Z; a character's value is its place. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const valueIn = (character: string | undefined) => (character === undefined ? -1 : alphabet.indexOf(character));

/** Without hyphens too: how a code is kept and compared. */
export function normalizeUscc(text: string): string {
  return compact(text).replaceAll('-', '');
}

/** The check character of the first 17 (GB 32100-2015 §4.5: weights 3^i mod 31, MOD 31). Throws RangeError on other characters. */
function checkCharacter(first17: string): string {
  let [sum, weight] = [0, 1];
  for (const character of first17) {
    const value = valueIn(character);
    if (value < 0) throw new RangeError(`not a character of a USCC: ${character}`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? '';
}

/** What is wrong with a 统一社会信用代码 (normalised); undefined when nothing is. A wrong check character warns, the others refuse. */
export function checkUscc(text: string): UsccFault | undefined {
  if (text.length !== 18) return 'length';
  // Two capitals (authority, kind of body), six digits (region), nine of the organisation, one check character.
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(text)) return 'characters';
  return text[17] === checkCharacter(text.slice(0, 17)) ? undefined : 'check-character';
}

/** The whole code of its first 17 characters. Throws RangeError when they are not 17 characters of the alphabet. */
export function completeUscc(first17: string): string {
  if (first17.length !== 17) throw new RangeError('a USCC is completed from 17 characters');
  return first17 + checkCharacter(first17);
}

/** The sentences for the faults: what is wrong, and what to do. */
export const usccFaults: Readonly<Record<UsccFault, string>> = {
  length: '统一社会信用代码应为 18 位，请核对是否多填或漏填',
  characters: '统一社会信用代码由数字和大写字母组成（不含 I、O、S、V、Z），第 3–8 位为数字，请改正',
  'check-character': '统一社会信用代码校验位不符，请逐位核对；确认无误后请勾选「代码与证照一致」',
};
