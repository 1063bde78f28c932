/** What the program asks of a flow. Pure: the answer depends on the case, the actor's roles and the facts alone. */
import type { Action } from '../actions/all.ts';
import type { Ask } from '../actions/row.ts';
import type { Facts } from '../facts.ts';
import type { About, RefusalCode } from '../refusals.ts';
import type { Levels, Role } from '../roles.ts';
import type { Flow, Landing, Move } from './flow.ts';
import { type Case, start } from './table.ts';

export interface Obstacle {
  readonly code: RefusalCode;
  readonly about?: About;
}
export interface Button {
  readonly action: Action;
  readonly word: string;
  readonly asks: Ask | undefined;
  readonly obstacle: Obstacle | undefined;
}
export interface Refusal {
  readonly refused: Obstacle;
  readonly instead: readonly Action[];
}
/** `by` and `levels` are kept in the history row, so that a history can be replayed. */
export interface Decision extends Landing {
  readonly refused?: never;
  readonly by: Role;
  readonly levels: Levels;
}
export interface Step {
  readonly action: Action;
  readonly by: Role;
  readonly levels: Levels;
  readonly to: string;
}

const movesFrom = (flow: Flow, state: string): Move[] => flow.moves.filter(move => move.from.id === state);

function obstacle(move: Move, kase: Case, facts: Facts): Obstacle | undefined {
  const rule = move.needs.find(rule => !rule.isMet(facts, kase, move.from));
  if (!rule) return undefined;
  return rule.about ? { code: rule.code, about: rule.about(facts) } : { code: rule.code };
}

/** The buttons: what the table gives these roles here, each open or with the obstacle that closes it. */
export const actionsFor = (flow: Flow, kase: Case, roles: readonly Role[], facts: Facts): Button[] =>
  movesFrom(flow, kase.state)
    .filter(move => roles.includes(move.by))
    .map(move => ({ action: move.action, word: move.word, asks: move.asks, obstacle: obstacle(move, kase, facts) }));

/** Decides one action: the next state and the effects, or the reason for a refusal and what is possible instead. */
export function decide(flow: Flow, kase: Case, action: Action, roles: readonly Role[], facts: Facts): Decision | Refusal {
  const refuse = (refused: Obstacle): Refusal => ({
    refused,
    instead: actionsFor(flow, kase, roles, facts)
      .filter(button => !button.obstacle)
      .map(button => button.action),
  });

  const moves = movesFrom(flow, kase.state).filter(move => move.action === action);
  const move = moves.find(move => roles.includes(move.by));
  if (!move) return refuse({ code: moves.length > 0 ? 'not-yours' : 'not-possible-here' });
  const closed = obstacle(move, kase, facts);
  if (closed) return refuse(closed);

  const levels = move.levels(kase, facts);
  return { ...move.land(levels), by: move.by, levels };
}

/** The form that an action asks for here, if this place and role have it. */
export const askOf = (flow: Flow, state: string, action: Action, roles: readonly Role[]): Ask | undefined =>
  movesFrom(flow, state).find(move => move.action === action && roles.includes(move.by))?.asks;

/** The action that a case begins with; each flow has one. Throws for a flow that nothing begins. */
export function openingOf(flow: Flow): Action {
  const [move] = movesFrom(flow, start);
  if (!move) throw new Error(`flow ${flow.name} has no beginning`);
  return move.action;
}

/** Where a history leads; throws at the first step that the table does not have. */
export const replay = (flow: Flow, history: readonly Step[]): string =>
  history.reduce<string>((state, { action, by, levels, to }) => {
    const move = movesFrom(flow, state).find(move => move.action === action && move.by === by);
    if (move?.land(levels).to.id !== to)
      throw new Error(`flow ${flow.name}: ${state} –${action} by ${by}→ ${to} is not in the table`);
    return to;
  }, start);
