/** The reasons that an action may be given with: those of its row, or a school's own. */
import { type ReviewedFlow, reviewedFlows } from '../flow-names.ts';
import { type Action, actionNames, detailsOf, isAction } from './all.ts';

/** A school's own lists, by flow and action; a list that is not there is the default one. */
export type OwnReasons = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** None where the action asks for none. */
export function reasonsFor(flow: string, action: string, own: OwnReasons = {}): readonly string[] {
  const { reasons = [] } = isAction(action) ? detailsOf(action, { flow }) : {};
  return 'flow' in reasons ? reasonsFor(reasons.flow, reasons.action, own) : (own[flow]?.[action] ?? reasons);
}

/** The groups of a form that a reason is about, by its words, so that a school's own reasons are understood too: the graduate finds them marked. */
export const groupsMeant = (reason: string): readonly string[] =>
  groupWords.flatMap(([words, group]) => (words.test(reason) ? [group] : []));
const groupWords: readonly (readonly [words: RegExp, group: string])[] = [
  [/单位|资质/, '用人单位'],
  [/协议/, '协议'],
  [/档案/, '档案'],
  [/户口/, '户口'],
  [/材料|证明|公章/, '证明材料'],
];

/** The lists that a school may change: those of what it reviews itself. Who qualifies employers has one list for the country. */
export const reasonLists: readonly { readonly flow: ReviewedFlow; readonly action: Action }[] = reviewedFlows.flatMap(flow =>
  actionNames.filter(action => Array.isArray(detailsOf(action, { flow }).reasons)).map(action => ({ flow, action })),
);
