/** The reasons that an action may be given with: those of its row, or a school's own. */
import { type ReviewedFlow, reviewedFlows } from '../flow-names.ts';
import { type Action, actionNames, actions, detailsOf, isAction } from './all.ts';
import type { Topic } from './row.ts';

/** A school's own lists, by flow and the list's key; a list that is not there is the default one. */
export type OwnReasons = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What the states are about in which the action has reasons of its own, in this flow. */
const topicsOf = (flow: string, action: Action): readonly Topic[] =>
  (actions[action].where ?? []).flatMap(where =>
    where.topic && where.reasons && [where.flow].flat().some(one => one === flow) ? [where.topic] : [],
  );

/** What a list is kept under: its action, with the topic before it where the topic has a list of its own. */
const keyOf = (flow: string, action: Action, topic: Topic | undefined): string =>
  topic && topicsOf(flow, action).includes(topic) ? `${topic}-${action}` : action;

/**
 * None where the action asks for none.
 * @param topic what the state is about in which it is done, where that is not the flow's own subject
 */
export function reasonsFor(flow: string, action: string, own: OwnReasons = {}, topic?: Topic): readonly string[] {
  if (!isAction(action)) return [];
  const { reasons = [] } = detailsOf(action, { flow, topic });
  if ('flow' in reasons) return reasonsFor(reasons.flow, reasons.action, own);
  return own[flow]?.[keyOf(flow, action, topic)] ?? reasons;
}

/** Those of every state in which the action is done: a decision on many cases names one reason for all. */
export function reasonsAnywhere(flow: string, action: string, own: OwnReasons = {}): readonly string[] {
  const all = [undefined, ...(isAction(action) ? topicsOf(flow, action) : [])].flatMap(topic =>
    reasonsFor(flow, action, own, topic),
  );
  return [...new Set([...all.filter(reason => reason !== '其他'), ...all])];
}

/** The groups of a form that a reason is about, by its words, so that a school's own reasons are understood too: the graduate finds them marked. */
export const groupsMeant = (reason: string): readonly string[] =>
  groupWords.flatMap(([words, group]) => (words.test(reason) ? [group] : []));
/** The reason of a list that is about this group, or about what was filled in; none where no words fit. */
export function reasonAbout(reasons: readonly string[], group: string): string | undefined {
  const ways = [groupWords.find(([, meant]) => meant === group)?.[0], group === '证明材料' ? undefined : /填写/];
  const found = ways.flatMap(words => (words ? reasons.filter(reason => words.test(reason)) : []));
  // What was filled in is held against the evidence: such a reason is not about the evidence.
  return found.find(reason => group !== '证明材料' || !/填写/.test(reason));
}
const groupWords: readonly (readonly [words: RegExp, group: string])[] = [
  [/单位|资质/, '用人单位'],
  [/协议/, '协议'],
  [/档案/, '档案'],
  [/户口/, '户口'],
  [/材料|证明|公章/, '证明材料'],
];

export interface ReasonList {
  readonly flow: ReviewedFlow;
  readonly action: Action;
  readonly topic?: Topic;
  /** The school's own is kept under it. */
  readonly key: string;
}

/** The lists that a school may change: those of what it reviews itself. Who qualifies employers has one list for the country. */
export const reasonLists: readonly ReasonList[] = reviewedFlows.flatMap(flow =>
  actionNames.flatMap(action => [
    ...topicsOf(flow, action).map(topic => ({ flow, action, topic, key: keyOf(flow, action, topic) })),
    ...(Array.isArray(detailsOf(action, { flow }).reasons) ? [{ flow, action, key: action }] : []),
  ]),
);
