import type { Vault } from './crypto.ts';

/** The keyed hash that names a person: document type and number together. The number has to be normalised before. */
export function documentHash(vault: Vault, documentType: string, idNumber: string): Buffer {
  return vault.keyedHash(`${documentType}:${idNumber}`);
}
