import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { edgeOf, emptyRoot, inclusionPath, leafHash, type NodeAt, rootOfPath } from './merkle.ts';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
/** RFC 6962 §2.1 as it is written there, and nothing cleverer. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), only);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}
/** §2.1.1, likewise. */
function naivePath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}
const grown = (leaves: readonly Buffer[]) => {
  const nodes = new Map<string, Buffer>();
  const edge = edgeOf(0, Buffer.alloc(0), (level, index, hash) => nodes.set(`${level}/${index}`, hash));
  for (const leaf of leaves) edge.append(leafHash(leaf));
  const nodeAt: NodeAt = async (level, index) => nodes.get(`${level}/${index}`) ?? assert.fail(`no node ${level}/${index}`);
  return { edge, nodeAt };
};
const contents = fc.array(
  fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
  { minLength: 1, maxLength: 300 },
);

// The eight leaves and the roots of the reference implementation of Certificate Transparency (merkle_tree_test.cc).
const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the roots of Certificate Transparency’s own test', () => {
  const { edge } = grown([]);
  assert.deepEqual(edge.root(), emptyRoot);
  known.forEach((leaf, at) => {
    edge.append(leafHash(Buffer.from(leaf, 'hex')));
    assert.equal(edge.root().toString('hex'), knownRoots[at]);
  });
});

test('a tree of any size has the root and the paths that the RFC’s recursion gives', async () => {
  await fc.assert(
    fc.asyncProperty(contents, fc.nat(), async (leaves, some) => {
      const { edge, nodeAt } = grown(leaves);
      const [size, index] = [leaves.length, some % leaves.length];
      assert.deepEqual(edge.root(), naiveRoot(leaves));
      const path = await inclusionPath(index, size, nodeAt);
      assert.deepEqual(path, naivePath(index, leaves));
      assert.deepEqual(rootOfPath(leafHash(leaves[index] ?? Buffer.alloc(0)), index, size, path), edge.root());
    }),
    { numRuns: 100 },
  );
});

test('an edge that was put away and taken up again grows the same tree', () => {
  fc.assert(
    fc.property(contents, fc.nat(), (leaves, some) => {
      const at = some % (leaves.length + 1);
      const { edge } = grown(leaves.slice(0, at));
      const resumed = edgeOf(edge.size, edge.peaks());
      for (const leaf of leaves.slice(at)) resumed.append(leafHash(leaf));
      assert.deepEqual(resumed.root(), naiveRoot(leaves));
    }),
    { numRuns: 50 },
  );
  assert.throws(() => edgeOf(3, Buffer.alloc(32)), /has 2 peaks/);
});

test('another leaf, place, size or step does not lead to the root', async () => {
  await fc.assert(
    fc.asyncProperty(contents, fc.nat(), fc.nat(), async (leaves, some, other) => {
      fc.pre(leaves.length > 1);
      const { edge, nodeAt } = grown(leaves);
      const [size, index] = [leaves.length, some % leaves.length];
      const leaf = leafHash(leaves[index] ?? Buffer.alloc(0));
      const path = await inclusionPath(index, size, nodeAt);
      const isRoot = (found: Buffer | undefined) => found?.equals(edge.root()) ?? false;
      assert.equal(
        isRoot(rootOfPath(leafHash(Buffer.from('other content, longer than any leaf of this test')), index, size, path)),
        false,
      );
      assert.equal(isRoot(rootOfPath(leaf, index, size, path.slice(1))), false);
      assert.equal(isRoot(rootOfPath(leaf, index, size, [...path, edge.root()])), false);
      const at = other % path.length;
      assert.equal(isRoot(rootOfPath(leaf, index, size, path.with(at, leaf))) && !path[at]?.equals(leaf), false);
    }),
    { numRuns: 50 },
  );
  await assert.rejects(
    inclusionPath(3, 3, async () => emptyRoot),
    RangeError,
  );
});
