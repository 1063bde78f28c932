/** What makes a confirmation fall back and codes die: one row for each cause. The graduate guide §4, the department guide §5.1. */
import type { CodeEnd } from '../verification/ends.ts';
import { type ConfirmationState, confirmationStates, isAnswered } from './states.ts';

interface Change {
  /** Of the states from which it falls back; from others it stays. */
  readonly from: (state: ConfirmationState) => boolean;
  readonly becomes: ConfirmationState;
  /** Why live codes of either purpose die. */
  readonly ends: CodeEnd;
  /** As history and message name what changed. */
  readonly what: string;
  /** How the graduate learns that what they had said counts no more: by a message of its own, in the inbox beside the one about the change, or not at all. */
  readonly told: 'pushed' | 'inbox' | 'no';
}

const always = (): boolean => true;

export const confirmationChanges = {
  /** A destination came into force, anew or again. */
  reported: { from: always, becomes: 'unconfirmed', ends: 'changed', what: '毕业去向', told: 'inbox' },
  /** The school corrected an important field of a destination in force. */
  corrected: { from: isAnswered, becomes: 'unconfirmed', ends: 'changed', what: '毕业去向', told: 'inbox' },
  /** The destination ended: terminated, voided, cleared. Whatever ended it tells of it. */
  cleared: { from: always, becomes: 'unreported', ends: 'destination-ended', what: '毕业去向', told: 'no' },
  archive: { from: isAnswered, becomes: 'unconfirmed', ends: 'changed', what: '档案转递信息', told: 'inbox' },
  hukou: { from: isAnswered, becomes: 'unconfirmed', ends: 'changed', what: '户口迁移信息', told: 'inbox' },
  roster: { from: isAnswered, becomes: 'unconfirmed', ends: 'changed', what: '基本信息', told: 'pushed' },
  /** The registry says something else than what was confirmed: changed there by others. */
  registry: { from: isAnswered, becomes: 'unconfirmed', ends: 'changed', what: '已上报的信息', told: 'pushed' },
  lapsed: { from: always, becomes: 'unreported', ends: 'lapsed', what: '学生名单', told: 'no' },
  /** Back on the roster, and the destination is reported again. */
  restored: { from: always, becomes: 'unconfirmed', ends: 'changed', what: '毕业去向', told: 'no' },
} as const satisfies Readonly<Record<string, Change>>;
export type ConfirmationChange = keyof typeof confirmationChanges;

export const isConfirmationChange = (name: string): name is ConfirmationChange => Object.hasOwn(confirmationChanges, name);

/** The states that a change moves. */
export const movedBy = (change: ConfirmationChange): ConfirmationState[] => {
  const { from, becomes }: Change = confirmationChanges[change];
  return confirmationStates.filter(state => from(state) && state !== becomes);
};
