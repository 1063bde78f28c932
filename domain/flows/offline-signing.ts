/** Offline signing (线下签约): the employer is not registered; the graduate applies for the agreement and brings it back stamped. Graduate guide §6. */

import { defineFlow } from '../flow/define.ts';
import {
  comesIntoForce,
  correctsInForce,
  drawAgreementNumber,
  make,
  noLongerCounts,
  refreshSnapshot,
  sendLink,
  takeSnapshot,
  tell,
} from '../flow/effects.ts';
import { ends, inForce, start, waits } from '../flow/table.ts';
import {
  cohortOver,
  cohortStillOpen,
  keyFieldsAgree,
  maySign,
  mayStart,
  noExplanation,
  noOtherHold,
  notLapsed,
  rosterHasNews,
} from '../rules/destination.ts';
import { review } from './review.ts';

const beforeAgreement = ['draft', 'agreementReturned', 'agreementWithdrawn'] as const;
const beforeSigning = ['issued', 'signingReturned', 'signingWithdrawn'] as const;

export const offlineSigning = defineFlow({
  name: 'offline-signing',
  title: '线下签约',
  always: [notLapsed, cohortStillOpen],
  hold: { exceptIn: ['draft'], needs: noOtherHold },
  states: {
    draft: waits('graduate', '暂存', { unseen: true }),
    agreementReviewing: waits('reviewer', '就业协议审核中，等待{reviewer}审核', { topic: 'agreement' }),
    agreementReturned: waits('graduate', '协议审核待提交（老师退回）'),
    agreementWithdrawn: waits('graduate', '协议审核待提交（学生撤回）'),
    agreementRejected: ends('就业协议审核不通过', 'refused'),
    dropped: ends('已撤销', 'ended', { unseen: true }),
    discarded: ends('已撤销'),
    issued: waits('graduate', '就业协议审核通过'),
    signingReviewing: waits('reviewer', '签约审核中，等待{reviewer}审核'),
    signingReturned: waits('graduate', '签约待提交（老师退回）'),
    signingWithdrawn: waits('graduate', '签约待提交（学生撤回）'),
    signingRejected: ends('签约审核不通过', 'refused'),
    effective: inForce('签约完成（线下签约）'),
    terminated: ends('已解约'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'save', by: 'graduate', from: start, to: 'draft', needs: mayStart },
    {
      action: 'submit',
      by: 'graduate',
      from: beforeAgreement,
      to: 'agreementReviewing',
      needs: mayStart,
      effects: [takeSnapshot],
    },
    { action: 'save', by: 'graduate', from: beforeAgreement },
    { action: 'discard', by: 'graduate', from: 'draft', to: 'dropped' },
    {
      action: 'discard',
      by: 'graduate',
      from: ['agreementReturned', 'agreementWithdrawn', 'signingReturned', 'signingWithdrawn'],
      to: 'discarded',
    },
    ...review('agreementReviewing', {
      approve: { to: 'issued', needs: [keyFieldsAgree, maySign], effects: [drawAgreementNumber, make('agreement')] },
      return: 'agreementReturned',
      reject: 'agreementRejected',
      withdraw: 'agreementWithdrawn',
    }),
    { action: 'refreshSnapshot', by: 'reviewer', from: 'agreementReviewing', needs: [rosterHasNews], effects: [refreshSnapshot] },
    { action: 'upload', by: ['graduate', 'agent'], from: beforeSigning, to: 'signingReviewing', needs: mayStart },
    {
      action: 'requestEmployerUpload',
      by: 'graduate',
      from: beforeSigning,
      needs: mayStart,
      effects: [sendLink],
    },
    ...review('signingReviewing', {
      approve: { to: 'effective', needs: [keyFieldsAgree, maySign, noExplanation], effects: comesIntoForce },
      return: 'signingReturned',
      reject: 'signingRejected',
      withdraw: 'signingWithdrawn',
    }),
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
      from: [...beforeAgreement, 'agreementReviewing', ...beforeSigning, 'signingReviewing'],
      to: 'closed',
      needs: [cohortOver],
      effects: [tell('graduate')],
    },
  ],
});
