/** The way of a case in four steps, however often it is returned, taken back and handed in again; the loops are in its history. */
import type { Flow } from '../flow/flow.ts';
import { stepsAhead } from '../flow/steps.ts';
import type { Place } from '../flow/table.ts';
import type { FlowName } from '../flow-names.ts';
import { type Level, type Levels, levelOf, roleWords } from '../roles.ts';
import { flowNamed } from './all.ts';

export interface Milestone {
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead' | 'failed';
  /** When it was done, reached or failed. */
  readonly at: Date | null;
}
export interface PastStep {
  readonly at: Date;
  readonly toState: string;
}

/** What begins a round and what it leads to. */
type Round = readonly [first: string, last: string];
const rounds: Readonly<Record<FlowName, Round>> = {
  'online-signing': ['应约', '完成'],
  'offline-signing': ['签章回传', '完成'],
  'paper-signing': ['填写', '完成'],
  'other-destination': ['填写', '完成'],
  'online-termination': ['双方同意', '解约'],
  'offline-termination': ['填写', '解约'],
};
/** Rounds of their own inside a flow, by what is decided there. */
const ownRounds: Readonly<Partial<Record<string, Round>>> = { agreement: ['填写', '出具协议'], voiding: ['申请作废', '作废'] };

const reviewerAt = (place: Place | undefined): Level | undefined =>
  place && levelOf(place.waitsFor.filter(role => role === place.at));
const isEnd = ({ kind }: Place): boolean => kind === 'inForce' || kind === 'ends';

/** The review that a place belongs to: its own, or the next one that comes. Undefined at an end. */
function topicFrom(flow: Flow, place: Place): string | undefined {
  const review = reviewerAt(place) ? place : stepsAhead(flow, place.id, []).find(ahead => reviewerAt(ahead));
  return review ? (review.topic ?? 'own') : undefined;
}

export function milestonesOf(name: FlowName, state: string, levels: Levels, history: readonly PastStep[]): Milestone[] {
  const flow = flowNamed(name);
  const placeAt = (id: string): Place => {
    const place = flow.places.get(id);
    if (!place) throw new Error(`flow ${name} has no state ${id}`);
    return place;
  };
  const moves = history.map(({ at, toState }) => ({ at, place: placeAt(toState) }));
  const here = placeAt(state);
  const passed = moves.flatMap(({ place }) => (isEnd(place) ? [] : (topicFrom(flow, place) ?? [])));
  const topic = isEnd(here) ? (passed.at(-1) ?? 'own') : topicFrom(flow, here);
  const visited = moves.flatMap(({ place }) => reviewerAt(place) ?? []);
  const reviewers = levels.length > 0 ? levels : [...new Set(visited)];
  const [first, last] = ownRounds[topic ?? ''] ?? rounds[name];
  const labels = [first, ...reviewers.map(level => roleWords[level]), last];
  const stepOf = (place: Place): number => {
    const reviewer = reviewerAt(place);
    return reviewer ? Math.max(1, reviewers.indexOf(reviewer) + 1) : 0;
  };

  /** When each step was left behind; a return forgets what came after it, and a new round forgets all. */
  const done: Date[] = [];
  let at = 0;
  for (const { at: when, place } of moves) {
    if (isEnd(place)) continue;
    if (topicFrom(flow, place) !== topic) done.length = at = 0;
    else {
      const now = stepOf(place);
      for (let step = at; step < now; step++) done[step] = when;
      done.length = Math.min(done.length, now);
      at = now;
    }
  }
  const end = isEnd(here) ? (moves.at(-1)?.at ?? null) : null;
  const isReached = here.kind === 'inForce' || endsByApproval(flow, state);
  const since = moves.findLast(({ place }) => !isEnd(place))?.at ?? null;
  return labels.map((label, step): Milestone => {
    if (step < at || (end && isReached)) return { label, state: 'done', at: done[step] ?? end };
    if (step > at) return { label, state: 'ahead', at: null };
    return end ? { label, state: 'failed', at: end } : { label, state: 'current', at: since };
  });
}

/** An end that approval leads to, such as 解约完成 or 已作废, is what was asked for. */
const endsByApproval = (flow: Flow, state: string): boolean =>
  flow.moves.some(({ action, landings }) => action === 'approve' && landings.some(({ id }) => id === state));
