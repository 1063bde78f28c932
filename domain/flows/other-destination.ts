/** Other destinations (其他毕业去向信息登记): every type that is no agreement, evidence included. Graduate guide §9. */

import { defineFlow } from '../flow/define.ts';
import { comesIntoForce, correctsInForce, noLongerCounts, refreshSnapshot, takeSnapshot, tell } from '../flow/effects.ts';
import { ends, inForce, start, waits } from '../flow/table.ts';
import {
  cohortOpen,
  cohortOver,
  cohortStillOpen,
  evidenceOfTypeIsThere,
  keyFieldsAgree,
  mayRegister,
  noOtherHold,
  notLapsed,
  rosterHasNews,
  typeFits,
  unemployedOnly,
  unitIsOfRoster,
} from '../rules/destination.ts';
import { review } from './review.ts';

const before = ['draft', 'returned', 'withdrawn'] as const;

export const otherDestination = defineFlow({
  name: 'other-destination',
  title: '去向登记',
  always: [notLapsed, cohortStillOpen],
  hold: { exceptIn: ['draft'], needs: noOtherHold },
  states: {
    draft: waits('graduate', '暂存', { unseen: true }),
    reviewing: waits('reviewer', '去向登记审核中，等待{reviewer}审核'),
    returned: waits('graduate', '去向登记待提交（老师退回）'),
    withdrawn: waits('graduate', '去向登记待提交（学生撤回）'),
    rejected: ends('去向登记审核不通过', 'refused'),
    dropped: ends('已撤销', 'ended', { unseen: true }),
    discarded: ends('已撤销'),
    registered: inForce('去向登记完成'),
    voiding: waits('reviewer', '作废审核中，等待{reviewer}审核', { topic: 'voiding' }),
    voided: ends('已作废', 'ended', { mark: 'voided', topic: 'voiding' }),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'save', by: 'graduate', from: start, to: 'draft', needs: mayRegister },
    {
      action: 'submit',
      by: 'graduate',
      from: before,
      to: 'reviewing',
      needs: mayRegister,
      effects: [takeSnapshot],
    },
    { action: 'save', by: 'graduate', from: before },
    { action: 'discard', by: 'graduate', from: 'draft', to: 'dropped' },
    { action: 'discard', by: 'graduate', from: ['returned', 'withdrawn'], to: 'discarded' },
    ...review('reviewing', {
      approve: {
        to: 'registered',
        needs: [keyFieldsAgree, typeFits, unitIsOfRoster, evidenceOfTypeIsThere],
        effects: comesIntoForce,
      },
      return: 'returned',
      reject: 'rejected',
      withdraw: 'withdrawn',
    }),
    { action: 'refreshSnapshot', by: 'reviewer', from: 'reviewing', needs: [rosterHasNews], effects: [refreshSnapshot] },
    { action: 'amend', by: 'reviewer', from: 'reviewing', effects: [tell('graduate')] },
    {
      action: 'correct',
      by: 'school',
      from: 'registered',
      effects: correctsInForce,
    },
    // Nothing was reported yet, so nothing is cleared.
    {
      action: 'giveUp',
      by: 'graduate',
      from: ['returned', 'withdrawn', 'reviewing'],
      to: 'voided',
      needs: [cohortOpen, unemployedOnly],
      effects: [tell('graduate')],
    },
    {
      action: 'void',
      by: 'graduate',
      from: 'registered',
      to: 'voiding',
      // After the window nothing could take its place.
      needs: [cohortOpen],
      atOnce: facts => !facts.isVoidingReviewed,
    },
    ...review('voiding', { approve: { to: 'voided', effects: noLongerCounts }, reject: 'registered', withdraw: 'registered' }),
    {
      action: 'close',
      by: 'clock',
      from: [...before, 'reviewing'],
      to: 'closed',
      needs: [cohortOver],
      effects: [tell('graduate')],
    },
    // A voiding that nobody has passed falls away with the year: the destination was reported, and stays so.
    { action: 'close', by: 'clock', from: 'voiding', to: 'registered', needs: [cohortOver], effects: [tell('graduate')] },
  ],
});
