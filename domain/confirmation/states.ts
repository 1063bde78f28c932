/** 登记确认: whether a graduate has said that what is reported of them is right. */
import type { Tone } from '../flow/table.ts';

export const confirmationStates = ['unreported', 'unconfirmed', 'right', 'wrong'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

export const confirmationWords: Readonly<Record<ConfirmationState, { readonly label: string; readonly tone: Tone }>> = {
  unreported: { label: '未上报', tone: 'ended' },
  unconfirmed: { label: '未确认', tone: 'waiting' },
  right: { label: '确认无误', tone: 'inForce' },
  wrong: { label: '确认有误', tone: 'refused' },
};

/** What a graduate may say. */
export const confirmationAnswers = ['right', 'wrong'] as const satisfies readonly ConfirmationState[];
export type ConfirmationAnswer = (typeof confirmationAnswers)[number];

const answers: ReadonlySet<ConfirmationState> = new Set(confirmationAnswers);
/** The graduate has said something, right or wrong. */
export const isAnswered = (state: ConfirmationState): boolean => answers.has(state);
/** There is a reported destination to say something about. */
export const canBeConfirmed = (state: ConfirmationState): boolean => state !== 'unreported';
/** 核验授权 is open. */
export const allowsAuthorization = (state: ConfirmationState): boolean => state === 'right';
/** Somebody at the desk has to look into it. */
export const asksForWork = (state: ConfirmationState): boolean => state === 'wrong';
