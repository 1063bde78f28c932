/** Online signing (线上签约): the employer is registered and invites. Graduate guide §4. */

import { defineFlow } from '../flow/define.ts';
import {
  comesIntoForce,
  correctsInForce,
  drawAgreementNumber,
  make,
  noLongerCounts,
  refreshSnapshot,
  remindBeforeDue,
  takeSnapshot,
  tell,
} from '../flow/effects.ts';
import { ends, inForce, start, waits } from '../flow/table.ts';
import {
  cohortOver,
  cohortStillOpen,
  due,
  employerQualified,
  keyFieldsAgree,
  maySign,
  mayStart,
  noOpenInvitation,
  noOtherHold,
  notLapsed,
  rosterHasNews,
} from '../rules/destination.ts';
import { review } from './review.ts';

export const onlineSigning = defineFlow({
  name: 'online-signing',
  title: '线上签约',
  always: [notLapsed, cohortStillOpen],
  hold: { exceptIn: ['invited'], needs: noOtherHold },
  states: {
    invited: waits('graduate', '单位发起邀请，等待应约', { runsOut: true }),
    declined: ends('学生已拒绝签约'),
    expired: ends('邀请已失效（逾期未应约）'),
    recalled: ends('单位已撤回邀请'),
    invalidated: ends('邀请已失效（培养方式已修改）'),
    reviewing: waits('reviewer', '学生已同意签约，等待{reviewer}审核'),
    effective: inForce('签约完成（线上签约）'),
    failed: ends('签约失败（审核不通过）', 'refused'),
    terminated: ends('已解约'),
    closed: ends('已截止'),
  },
  rows: [
    {
      action: 'invite',
      by: 'employer',
      from: start,
      to: 'invited',
      needs: [employerQualified, ...mayStart, noOpenInvitation],
      effects: [tell('graduate'), remindBeforeDue('graduate', 24)],
    },
    {
      action: 'accept',
      by: 'graduate',
      from: 'invited',
      to: 'reviewing',
      needs: mayStart,
      effects: [takeSnapshot, tell('employer')],
    },
    {
      action: 'decline',
      by: 'graduate',
      from: 'invited',
      to: 'declined',
      needs: [noOtherHold],
      effects: [tell('employer')],
    },
    { action: 'recall', by: 'employer', from: 'invited', to: 'recalled', effects: [tell('graduate')] },
    { action: 'expire', by: 'clock', from: 'invited', to: 'expired', needs: [notLapsed, due], effects: [tell('parties')] },
    { action: 'invalidate', by: 'system', from: 'invited', to: 'invalidated', effects: [tell('parties')] },
    ...review('reviewing', {
      approve: {
        to: 'effective',
        needs: [keyFieldsAgree, maySign],
        effects: [drawAgreementNumber, ...comesIntoForce, make('agreement')],
      },
      reject: 'failed',
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
      from: ['invited', 'reviewing'],
      to: 'closed',
      needs: [cohortOver],
      effects: [tell('parties')],
    },
  ],
});
