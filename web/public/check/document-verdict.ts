/** What is said of a file: its signature, found in the browser, and what the server knows of its digest. */
import type { Tone } from '#web/common/tokens/tokens.ts';
import type { DocumentAnswer } from './check-api.ts';
import type { PdfCheck } from './pdf/check-pdf.ts';

export interface DocumentVerdict {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

/** Common name of the authority that the demonstration makes for itself. */
const testAuthority = /测试|TEST/i;
export const isTestSigner = (signature: PdfCheck['signature']): boolean =>
  typeof signature === 'object' && testAuthority.test(signature.issuer + signature.signer);

export function signatureVerdict(signature: PdfCheck['signature']): DocumentVerdict {
  if (signature === 'none')
    return {
      tone: 'refused',
      title: '没有电子签名',
      text: '系统出具的登记信息表都有电子签名；打印后再扫描、另存或转换的文件会失去签名，请扫描表上的二维码核验。',
    };
  if (signature === 'broken') return { tone: 'refused', title: '电子签名无法读取', text: '文件可能已损坏或被改动，请勿采信。' };
  if (!signature.isIntact) return { tone: 'refused', title: '电子签名无效', text: '文件在签名后被改动过，请勿采信。' };
  if (!signature.isWhole)
    return { tone: 'refused', title: '签名后增加过内容', text: '签名没有覆盖整份文件，签名后有内容加入，请勿采信。' };
  return { tone: 'inForce', title: '电子签名有效', text: '签名覆盖整份文件，签名后没有改动。' };
}

const standingTones: Readonly<Record<NonNullable<DocumentAnswer['found']>['standing'], Tone>> = {
  'in-force': 'inForce',
  pending: 'waiting',
  superseded: 'waiting',
  ended: 'ended',
  collection: 'waiting',
};
export function onlineVerdict({ found }: DocumentAnswer): DocumentVerdict {
  if (!found)
    return {
      tone: 'refused',
      title: '系统中没有这份文件',
      text: '没有与之完全相同的文件：可能由其他单位出具，由多份表合成，或经过另存、转换、改动。请索取原始文件，或扫描表上的二维码核验。',
    };
  return { tone: standingTones[found.standing], title: found.title, text: found.sentence };
}
