/** What became of a form since one level returned it, whatever happened in between. */
import { type Action, actions, isAction } from '../actions/all.ts';
import type { ReturnedField } from './field-marks.ts';

export interface Change {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
}
interface Step {
  readonly action: string;
  readonly byRole: string;
  readonly at: Date;
  readonly fields: readonly ReturnedField[];
  readonly changes: readonly Change[];
}
export interface SinceReturn {
  readonly at: Date;
  readonly changes: readonly Change[];
  /** What was named then, and whether it says something else now. */
  readonly named: readonly (ReturnedField & { readonly changed: boolean })[];
}

const returns = (action: string): boolean => isAction(action) && actions[action].namesFields === true;
const handsIn: readonly Action[] = ['submit', 'upload'];

/** From the first value to the last: what was changed and changed back is no change. */
function together(steps: readonly Step[]): Change[] {
  const net = new Map<string, Change>();
  for (const change of steps.flatMap(({ changes }) => changes)) {
    const earlier = net.get(change.key);
    net.set(change.key, earlier ? { ...change, from: earlier.from } : change);
  }
  return [...net.values()].filter(({ from, to }) => from !== to);
}

/** Undefined where this level never returned it, or it has not come back. Steps in the order of the history. */
export function sinceReturn(steps: readonly Step[], level: string): SinceReturn | undefined {
  const at = steps.findLastIndex(({ action, byRole }) => returns(action) && byRole === level);
  const [returned, ...after] = at < 0 ? [] : steps.slice(at);
  if (!returned || !after.some(({ action }) => handsIn.some(one => one === action))) return undefined;
  const changes = together(after);
  const isChanged = (key: string): boolean => changes.some(change => change.key === key);
  return { at: returned.at, changes, named: returned.fields.map(field => ({ ...field, changed: isChanged(field.key) })) };
}
