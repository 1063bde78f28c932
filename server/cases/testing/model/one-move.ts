/** One move of one person, made by the product and by the model. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type fc from 'fast-check';
import { casesAgree } from './check.ts';
import type { Outcome, Product } from './product.ts';
import { decideMove } from './reference.ts';
import type { Move, World } from './world.ts';

export type Command = fc.AsyncCommand<World, Product>;
export const wordsOf = (move: Move, world: World): string => {
  if (move.what === 'begin') return `graduate ${move.graduate} begins ${move.type}`;
  if (move.what === 'invite') return `employer ${move.employer} invites graduate ${move.graduate}`;
  const kase = world.cases[move.kase];
  const on = kase ? `${kase.kind} #${move.kase} (${kase.type}, ${kase.state}.${kase.at ?? ''})` : 'nothing';
  return `${move.by} ${move.what === 'act' ? `${move.action} ${move.more ?? ''}` : 'asks to terminate'} on ${on}`;
};

/** The model makes the move that the product has made. */
export async function follow(product: Product, world: World, move: Move, outcome: Outcome): Promise<void> {
  const carry = decideMove(world, move);
  assert.equal(
    outcome.refused === undefined,
    carry !== undefined,
    `${wordsOf(move, world)}: ${outcome.refused ?? 'was allowed'}`,
  );
  const opened = carry?.();
  if (opened) opened.ref = outcome.ref ?? '';
  const kase = move.what === 'act' && move.action === 'requestEmployerUpload' ? world.cases[move.kase] : undefined;
  if (kase && carry) await product.keepToken(kase);
}

export async function once(product: Product, world: World, move: Move, turn = 0): Promise<void> {
  await product.prepare(move, world);
  await follow(product, world, move, await product.make(move, world, randomUUID(), turn));
  await casesAgree(product, world);
}

export const base = { check: () => true };
