import type { Ask } from '../actions/row.ts';
import type { Level } from '../roles.ts';
import { type FlowName, flowNamed } from './all.ts';

/** What may be decided of many cases in one go. Each is then decided as if it were the only one, under all its rules. */
export const batchActions = ['approve', 'return', 'reject'] as const;
export type BatchAction = (typeof batchActions)[number];

export interface BatchOffer {
  readonly action: BatchAction;
  readonly word: string;
  /** The form that the action asks for: filled in once, for all. */
  readonly asks: Ask | undefined;
}

/** The states in which a case lies that was sent back to be modified. */
export const returnedStates = (flow: FlowName): string[] => [
  ...new Set(
    flowNamed(flow)
      .moves.filter(({ action }) => action === 'return')
      .flatMap(({ landings }) => landings.map(({ id }) => id)),
  ),
];

/** The decisions that a flow's table has for cases that wait for this level. */
export function batchOffers(flow: FlowName, level: Level): BatchOffer[] {
  const moves = flowNamed(flow).moves.filter(({ from, by }) => by === level && from.waitsAt === level);
  return batchActions.flatMap(action => {
    const move = moves.find(move => move.action === action);
    return move ? [{ action, word: move.word, asks: move.asks }] : [];
  });
}
