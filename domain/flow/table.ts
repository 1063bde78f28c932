/** What the author of a flow writes: states with their labels, and rows of "action by: from → to", as in an operation guide. */
import type { Action } from '../actions/all.ts';
import type { Topic } from '../actions/row.ts';
import type { Facts } from '../facts.ts';
import type { About, RefusalCode } from '../refusals.ts';
import type { Level, Levels, Relative, Role } from '../roles.ts';
import type { Effect } from './effects.ts';

type Who = Role | Relative | readonly (Role | Relative)[];

export interface Case {
  readonly state: string;
  /** The review levels: the school's setting when the case entered the review, kept until it leaves. */
  readonly levels: Levels;
  /** When the state that the case is in runs out, if it does: from then on the clock moves it, and no person. */
  readonly dueAt?: Date | undefined;
}

/** How a state is coloured and worded for a person: one meaning per hue. */
export type Tone = 'waiting' | 'review' | 'inForce' | 'ended' | 'refused';

/** A state as stored: `invited`, `reviewing.school`, `requested.graduate`. */
export interface Place {
  readonly id: string;
  readonly state: string;
  /** The level that reviews here, or the party that asked. */
  readonly at: Role | undefined;
  readonly kind: State['kind'];
  readonly tone: Tone;
  readonly label: string;
  /** As it reads to the party that led here. */
  readonly ownLabel: string | undefined;
  readonly waitsFor: readonly Role[];
  readonly holds: boolean;
  /** A case that enters here carries a deadline. */
  readonly runsOut: boolean;
  /** Nobody but its owner sees a case here: it has not been handed in. Ended here, it leaves no trace among the owner's records either. */
  readonly unseen: boolean;
  /** The review level that it waits for: a list of its own. */
  readonly waitsAt: Level | undefined;
  readonly mark: Mark | undefined;
  readonly topic: Topic | undefined;
}

/** A mark of a state (请求协助, 作废记录). A case that has been in the state keeps the mark, and lists can search by it. */
export const marks = ['helpAsked', 'voided'] as const;
export type Mark = (typeof marks)[number];

/** A condition on the facts, and the one code that it refuses with. */
export interface Rule {
  readonly code: RefusalCode;
  readonly isMet: (facts: Facts, kase: Case, place: Place) => boolean;
  readonly about?: (facts: Facts) => About;
}

export interface State {
  readonly kind: 'start' | 'waits' | 'inForce' | 'ends';
  readonly label: string;
  readonly tone: Tone;
  readonly waitsFor?: Who;
  readonly runsOut?: true;
  readonly unseen?: true;
  readonly mark?: Mark;
  readonly topic?: Topic;
  readonly ownLabel?: string;
}
/** Somebody's turn. A state that waits for the `reviewer` becomes one place per level; for the `counterparty`, one per party. */
export const waits = (waitsFor: Who, label: string, more: Pick<State, 'runsOut' | 'unseen' | 'mark' | 'topic'> = {}): State => ({
  kind: 'waits',
  label,
  waitsFor,
  tone: waitsFor === 'reviewer' ? 'review' : 'waiting',
  ...more,
});
/** Nobody's turn, and not the end: what was asked for counts. */
export const inForce = (label: string): State => ({ kind: 'inForce', label, tone: 'inForce' });
export const ends = (
  label: string,
  tone: Tone = 'ended',
  more: Pick<State, 'mark' | 'topic' | 'unseen' | 'ownLabel'> = {},
): State => ({
  kind: 'ends',
  label,
  tone,
  ...more,
});

export const start = 'start';
/** Approval: on to the next level of the case or, after the last, to this state. */
export const nextLevelOr = <S extends string>(passed: S): NextLevelOr<S> => ({ passed });
interface NextLevelOr<S extends string> {
  readonly passed: S;
}

export interface Outcome<S extends string> {
  /** Left out: the case stays where it is. */
  readonly to?: S | NextLevelOr<S>;
  readonly needs?: readonly Rule[];
  readonly effects?: readonly Effect[];
}
type From<S extends string> = S | `${S}.${Role}` | typeof start;
export interface Row<S extends string> extends Outcome<S> {
  readonly action: Action;
  readonly by: Who;
  readonly from: From<S> | readonly From<S>[];
  /** Effects of an approval that another level still follows. */
  readonly passing?: readonly Effect[];
  /** When nobody has to look: the submission is then its own approval, with the effects of both. */
  readonly atOnce?: (facts: Facts) => boolean;
}

export interface FlowTable<S extends string> {
  readonly name: string;
  readonly title: string;
  readonly states: { readonly [K in S]: State };
  /** Rules for every row of a person; rows of the clock and of the system name their own. */
  readonly always: readonly Rule[];
  /**
   * In every open state but these the case holds something that can be held once: the graduate's destination or, of a termination, the
   * signing. It gets the hold only under this rule.
   */
  readonly hold?: { readonly exceptIn: readonly NoInfer<S>[]; readonly needs: Rule };
  readonly rows: readonly Row<NoInfer<S>>[];
}
