import { type Action, actionWords } from '../actions.ts';
import type { FlowName } from './all.ts';

const isAction = (name: string): name is Action => Object.hasOwn(actionWords, name);

/** Where the word on a button says too little of what was done: by flow and action, or by role and action. */
const special: Readonly<Record<string, string>> = {
  'online-termination accept': '同意解约',
  'online-termination decline': '不同意解约',
  'graduate requestEmployerUpload': '请用人单位协助回传协议书',
  'agent upload': '用人单位协助回传协议书',
};

/** What a step of a case is called in its history. */
export const stepWord = (flow: FlowName, action: string, byRole: string): string =>
  special[`${flow} ${action}`] ?? special[`${byRole} ${action}`] ?? (isAction(action) ? actionWords[action] : action);
