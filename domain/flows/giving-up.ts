import type { Action } from '../actions/all.ts';
import { isUnemployed } from '../codes/destination-types.ts';
import { type FlowName, flowNamed } from './all.ts';

const ways: readonly Action[] = ['void', 'giveUp'];

/**
 * The action by which a graduate gives up what holds, together with the step that takes its place (作废并接受, 作废并提交): 未就业 alone,
 * in each state in which it holds. Undefined where something else has to end the hold first.
 */
export const wayToGiveUp = (flow: FlowName, state: string, destinationType: string): Action | undefined =>
  isUnemployed(destinationType)
    ? flowNamed(flow).moves.find(move => move.from.id === state && move.by === 'graduate' && ways.includes(move.action))?.action
    : undefined;
