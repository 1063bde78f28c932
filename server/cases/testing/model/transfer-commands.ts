/** Random people with their archive and hukou: one move, one sent three times, two at once. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { noteDone } from './done.ts';
import type { Product } from './product.ts';
import type { Outcome } from './transfer-product.ts';
import { type By, decideTransfer, type Kind, kinds, openRequest, seenIn, type TransferMove } from './transfers.ts';
import type { World } from './world.ts';

const whats = [
  'file',
  'file',
  'file',
  'edit',
  'approve',
  'approve',
  'approve',
  'approve',
  'reject',
  'correct',
  'staff',
  'import',
  'check',
] as const;
interface Drawn {
  readonly graduate: number;
  readonly kind: Kind;
  readonly what: (typeof whats)[number];
  readonly turn: number;
}
const drawn = fc.record<Drawn>({
  graduate: fc.nat(2),
  kind: fc.constantFrom(...kinds),
  what: fc.constantFrom(...whats),
  turn: fc.nat(999),
});

/** Mostly by those whose turn it is. */
function moveOf(world: World, { graduate, kind, what, turn }: Drawn): TransferMove {
  const staff = (['department', 'school'] as const)[turn % 2] ?? 'school';
  const waitsAt = openRequest(world, { graduate, kind })?.at;
  const by: By =
    what === 'file' || what === 'edit'
      ? 'graduate'
      : what === 'staff' || what === 'import' || what === 'check'
        ? staff
        : turn % 5 && waitsAt
          ? waitsAt
          : staff;
  return { what, graduate, kind, by, variant: String((turn >> 2) % 3) };
}
const wordsOf = ({ what, graduate, kind, by, variant }: TransferMove) =>
  `${by} ${what} ${kind} of graduate ${graduate}, ${variant}`;

function follow(world: World, move: TransferMove, outcome: Outcome, seen = seenIn(world, move)): boolean {
  const carry = decideTransfer(world, move, seen);
  if (outcome.refused !== (carry === undefined)) return false;
  const asked = carry?.();
  if (asked) asked.id = outcome.id;
  return true;
}
const base = { check: () => true };

const oneTransfer = (it: Drawn): fc.AsyncCommand<World, Product> => ({
  ...base,
  toString: () => 'archive or hukou',
  run: async (world, { transfers }) => {
    const move = moveOf(world, it);
    noteDone(world, wordsOf(move));
    const outcome = await transfers.make(move, world, randomUUID());
    assert.ok(follow(world, move, outcome), `${wordsOf(move)} was ${outcome.refused ? 'refused' : 'allowed'}`);
    await transfers.agree(world);
  },
});

const repeatedTransfer = (it: Drawn): fc.AsyncCommand<World, Product> => ({
  ...base,
  toString: () => 'archive or hukou, three times',
  run: async (world, { transfers }) => {
    const move = moveOf(world, it);
    if (move.what === 'import') return;
    noteDone(world, `thrice: ${wordsOf(move)}`);
    const [key, before] = [randomUUID(), structuredClone(world)];
    const [first, second] = await Promise.all([transfers.make(move, before, key), transfers.make(move, before, key)]);
    assert.deepEqual(second, first);
    assert.ok(follow(world, move, first), wordsOf(move));
    assert.deepEqual(await transfers.make(move, before, key), first);
    await transfers.agree(world);
  },
});

/** As if one had come after the other, whichever it was. */
const racingTransfers = (one: Drawn, other: Drawn): fc.AsyncCommand<World, Product> => ({
  ...base,
  toString: () => 'archive or hukou, two at once',
  run: async (world, { transfers }) => {
    // Of one graduate: others do not meet.
    const moves = [moveOf(world, one), moveOf(world, { ...other, graduate: one.graduate })] as const;
    noteDone(world, `at once: ${moves.map(wordsOf).join(' / ')}`);
    const seen = moves.map(move => seenIn(world, move));
    const before = structuredClone(world);
    const outcomes = await Promise.all(moves.map(move => transfers.make(move, before, randomUUID())));
    const found = await transfers.found();
    const explained = [
      [0, 1],
      [1, 0],
    ]
      .map(order => {
        const after = structuredClone(world);
        const isPossible = order.every(at => {
          const [move, outcome] = [moves[at], outcomes[at]];
          return move && outcome && follow(after, move, outcome, seen[at]);
        });
        return isPossible ? after : undefined;
      })
      .find(after => after && isDeepStrictEqual(transfers.expected(after), found));
    assert.ok(explained, `${outcomes.map(({ refused }) => (refused ? 'refused' : 'done')).join(' / ')} is neither order`);
    Object.assign(world, explained);
    await transfers.agree(world);
  },
});

/** As many of each as they shall be drawn beside the others. */
export const transferCommands = [
  ...[1, 2, 3, 4].map(() => drawn.map(oneTransfer)),
  drawn.map(repeatedTransfer),
  ...[1, 2].map(() => fc.tuple(drawn, drawn).map(both => racingTransfers(...both))),
];
