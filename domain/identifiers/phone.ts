import { compact } from './compact.ts';

/** Without hyphens too, and without the country code: how a mobile number is kept and compared. */
export function normalizePhone(text: string): string {
  const plain = compact(text).replaceAll('-', '');
  return plain.replace(/^(?:\+|00)?86(?=1[3-9][0-9]{9}$)/, '');
}

/** A mobile number of the mainland: eleven digits that begin with 13 to 19. */
export function isMobile(text: string): boolean {
  return /^1[3-9][0-9]{9}$/.test(text);
}

/** A landline with its area code, an extension allowed: 0592-6181234, 010-67410388-802, (0592)6181234. */
export function isLandline(text: string): boolean {
  return /^(?:\(0[0-9]{2,3}\)|0[0-9]{2,3}-?)[2-9][0-9]{6,7}(?:(?:-|转)[0-9]{1,6})?$/.test(text);
}

/** 138****5678 for a mobile number, 0592****234 for a landline: enough to recognise, not enough to call. */
export function maskPhone(text: string): string {
  if (isMobile(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  if (text.length < 8) return '*'.repeat(text.length);
  return `${text.slice(0, 4)}****${text.slice(-3)}`;
}
