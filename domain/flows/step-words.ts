/** A step that was done, as its history entry tells it, and what the action's row says of it. */
import { detailsOf, isAction } from '../actions/all.ts';
import type { Message, Party, Told } from '../actions/messages.ts';
import type { Details, Topic } from '../actions/row.ts';
import type { FlowName } from '../flow-names.ts';
import type { Role } from '../roles.ts';
import { flowNamed } from './all.ts';

export interface Step {
  readonly flow: FlowName;
  readonly action: string;
  readonly byRole: string;
  readonly toState: string;
  /** It was done as a witness, as the school had set it then. */
  readonly witnessed?: boolean;
}

/** What the step was about: its entry keeps only where it led, so the table is asked where it can have come from. */
function topicOf({ flow, action, toState }: Step): Topic | undefined {
  const ways = flowNamed(flow).moves.filter(move => move.action === action && move.landings.some(to => to.id === toState));
  const [topic, ...others] = new Set(ways.map(({ from }) => from.topic));
  return others.length > 0 ? undefined : topic;
}

const detailsOfStep = (step: Step): Details | undefined =>
  isAction(step.action) ? detailsOf(step.action, { ...step, role: step.byRole, topic: topicOf(step) }) : undefined;

/** What a step of a case is called in its history. */
export function stepWord(step: Step): string {
  const { step: said, word = step.action } = detailsOfStep(step) ?? {};
  return said ?? word;
}

/** Whether what was written with it is read by somebody in these roles. */
export const readsNote = (step: Step, roles: readonly Role[]): boolean => {
  const hidden = detailsOfStep(step)?.hidesNoteFrom;
  return hidden === undefined || roles.some(role => role !== hidden);
};

/** What a party is told of it; undefined where the step is no news for this party. */
export const messageOf = (step: Step, party: Party, told: Told): Message | undefined =>
  detailsOfStep(step)?.tells?.[party]?.(told);

/** What they are told again while nobody has answered. */
export const reminderOf = (step: Step, told: Told): Message | undefined => detailsOfStep(step)?.reminds?.(told);
