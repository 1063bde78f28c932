import type { Vault } from '#server/platform/base/crypto.ts';

export { documentHash } from '#server/platform/base/document-hash.ts';

/** The keyed hash of an exam number; what is unique per cohort in the country. */
export function examNumberHash(vault: Vault, examNumber: string): Buffer {
  return vault.keyedHash(`exam:${examNumber}`);
}
