/** Paper signing (已签纸质就业协议书补充登记): registered from the stamped paper. Graduate guide §7. */

import { defineFlow } from '../flow/define.ts';
import { comesIntoForce, correctsInForce, noLongerCounts, refreshSnapshot, takeSnapshot, tell } from '../flow/effects.ts';
import { ends, inForce, start, waits } from '../flow/table.ts';
import {
  cohortOver,
  cohortStillOpen,
  keyFieldsAgree,
  maySign,
  mayStart,
  noOtherHold,
  notLapsed,
  rosterHasNews,
} from '../rules/destination.ts';
import { review } from './review.ts';

const before = ['draft', 'returned', 'withdrawn'] as const;

export const paperSigning = defineFlow({
  name: 'paper-signing',
  title: '补登',
  always: [notLapsed, cohortStillOpen],
  hold: { exceptIn: ['draft'], needs: noOtherHold },
  states: {
    draft: waits('graduate', '暂存', { unseen: true }),
    reviewing: waits('reviewer', '补登审核中，等待{reviewer}审核'),
    returned: waits('graduate', '补登待提交（老师退回）'),
    withdrawn: waits('graduate', '补登待提交（学生撤回）'),
    rejected: ends('补登审核不通过', 'refused'),
    dropped: ends('已撤销', 'ended', { unseen: true }),
    discarded: ends('已撤销'),
    effective: inForce('补登完成'),
    terminated: ends('已解约'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'save', by: 'graduate', from: start, to: 'draft', needs: mayStart },
    { action: 'submit', by: 'graduate', from: before, to: 'reviewing', needs: mayStart, effects: [takeSnapshot] },
    { action: 'save', by: 'graduate', from: before },
    { action: 'discard', by: 'graduate', from: 'draft', to: 'dropped' },
    { action: 'discard', by: 'graduate', from: ['returned', 'withdrawn'], to: 'discarded' },
    ...review('reviewing', {
      approve: { to: 'effective', needs: [keyFieldsAgree, maySign], effects: comesIntoForce },
      return: 'returned',
      reject: 'rejected',
      withdraw: 'withdrawn',
    }),
    { action: 'refreshSnapshot', by: 'reviewer', from: 'reviewing', needs: [rosterHasNews], effects: [refreshSnapshot] },
    {
      action: 'correct',
      by: 'school',
      from: 'effective',
      effects: correctsInForce,
    },
    { action: 'terminate', by: 'system', from: 'effective', to: 'terminated', effects: noLongerCounts },
    {
      action: 'close',
      by: 'clock',
      from: [...before, 'reviewing'],
      to: 'closed',
      needs: [cohortOver],
      effects: [tell('graduate')],
    },
  ],
});
