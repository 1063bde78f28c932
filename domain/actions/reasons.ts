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

/** The lists that a school may change: those of what it reviews itself. Who qualifies employers has one list for the country. */
export const reasonLists: readonly { readonly flow: ReviewedFlow; readonly action: Action }[] = reviewedFlows.flatMap(flow =>
  actionNames.filter(action => Array.isArray(detailsOf(action, { flow }).reasons)).map(action => ({ flow, action })),
);
