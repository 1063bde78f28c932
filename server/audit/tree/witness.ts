/** Somebody outside who has seen a head: from then on the log up to it cannot be written anew, not even by us. */

import type { Platform } from '#server/platform/platform.ts';
import { sha256 } from './canonical.ts';
import { createHeadsFile, type HeadsFile } from './heads-file.ts';

/** Keeps a head where we cannot reach it, and answers what proves that, as text. A timestamp authority is one, another log may be. */
export interface Witness {
  readonly name: string;
  readonly see: (head: string) => Promise<string>;
}

/** RFC 3161: the proof is the token over the SHA-256 of the head's text. */
export const witnessesOf = ({ outside: { timestamp } }: Pick<Platform, 'outside'>): readonly Witness[] =>
  timestamp ? [{ name: 'rfc3161', see: async head => (await timestamp(sha256(head))).toString('base64') }] : [];

/** Beside the heads: a line for each proof, with its witness and the head. */
export const proofsBeside = (heads: HeadsFile): HeadsFile => createHeadsFile(`${heads.path}.witnessed`);

/** Shows the last head to every witness that has not seen it. */
export async function witnessHeads(platform: Pick<Platform, 'outside'>, heads: HeadsFile): Promise<void> {
  const { last } = await heads.tail();
  if (last === undefined) return;
  const proofs = proofsBeside(heads);
  const seen = await proofs.lines();
  for (const { name, see } of witnessesOf(platform)) {
    const begun = `${name} ${last} `;
    if (!seen.some(line => line.startsWith(begun))) await proofs.append(`${begun}${await see(last)}\n`);
  }
}
