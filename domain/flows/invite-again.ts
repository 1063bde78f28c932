import type { Action } from '../actions/all.ts';
import { onlineSigning } from './online-signing.ts';

/** How an invitation comes to nothing without anybody having signed. What the cohort's end or a change of the training mode closed, stays closed. */
const endings: readonly Action[] = ['decline', 'expire', 'recall'];

const over: ReadonlySet<string> = new Set(
  onlineSigning.moves.filter(({ action }) => endings.includes(action)).flatMap(({ landings }) => landings.map(({ id }) => id)),
);

/** 再次邀请: whether an employer may send the same invitation once more. */
export const mayInviteAgain = ({ flow, state }: { readonly flow: string; readonly state: string }): boolean =>
  flow === onlineSigning.name && over.has(state);

/** Each is a message to somebody who has let the last one pass: so many invitations of one employer within so many days, all of them counted. */
export const invitedAtMost = { times: 3, days: 30 } as const;
