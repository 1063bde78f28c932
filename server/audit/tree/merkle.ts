/** The Merkle tree of RFC 6962 §2.1: SHA-256, with 0x00 before what a leaf holds and 0x01 before the two hashes of a node. */
import { createHash } from 'node:crypto';

const sha256 = (prefix: number, ...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256').update(Uint8Array.of(prefix));
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const leafHash = (content: Uint8Array): Buffer => sha256(0, content);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(1, left, right);
export const emptyRoot = createHash('sha256').digest();

/** A node above 2^level leaves, the index-th of them from the left; level 0 are the leaves. */
export type NodeAt = (level: number, index: number) => Promise<Buffer>;

/** The right edge of a growing tree: its whole subtrees, the largest first. All that an append has to know. */
export interface Edge {
  readonly size: number;
  /** Adds a leaf by its hash. */
  append(leaf: Buffer): void;
  root(): Buffer;
  /** The hashes of the whole subtrees, one after the other: what `edgeOf` takes. */
  peaks(): Buffer;
}

const hashLength = 32;

/** The edge of a tree that is there. Throws when these are not as many peaks as a tree of this size has. */
export function edgeOf(
  size: number,
  peaks: Buffer,
  seen: (level: number, index: number, hash: Buffer) => void = () => undefined,
): Edge {
  const levels = levelsOf(size);
  if (peaks.length !== levels.length * hashLength) throw new Error(`a tree of ${size} leaves has ${levels.length} peaks`);
  const stack = levels.map((level, at) => ({ level, hash: peaks.subarray(at * hashLength, (at + 1) * hashLength) }));
  let leaves = size;
  return {
    get size() {
      return leaves;
    },
    append(leaf) {
      let top = { level: 0, hash: leaf };
      seen(0, leaves, leaf);
      for (let left = stack.at(-1); left?.level === top.level; left = stack.at(-1)) {
        stack.pop();
        top = { level: top.level + 1, hash: nodeHash(left.hash, top.hash) };
        // The subtree that has become whole ends with this leaf.
        seen(top.level, Math.floor(leaves / 2 ** top.level), top.hash);
      }
      stack.push(top);
      leaves += 1;
    },
    root: () =>
      stack.reduceRight<Buffer | undefined>((right, { hash }) => (right ? nodeHash(hash, right) : hash), undefined) ?? emptyRoot,
    peaks: () => Buffer.concat(stack.map(({ hash }) => hash)),
  };
}

/** The levels of the whole subtrees of a tree of this size: its binary digits, the largest first. */
function levelsOf(size: number): number[] {
  const levels: number[] = [];
  for (let level = 52; level >= 0; level--) if (Math.floor(size / 2 ** level) % 2 === 1) levels.push(level);
  return levels;
}

/** The largest power of two below a number above 1. */
const below = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1);

/** MTH(D[from:to]) of the RFC; `from` is a multiple of the largest whole subtree in it, as the RFC's recursion gives it. */
async function rootOfRange(from: number, to: number, nodeAt: NodeAt): Promise<Buffer> {
  const width = to - from;
  const level = Math.log2(width);
  if (Number.isInteger(level)) return nodeAt(level, from / width);
  const half = below(width);
  return nodeHash(await nodeAt(Math.log2(half), from / half), await rootOfRange(from + half, to, nodeAt));
}

/** PATH(index, D[size]) of RFC 6962 §2.1.1: the hashes that lead from a leaf to the root, the lowest first. */
export async function inclusionPath(index: number, size: number, nodeAt: NodeAt): Promise<Buffer[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const path: Buffer[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + below(to - from);
    const isLeft = index < middle;
    path.push(await (isLeft ? rootOfRange(middle, to, nodeAt) : rootOfRange(from, middle, nodeAt)));
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return path.reverse();
}

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2); undefined when the path has another length than the tree asks for. */
export function rootOfPath(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  let [at, last] = [index, size - 1];
  let root = leaf;
  for (const hash of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(hash, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else root = nodeHash(root, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}
