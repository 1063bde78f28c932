/** Online termination (线上解约) of an online signing: one party asks, the other answers, the school reviews. Graduate guide §5. */

import { defineFlow } from '../flow/define.ts';
import { alsoOnSigning, make, remindAfter, tell } from '../flow/effects.ts';
import { ends, start, waits } from '../flow/table.ts';
import {
  cohortOpen,
  cohortOver,
  cohortStillOpen,
  longUnanswered,
  noOpenTermination,
  notLapsed,
  signingIsEffective,
} from '../rules/destination.ts';
import { review } from './review.ts';

export const onlineTermination = defineFlow({
  name: 'online-termination',
  title: '线上解约',
  always: [notLapsed, cohortStillOpen],
  hold: { exceptIn: [], needs: noOpenTermination },
  states: {
    requested: waits('counterparty', '{requester}发起解约，等待{counterparty}同意'),
    schoolAsked: waits(['employer', 'school'], '学生发起解约，已请求学校协助', { mark: 'helpAsked', topic: 'help' }),
    declined: ends('对方不同意解约', 'refused', { ownLabel: '您已拒绝解约' }),
    cancelled: ends('发起方已撤回'),
    reviewing: waits('reviewer', '已同意解约，等待{reviewer}审核'),
    completed: ends('解约完成'),
    failed: ends('解约失败（审核不通过）', 'refused'),
    closed: ends('已截止'),
  },
  rows: [
    {
      action: 'request',
      by: ['graduate', 'employer'],
      from: start,
      to: 'requested',
      needs: [cohortOpen, signingIsEffective],
      effects: [tell('otherParty'), remindAfter('otherParty', 3, 7, 14)],
    },
    { action: 'accept', by: 'counterparty', from: 'requested', to: 'reviewing', effects: [tell('otherParty')] },
    { action: 'decline', by: 'counterparty', from: 'requested', to: 'declined', effects: [tell('otherParty')] },
    { action: 'cancel', by: 'requester', from: 'requested', to: 'cancelled', effects: [tell('otherParty')] },
    {
      action: 'askSchool',
      by: 'graduate',
      from: 'requested.graduate',
      to: 'schoolAsked',
      needs: [longUnanswered],
      effects: [tell('otherParty')],
    },
    { action: 'accept', by: 'employer', from: 'schoolAsked', to: 'reviewing', effects: [tell('graduate')] },
    { action: 'decline', by: 'employer', from: 'schoolAsked', to: 'declined', effects: [tell('graduate')] },
    { action: 'cancel', by: 'graduate', from: 'schoolAsked', to: 'cancelled', effects: [tell('employer')] },
    { action: 'noteHelp', by: 'school', from: 'schoolAsked', effects: [tell('graduate')] },
    { action: 'passOn', by: 'school', from: 'schoolAsked', to: 'reviewing', effects: [tell('parties')] },
    ...review('reviewing', {
      approve: { to: 'completed', effects: [alsoOnSigning('terminate'), make('terminationCertificate')] },
      reject: 'failed',
    }),
    {
      action: 'close',
      by: 'clock',
      from: ['requested', 'schoolAsked', 'reviewing'],
      to: 'closed',
      needs: [cohortOver],
      effects: [tell('parties')],
    },
  ],
});
