/** How a graduate's last code of a kind is, as the desk's lists show it. */
import { beijingDay } from '../dates.ts';
import type { Tone } from '../flow/table.ts';
import type { CodePurpose } from './purposes.ts';

/** As the graduate's row keeps it; of a code that lives until a moment that has passed the row may still say `live`. */
export type KeptCodeState = 'none' | 'live' | 'expired' | 'ended';

export const codeStates = ['live', 'none', 'over'] as const;
export type CodeState = (typeof codeStates)[number];

interface Shown {
  readonly label: string;
  readonly tone: Tone;
  /** What is kept of the codes that it means. */
  readonly kept: readonly KeptCodeState[];
}
export const codeStateDetails: Readonly<Record<CodePurpose, Readonly<Record<CodeState, Shown>>>> = {
  /** The department guide §6.1. However it ended, the graduate has to authorize anew, as if there had been none. */
  authorization: {
    live: { label: '生效中', tone: 'inForce', kept: ['live'] },
    none: { label: '未确认', tone: 'waiting', kept: ['none', 'ended'] },
    over: { label: '已过期', tone: 'ended', kept: ['expired'] },
  },
  /** The department guide §6.2. */
  transfer: {
    live: { label: '已生成', tone: 'inForce', kept: ['live'] },
    none: { label: '未生成', tone: 'waiting', kept: ['none'] },
    over: { label: '已失效', tone: 'ended', kept: ['expired', 'ended'] },
  },
};

/** The state of a code that is kept with its last moment. */
export function codeStateAt(
  purpose: CodePurpose,
  { kept, until }: { readonly kept: KeptCodeState; readonly until: Date | null },
  now: Date,
): CodeState {
  const is: KeptCodeState = kept === 'live' && until !== null && until <= now ? 'expired' : kept;
  const state = codeStates.find(name => codeStateDetails[purpose][name].kept.includes(is));
  if (!state) throw new Error(`no state of ${purpose} means ${is}`);
  return state;
}

/** There is a code, or there was one that the list still speaks of. */
export const wasIssued = (state: CodeState): boolean => state !== 'none';

/** A receiving office that asks finds it. */
export const isAnswered = (state: CodeState): boolean => state === 'live';

/** What to look for in the rows: kept like this, and with its last moment ahead or passed where that tells states apart. */
export interface Looked {
  readonly kept: KeptCodeState;
  readonly lastMoment?: 'ahead' | 'passed';
}
export function lookedFor(purpose: CodePurpose, states: readonly CodeState[]): readonly Looked[] {
  const kept = states.flatMap(state => codeStateDetails[purpose][state].kept);
  const [live, over] = [states.includes('live'), states.includes('over')];
  if (live === over) return kept.map(one => ({ kept: one }));
  const others = kept.filter(one => one !== 'live').map(one => ({ kept: one }));
  return [...others, { kept: 'live', lastMoment: live ? 'ahead' : 'passed' }];
}

/** The earliest year of graduation whose 转递编号 are answered and may be issued: until 31 March of the year after. */
export function firstYearOfTransfer(now: Date): number {
  const day = beijingDay(now);
  const year = Number(day.slice(0, 4));
  return day.slice(5) <= '03-31' ? year - 1 : year;
}
