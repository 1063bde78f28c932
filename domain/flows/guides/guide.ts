/**
 * What the operation guide says of a flow, written down a second time and apart from the flow's own table, so that a wrong row is caught
 * when the two are compared (other-flows.test.ts).
 */
import type { Facts } from '../../facts.ts';

/** Where a step leads, or `!code` with which it is refused; by setting (院系+学校, 学校, 院系) where that matters. */
export type Leads = string | { readonly both?: string; readonly school?: string; readonly department?: string };

export interface Guide {
  /** State → "role action" → where it leads. */
  readonly exits: Readonly<Record<string, Readonly<Record<string, Leads>>>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The states in which the case holds what can be held once. */
  readonly holds: readonly string[];
  /** "state action" → the form that it asks for. */
  readonly asks: Readonly<Record<string, string>>;
  /** "state role action" → what follows; without another level to come. */
  readonly effects: Readonly<Record<string, readonly string[]>>;
  /** Condition → the code it refuses with, and the steps ("state role action") that it stops. */
  readonly stops: { readonly [Name in ConditionName]?: readonly [code: string, steps: readonly string[]] };
  /** How many steps are allowed in all settings together: a guide that lost a line is noticed. */
  readonly allowed: number;
  readonly facts?: Partial<Facts>;
  /** States that nobody comes to under these facts. */
  readonly unreached?: readonly string[];
}

/** Every obstacle, one at a time. A lapsed graduate and a cohort that is over are not among them: they stop every person everywhere. */
export const conditions = {
  'another destination': { hold: { ref: '1-7', label: '签约完成', freedBy: '解约后可另行签约' } },
  'a closed cohort': { isCohortOpen: false },
  'a closed module': { isModuleOpen: false },
  'mode 21': { trainingMode: '21' },
  'mode 22': { trainingMode: '22' },
  'mode 41': { trainingMode: '41' },
  'mode 42': { trainingMode: '42' },
  'an unqualified employer': { isEmployerQualified: false },
  'an open invitation': { hasOpenInvitation: true },
  'a destination that is none of 未就业': { isUnemployed: false },
  'a key field that differs': { keyFieldsThatDiffer: ['姓名'] },
  'a roster without news': { rosterHasNews: false },
  'a signing no longer in force': { isSigningInForce: false },
  'another termination': { hasOpenTermination: true },
  'too few days waited': { waitedDays: 6, helpAfterDays: 7 },
  'an explanation instead of a scan': { isExplanation: true },
  'a type that does not fit': { typeFits: false },
  'a type without its evidence': { missingEvidence: ['录取通知书'] },
  'a unit that changed': { otherUnit: '福建省演示县教育局' },
} satisfies Record<string, Partial<Facts>>;
export type ConditionName = keyof typeof conditions;

/** Entering a review: at the school's first level. */
export const intoReview = (round: string): Leads => ({
  both: `${round}.department`,
  school: `${round}.school`,
  department: `${round}.department`,
});
