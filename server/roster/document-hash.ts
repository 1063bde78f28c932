import type { Vault } from '#server/platform/crypto.ts';

/** The keyed hash that names a person: document type and number together. The number has to be normalised before. */
export function documentHash(vault: Vault, documentType: string, idNumber: string): Buffer {
  return vault.keyedHash(`${documentType}:${idNumber}`);
}

/** The keyed hash of an exam number; what is unique per cohort in the country. */
export function examNumberHash(vault: Vault, examNumber: string): Buffer {
  return vault.keyedHash(`exam:${examNumber}`);
}
