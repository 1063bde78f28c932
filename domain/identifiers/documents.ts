import { checkIdCard, idCardFaults, normalizeDocumentNumber } from './id-card.ts';

export type DocumentType = 'idCard' | 'passport' | 'hmtPermit';

/** A passport number of any country: letters and digits, no fixed form (ICAO 9303 allows nine characters in the machine zone, some countries print more). */
export function isPassport(text: string): boolean {
  return /^(?=.*[0-9])[A-Z0-9]{5,17}$/.test(text);
}

/** 港澳居民来往内地通行证 (H or M and 8 digits, older cards 10) or 台湾居民来往大陆通行证 (8 digits; older booklets 10 with a letter). */
export function isMacauHongKongTaiwanPermit(text: string): boolean {
  return /^(?:[HM][0-9]{8}(?:[0-9]{2})?|[0-9]{8}|[0-9]{10}[A-Z]?)$/.test(text);
}

/** What is wrong with a document number of a type, as a sentence for its field; undefined when nothing is. Spaces and letter case do not matter. */
export function checkDocument(type: DocumentType, text: string): string | undefined {
  const number = normalizeDocumentNumber(text);
  if (type === 'passport') return isPassport(number) ? undefined : '护照号码应为 5–17 位字母和数字，请核对';
  if (type === 'hmtPermit') return isMacauHongKongTaiwanPermit(number) ? undefined : '通行证号码格式不符，请按证件原样填写';
  const fault = checkIdCard(number);
  return fault && idCardFaults[fault];
}

/** 110***********1234: the first three and the last four stay readable; a short number keeps two at its end. */
export function maskIdNumber(text: string): string {
  const [head, tail] = text.length >= 15 ? [3, 4] : [1, 2];
  if (text.length <= head + tail) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail);
}
