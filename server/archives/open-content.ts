import { z } from 'zod';
import type { PartContent } from '#domain/reported/parts.ts';
import type { Vault } from '#server/platform/base/crypto.ts';

const content = z.record(z.string(), z.string());

/** As it is sealed: values by field codes; of a draft, by the keys of the form. */
export const openContent = (vault: Vault, sealed: Uint8Array): PartContent => content.parse(vault.openJson(sealed));
