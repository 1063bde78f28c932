/**
 * Codes that people read from paper and type: Crockford's base 32 and two check characters. The whole code, read as a number,
 * is divisible by 1021, the largest prime under 32². One wrong character or two neighbours swapped are always found, anything else
 * in 1020 of 1021 cases; so a typing error is told from a wrong code before the database is asked.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const modulus = 1021;

const remainder = (characters: string) =>
  [...characters].reduce((total, character) => (total * 32 + alphabet.indexOf(character)) % modulus, 0);

/** Payload characters of random bytes, one each (the low five bits, so all 32 are as likely). */
export function payloadOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => alphabet[byte & 31] ?? '').join('');
}

/** The code of a payload as it is printed: check characters added, in groups of four. Throws RangeError on other characters. */
export function formatCode(payload: string): string {
  if (payload === '' || [...payload].some(character => !alphabet.includes(character)))
    throw new RangeError('payload outside base 32');
  const check = (modulus - ((remainder(payload) * 1024) % modulus)) % modulus;
  const code = payload + (alphabet[check >> 5] ?? '') + (alphabet[check & 31] ?? '');
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}

export type CodeFault = 'length' | 'characters' | 'check-characters';

/**
 * The payload of a typed code, or why it cannot be one. Letter case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
 * @param payloadLength characters without the two check characters
 */
export function parseCode(text: string, payloadLength: number): { readonly payload: string } | { readonly fault: CodeFault } {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if ([...code].some(character => !alphabet.includes(character))) return { fault: 'characters' };
  if (code.length !== payloadLength + 2) return { fault: 'length' };
  return remainder(code) === 0 ? { payload: code.slice(0, -2) } : { fault: 'check-characters' };
}
