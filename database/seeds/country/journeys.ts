/** How cases came into their states: scripts of steps, each played once through the flows' own tables, so that no history is forged. */
import type { Action } from '#domain/actions/all.ts';
import { type Facts, nothingInTheWay } from '#domain/facts.ts';
import { decide } from '#domain/flow/decide.ts';
import type { Effect } from '#domain/flow/effects.ts';
import type { Flow } from '#domain/flow/flow.ts';
import { type Place, start } from '#domain/flow/table.ts';
import { type FlowName, flowNamed } from '#domain/flows/all.ts';
import type { Levels, Role } from '#domain/roles.ts';

export interface PlayedStep {
  readonly action: Action;
  readonly by: Role;
  readonly levels: Levels;
  readonly to: Place;
  readonly effects: readonly Effect['kind'][];
}
export interface Journey {
  readonly flow: FlowName;
  readonly steps: readonly PlayedStep[];
  readonly last: Place;
  readonly levels: Levels;
  /** What the termination of this signing is, if it was or is being terminated. */
  readonly termination?: Journey;
}

/** `action role`, step by step. */
export type Script = readonly string[];
const accepted: Script = ['invite employer', 'accept graduate'];
const approved: Script = ['approve department', 'approve school'];
const filled: Script = ['save graduate', 'submit graduate'];
const returned: Script = ['return department', 'submit graduate'];
const issued: Script = [...filled, ...approved];
const signed: Script = [...issued, 'upload graduate', ...approved];
const asked: Script = ['request graduate', 'accept employer'];
const voiding: Script = [...filled, ...approved, 'void graduate'];

interface Share {
  readonly flow: FlowName;
  readonly script: Script;
  /** How many in ten thousand. */
  readonly weight: number;
  readonly termination?: { readonly flow: FlowName; readonly script: Script };
  /** What was otherwise than usual. */
  readonly given?: Partial<Facts>;
}
/** In ten thousand, of what is there so that every screen can be seen: some forty of thirty thousand graduates. */
const rare = 14;
/** What a graduate has besides, or instead of, what holds: it ends or has not begun to hold. */
const passing: readonly Share[] = [
  { flow: 'online-signing', script: ['invite employer'], weight: 900 },
  { flow: 'online-signing', script: ['invite employer', 'decline graduate'], weight: 1500 },
  { flow: 'online-signing', script: ['invite employer', 'expire clock'], weight: 1200 },
  { flow: 'online-signing', script: ['invite employer', 'recall employer'], weight: 500 },
  { flow: 'online-signing', script: [...accepted, 'reject department'], weight: 200 },
  { flow: 'online-signing', script: [...accepted, 'approve department', 'reject school'], weight: 100 },
  {
    flow: 'online-signing',
    script: [...accepted, ...approved, 'terminate system'],
    weight: 300,
    termination: { flow: 'online-termination', script: [...asked, ...approved] },
  },
  {
    flow: 'offline-signing',
    script: [...signed, 'terminate system'],
    weight: 150,
    termination: { flow: 'offline-termination', script: [...filled, ...approved] },
  },
  { flow: 'offline-signing', script: ['save graduate'], weight: 300 },
  { flow: 'offline-signing', script: [...filled, 'approve department', 'reject school'], weight: 100 },
  { flow: 'paper-signing', script: [...filled, 'withdraw graduate', 'discard graduate'], weight: 150 },
  { flow: 'other-destination', script: ['save graduate'], weight: 400 },
  { flow: 'other-destination', script: [...filled, 'reject department'], weight: 200 },
  { flow: 'other-destination', script: [...filled, ...approved, 'void graduate'], weight: 300 },
  { flow: 'online-signing', script: ['invite employer', 'invalidate system'], weight: rare },
  { flow: 'offline-signing', script: ['save graduate', 'discard graduate'], weight: rare },
  { flow: 'offline-signing', script: [...filled, 'return department', 'discard graduate'], weight: rare },
  { flow: 'offline-signing', script: [...issued, 'upload graduate', 'reject department'], weight: rare },
  { flow: 'paper-signing', script: ['save graduate'], weight: rare },
  { flow: 'paper-signing', script: ['save graduate', 'discard graduate'], weight: rare },
  { flow: 'paper-signing', script: [...filled, 'reject department'], weight: rare },
  {
    flow: 'paper-signing',
    script: [...filled, ...approved, 'terminate system'],
    weight: rare,
    termination: { flow: 'offline-termination', script: [...filled, ...approved] },
  },
  { flow: 'other-destination', script: ['save graduate', 'discard graduate'], weight: rare },
  { flow: 'other-destination', script: [...filled, 'withdraw graduate', 'discard graduate'], weight: rare },
];
/** What holds; the rest of ten thousand have nothing that does. */
const holding: readonly Share[] = [
  { flow: 'online-signing', script: [...accepted, ...approved], weight: 2400 },
  { flow: 'online-signing', script: accepted, weight: 250 },
  { flow: 'online-signing', script: [...accepted, 'approve department'], weight: 200 },
  {
    flow: 'online-signing',
    script: [...accepted, ...approved],
    weight: 40,
    termination: { flow: 'online-termination', script: ['request graduate'] },
  },
  {
    flow: 'online-signing',
    script: [...accepted, ...approved],
    weight: 30,
    termination: { flow: 'online-termination', script: [...asked, 'approve department'] },
  },
  {
    flow: 'online-signing',
    script: [...accepted, ...approved],
    weight: 20,
    termination: { flow: 'online-termination', script: ['request graduate', 'askSchool graduate'] },
  },
  { flow: 'offline-signing', script: signed, weight: 1000 },
  { flow: 'offline-signing', script: filled, weight: 120 },
  { flow: 'offline-signing', script: issued, weight: 150 },
  { flow: 'offline-signing', script: [...issued, 'upload graduate'], weight: 80 },
  { flow: 'offline-signing', script: [...issued, 'upload graduate', 'return department'], weight: 40 },
  { flow: 'paper-signing', script: [...filled, ...approved], weight: 400 },
  { flow: 'paper-signing', script: [...filled, 'approve department'], weight: 50 },
  { flow: 'paper-signing', script: [...filled, 'return department'], weight: 40 },
  { flow: 'other-destination', script: [...filled, ...approved], weight: 2600 },
  { flow: 'other-destination', script: [...filled, ...returned, ...approved], weight: 200 },
  { flow: 'other-destination', script: filled, weight: 200 },
  { flow: 'other-destination', script: [...filled, 'approve department'], weight: 150 },
  { flow: 'other-destination', script: [...filled, 'approve department', 'return school'], weight: 80 },
  { flow: 'other-destination', script: [...filled, 'withdraw graduate'], weight: 50 },
  { flow: 'offline-signing', script: [...filled, 'approve department'], weight: rare },
  { flow: 'offline-signing', script: [...filled, 'return department'], weight: rare },
  { flow: 'offline-signing', script: [...filled, 'withdraw graduate'], weight: rare },
  { flow: 'offline-signing', script: [...issued, 'upload graduate', 'approve department'], weight: rare },
  { flow: 'offline-signing', script: [...issued, 'upload graduate', 'withdraw graduate'], weight: rare },
  { flow: 'paper-signing', script: filled, weight: rare },
  { flow: 'paper-signing', script: [...filled, 'withdraw graduate'], weight: rare },
  { flow: 'other-destination', script: voiding, weight: rare, given: { isVoidingReviewed: true } },
  { flow: 'other-destination', script: [...voiding, 'approve department'], weight: rare, given: { isVoidingReviewed: true } },
  ...[
    ['request employer'],
    asked,
    ['request graduate', 'decline employer'],
    ['request graduate', 'cancel graduate'],
    [...asked, 'reject department'],
  ].map(
    (script): Share => ({
      flow: 'online-signing',
      script: [...accepted, ...approved],
      weight: rare,
      termination: { flow: 'online-termination', script },
    }),
  ),
  ...[
    ['save graduate'],
    filled,
    [...filled, 'approve department'],
    [...filled, 'return department'],
    [...filled, 'withdraw graduate'],
    [...filled, 'reject department'],
    ['save graduate', 'discard graduate'],
    [...filled, 'return department', 'discard graduate'],
  ].map(
    (script): Share => ({
      flow: 'offline-signing',
      script: signed,
      weight: rare,
      termination: { flow: 'offline-termination', script },
    }),
  ),
];

const isAction = (text: string): text is Action => text !== '';
const isRole = (text: string): text is Role => text !== '';
const facts: Facts = { ...nothingInTheWay(new Date('2027-03-10T02:00:00Z')), trainingMode: '1' };

/** Throws where the tables do not lead: a script that is no longer possible is noticed at once. */
export function play(flow: Flow, script: Script, given: Facts = facts): PlayedStep[] {
  let state: string = start;
  let levels: Levels = [];
  return script.map(text => {
    const [action = '', by = ''] = text.split(' ');
    if (!isAction(action) || !isRole(by)) throw new Error(`no step: ${text}`);
    // An invitation runs out when its time has come, and is answered before.
    const dueAt = action === 'expire' ? given.now : new Date(given.now.getTime() + 1);
    const decision = decide(flow, { state, levels, dueAt }, action, [by], given);
    if ('refused' in decision && decision.refused)
      throw new Error(`${flow.name}: ${text} in ${state} is ${decision.refused.code}`);
    state = decision.to.id;
    levels = decision.levels;
    return { action, by, levels, to: decision.to, effects: decision.effects.map(({ kind }) => kind) };
  });
}
function journeyOf({ flow, script, termination, given }: Omit<Share, 'weight'>): Journey {
  const steps = play(flowNamed(flow), script, { ...facts, ...given });
  const last = steps.at(-1);
  if (!last) throw new Error(`${flow}: a script without a step`);
  return {
    flow,
    steps,
    last: last.to,
    levels: last.levels,
    ...(termination && { termination: journeyOf(termination) }),
  };
}
const table = (shares: readonly Share[]) => {
  let sum = 0;
  return shares.map(({ weight, ...share }) => {
    sum += weight;
    return { below: sum, journey: journeyOf(share) };
  });
};
const tables = { holding: table(holding), passing: table(passing) };

/** One for a number of 0 … 9999; undefined for the share that has none. */
export const journeyFor = (what: 'holding' | 'passing', drawn: number): Journey | undefined =>
  tables[what].find(({ below }) => drawn < below)?.journey;
export const allJourneys: readonly Journey[] = Object.values(tables).flatMap(list => list.map(({ journey }) => journey));
