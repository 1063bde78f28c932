import { type Action, actionWords } from '../actions.ts';
import type { Place } from '../flow/table.ts';
import { type FlowName, placeOf } from './all.ts';

const isAction = (name: string): name is Action => Object.hasOwn(actionWords, name);

/** Where the word on a button says too little of what was done: by flow and action, or by role and action. */
const special: Readonly<Record<string, string>> = {
  'online-termination accept': '同意解约',
  'online-termination decline': '不同意解约',
  'graduate requestEmployerUpload': '请用人单位协助回传协议书',
  'agent upload': '用人单位协助回传协议书',
};
/** Of a voiding nothing is corrected: what stood goes on standing. */
const voidingTakenBack = '撤回作废申请';

/** The word on a button, where the case stands. */
export const buttonWord = ({ matter }: Pick<Place, 'matter'>, action: Action): string =>
  action === 'withdraw' && matter === 'voiding' ? voidingTakenBack : actionWords[action];

interface Step {
  readonly flow: FlowName;
  readonly action: string;
  readonly byRole: string;
  readonly toState: string;
}
/** What a step of a case is called in its history. */
export function stepWord({ flow, action, byRole, toState }: Step): string {
  if (action === 'withdraw' && placeOf(flow, toState).kind === 'stands') return voidingTakenBack;
  return special[`${flow} ${action}`] ?? special[`${byRole} ${action}`] ?? (isAction(action) ? actionWords[action] : action);
}
