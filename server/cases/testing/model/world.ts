/** What the reference keeps: people, cases, and what can be asked of them. */
import type { Asked, Transfer, Kind as TransferKind } from './transfers.ts';

export type Level = 'department' | 'school';
export type By = 'graduate' | 'employer' | 'agent' | Level | 'stranger';
export type Kind = 'online' | 'offline' | 'paper' | 'other' | 'onlineTermination' | 'offlineTermination';

export interface Kase {
  /** Known once the product has opened it. */
  ref: string;
  readonly kind: Kind;
  readonly graduate: number;
  readonly employer: number | undefined;
  readonly signing: Kase | undefined;
  type: string;
  /** The type that was handed in, where a reviewer has changed it since. */
  amendedFrom: string | undefined;
  /** The reviewer has added what proves the type that they chose. */
  proved: boolean;
  state: string;
  /** The level that reviews, or the party that asked. */
  at: Level | 'graduate' | 'employer' | undefined;
  levels: readonly Level[];
  steps: number;
  /** Steps and saved drafts. */
  version: number;
  since: number;
  dueAt: number | undefined;
  explanation: boolean;
  /** The key field as it was signed. */
  major: string;
  /** What 获取最新学生信息 takes over, as it was taken last. */
  rest: string;
  /** Of 10.09, as it was taken from the roster last. */
  unit: string;
  link: { readonly step: number; readonly until: number } | undefined;
}
export interface Person {
  /** Since when they are off the roster. */
  lapsed: number | undefined;
  major: string;
  /** 21 may register 10.09 and nothing else, 1 all but that. */
  mode: '1' | '21';
  /** 定向、委培单位 of the roster: what 10.09 says, whatever anybody types. */
  unit: string;
  department: number;
  /** What they said last of the destination that counted then. */
  answer: { readonly said: Answer; readonly of: Kase } | undefined;
}
export type Answer = 'right' | 'wrong';
/** A message that somebody must have got, once: for the step of this case. */
export interface Told {
  readonly kase: Kase;
  readonly step: number;
  readonly to: 'graduate' | 'employer';
}
export interface World {
  now: number;
  levels: readonly Level[];
  reviewsVoiding: boolean;
  /** The school lets its graduates fill in destinations. */
  open: boolean;
  readonly graduates: Person[];
  readonly cases: Kase[];
  readonly told: Told[];
  /** Of each graduate, archive and hukou. */
  readonly transfers: Readonly<Record<TransferKind, Transfer>>[];
  readonly requests: Asked[];
}

export type Move =
  | { readonly what: 'begin'; readonly graduate: number; readonly type: string }
  | { readonly what: 'invite'; readonly graduate: number; readonly employer: number }
  | { readonly what: 'terminate'; readonly kase: number; readonly by: By }
  | { readonly what: 'act'; readonly kase: number; readonly by: By; readonly action: string; readonly more?: string | undefined };

export const day = 86_400_000;
export const otherTypes = ['70.01', '76.01', '80.01', '85.01'] as const;
export const directed = '10.09';
export const beginnings = ['10.02', '10.03', directed, ...otherTypes] as const;
/** The year of the cohort 2027, in Beijing: what begins must begin before the first, and from the second on nobody does anything. */
export const yearEnd = { begins: Date.parse('2028-01-31T16:00:00Z'), over: Date.parse('2028-03-31T16:00:00Z') };
export const isInWindow = ({ now }: World): boolean => now < yearEnd.begins;
export const mayBegin = (world: World): boolean => world.open && isInWindow(world);
export const isClosedYear = ({ now }: World): boolean => now >= yearEnd.over;

/** Of the roster what is no key field and changes here. */
export const restOf = (world: World, graduate: number): string => {
  const person = world.graduates[graduate];
  return person ? `${person.mode} ${person.department}` : '';
};
/** By the training mode, which is asked when something is begun, handed in and approved. */
export const mayHave = (world: World, graduate: number, type: string): boolean =>
  (world.graduates[graduate]?.mode === '21') === (type === directed);
/** The unit that the roster names by now is another one than the case has. */
export const hasOtherUnit = (world: World, { graduate, type, unit }: Kase): boolean =>
  type === directed && unit !== world.graduates[graduate]?.unit;
/** Of the types here, only 求职中 needs no evidence; none shares its evidence with another. */
export const isProved = ({ amendedFrom, type, proved }: Kase): boolean => amendedFrom === undefined || type === '70.01' || proved;

export const isGone = (world: World, graduate: number): boolean => world.graduates[graduate]?.lapsed !== undefined;

export const isIdle = (type: string): boolean => type.startsWith('70.');

const over = new Set(
  'declined expired recalled failed terminated agreementRejected signingRejected rejected discarded dropped voided cancelled completed closed'.split(
    ' ',
  ),
);
export const isOver = ({ state }: Kase): boolean => over.has(state);
export const isTermination = ({ signing }: Kase): boolean => signing !== undefined;
/** A destination from acceptance or first submission on; a termination from the request or the submission on. */
export const holds = (kase: Kase): boolean => !isOver(kase) && kase.state !== 'draft' && kase.state !== 'invited';
export const placeOf = ({ state, at }: Kase): string => (at ? `${state}.${at}` : state);

const passes: Readonly<Record<Kind, string>> = {
  online: 'effective',
  offline: '',
  paper: 'effective',
  other: 'registered',
  onlineTermination: 'completed',
  offlineTermination: 'completed',
};
/** [passed, returned, rejected, withdrawn] of a round; '' where the flow has no such way. */
export function waysOf({ kind, state }: Kase): readonly string[] | undefined {
  if (kind === 'offline' && state === 'agreementReviewing')
    return ['issued', 'agreementReturned', 'agreementRejected', 'agreementWithdrawn'];
  if (kind === 'offline' && state === 'signingReviewing')
    return ['effective', 'signingReturned', 'signingRejected', 'signingWithdrawn'];
  if (kind === 'other' && state === 'voiding') return ['voided', '', 'registered', 'registered'];
  if (state !== 'reviewing') return undefined;
  if (kind === 'online' || kind === 'onlineTermination') return [passes[kind], '', 'failed', ''];
  return [passes[kind], 'returned', 'rejected', 'withdrawn'];
}
export const beforeSubmission = ['draft', 'returned', 'withdrawn', 'agreementReturned', 'agreementWithdrawn'];
export const beforeScan = ['issued', 'signingReturned', 'signingWithdrawn'];

export const holdOf = (world: World, graduate: number, but?: Kase): Kase | undefined =>
  world.cases.find(other => other !== but && other.graduate === graduate && !isTermination(other) && holds(other));
export const openTermination = (world: World, signing: Kase, but?: Kase): boolean =>
  world.cases.some(other => other !== but && other.signing === signing && holds(other));
