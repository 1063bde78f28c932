/** Every action of every flow. A flow refers to it by its name; screen and server read the same row. */
import { filingActions } from './filing.ts';
import { invitationActions } from './invitation.ts';
import { reviewerActions } from './reviewing.ts';
import type { ActionRow, Details, Topic, Where } from './row.ts';
import { terminationActions } from './termination.ts';

const table = { ...terminationActions, ...invitationActions, ...reviewerActions, ...filingActions };

export type Action = keyof typeof table;
export const actions: Readonly<Record<Action, ActionRow>> = table;
export const isAction = (name: string): name is Action => Object.hasOwn(actions, name);
export const actionNames: readonly Action[] = Object.keys(actions).filter(isAction);

/** Where an action is done: in which flow, by whom, and what the state is about. */
export interface Occasion {
  readonly flow: string;
  readonly topic?: Topic | null | undefined;
  readonly role?: string;
  readonly witnessed?: boolean | undefined;
}

const fits = ({ flow, topic, role, witnessed }: Where, at: Occasion): boolean =>
  (flow === undefined || [flow].flat().some(one => one === at.flow)) &&
  (topic === undefined || topic === at.topic) &&
  (role === undefined || role === at.role) &&
  (witnessed === undefined || witnessed === (at.witnessed ?? false));

/** The action's row as it reads there: what is common, with what differs laid over it. */
export function detailsOf(action: Action, at: Occasion): Details {
  const { where = [], ...details } = actions[action];
  for (const { flow, topic, role, witnessed, ...differing } of where)
    if (fits({ flow, topic, role, ...(witnessed ? { witnessed } : {}) }, at)) Object.assign(details, differing);
  return details;
}
