import type { Vault } from '../base/crypto.ts';

/** What a person called a file. Names from before they were sealed are gone. */
export const openFileName = (vault: Vault, sealed: Buffer | null): string => (sealed ? vault.open(sealed) : '名称没有保留.xlsx');
