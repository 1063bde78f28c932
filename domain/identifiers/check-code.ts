/**
 * Codes that people read from paper and type: Crockford's base 32 and two check characters, a Reed–Solomon code over GF(32). One wrong
 * character is found, with its place and the right one; two characters that changed places are always found, neighbours mostly with their
 * place; of any other text one in 1,024 passes. So a typing error is told at its place, in the browser, before anybody is asked.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const valueOfCharacter: ReadonlyMap<string, number> = new Map([...alphabet].map((character, value) => [character, value]));
/** The places of a code are told apart by the powers of a generator of GF(32): 31 of them. */
const longestCode = 31;

/** Powers of 2 modulo x⁵ + x² + 1. */
const powers = Array.from({ length: longestCode }, () => 0);
const logarithms = Array.from({ length: 32 }, () => 0);
for (let exponent = 0, power = 1; exponent < longestCode; exponent++) {
  powers[exponent] = power;
  logarithms[power] = exponent;
  power <<= 1;
  if (power > 31) power ^= 0b100101;
}
const power = (exponent: number): number => powers[exponent % longestCode] ?? 0;
const logarithm = (value: number): number => logarithms[value] ?? 0;
const times = (one: number, other: number): number => (one === 0 || other === 0 ? 0 : power(logarithm(one) + logarithm(other)));
const over = (one: number, other: number): number => (one === 0 ? 0 : power(logarithm(one) - logarithm(other) + longestCode));

/** The sum of the characters, and the sum of each times the power of its place. Both are 0 for a code. Adding is xor. */
function syndromes(values: readonly number[]): readonly [plain: number, placed: number] {
  let [plain, placed] = [0, 0];
  values.forEach((value, place) => {
    plain ^= value;
    placed ^= times(value, power(place));
  });
  return [plain, placed];
}

/** Payload characters of random bytes, one each (the low five bits, so all 32 are as likely). */
export function payloadOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => alphabet[byte & 31] ?? '').join('');
}

const groupLength = 4;
/** In groups of four, as it is printed. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

/** The code of a payload as it is printed: check characters added, in groups of four. Throws RangeError on other characters. */
export function formatCode(payload: string): string {
  const values = Array.from(payload, character => valueOfCharacter.get(character) ?? -1);
  if (payload === '' || payload.length > longestCode - 2 || values.includes(-1)) throw new RangeError('payload outside base 32');
  const [plain, placed] = syndromes(values);
  // x + y = plain, x·aⁿ + y·aⁿ⁺¹ = placed.
  const [first, second] = [power(payload.length), power(payload.length + 1)];
  const y = over(placed ^ times(plain, first), first ^ second);
  return groupedCode(payload + (alphabet[plain ^ y] ?? '') + (alphabet[y] ?? ''));
}

export type CodeFault =
  | { readonly fault: 'length'; readonly length: number }
  /** Characters that no code has. */
  | { readonly fault: 'characters'; readonly places: readonly number[] }
  | {
      readonly fault: 'check-characters';
      /** Where, if it can be told: one place for a wrong character, two for neighbours that changed places. */
      readonly places: readonly number[];
      /** What is probably meant: the whole code with one wrong character put right, or two neighbours swapped back. */
      readonly likely?: string;
    };

/** Without what does not matter: letter case, spaces, hyphens, full width; O is read as 0, I and L as 1. */
export const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—―−·]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

/** Where the faults of a text as long as a code are, if one wrong character or two swapped neighbours explain them. */
function locate(code: string, values: readonly number[]): CodeFault | undefined {
  const [plain, placed] = syndromes(values);
  if (plain === 0 && placed === 0) return undefined;
  const unknown: CodeFault = { fault: 'check-characters', places: [] };
  if (plain !== 0) {
    const place = placed === 0 ? longestCode : logarithm(over(placed, plain));
    const right = alphabet[(values[place] ?? 0) ^ plain] ?? '';
    const likely = code.slice(0, place) + right + code.slice(place + 1);
    return place < code.length ? { fault: 'check-characters', places: [place], likely } : unknown;
  }
  const swapped = values.flatMap((value, place) => {
    const difference = value ^ (values[place + 1] ?? value);
    return times(difference, power(place) ^ power(place + 1)) === placed ? [place] : [];
  });
  const [place] = swapped;
  if (place === undefined || swapped.length > 1) return unknown;
  const likely = code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2);
  return { fault: 'check-characters', places: [place, place + 1], likely };
}

/**
 * The payload of a typed code, or why it cannot be one.
 * @param payloadLength characters without the two check characters
 */
export function parseCode(text: string, payloadLength: number): { readonly payload: string } | CodeFault {
  const code = plainCode(text);
  const values = Array.from(code, character => valueOfCharacter.get(character) ?? -1);
  if (values.includes(-1))
    return { fault: 'characters', places: values.flatMap((value, place) => (value === -1 ? [place] : [])) };
  if (values.length !== payloadLength + 2) return { fault: 'length', length: values.length };
  return locate(code, values) ?? { payload: code.slice(0, -2) };
}

/** 第 2 组第 3 个: as a person finds it on paper. */
export const placeInWords = (place: number): string =>
  `第 ${Math.floor(place / groupLength) + 1} 组第 ${(place % groupLength) + 1} 个`;
