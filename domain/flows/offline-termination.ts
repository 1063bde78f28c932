/** Offline termination (线下解约) of an offline or paper signing: on the signed letter of both. Graduate guide §8. */

import { defineFlow } from '../flow/define.ts';
import { alsoOnSigning, make, tell } from '../flow/effects.ts';
import { ends, start, waits } from '../flow/table.ts';
import {
  cohortOpen,
  cohortOver,
  cohortStillOpen,
  noOpenTermination,
  notLapsed,
  signingIsEffective,
} from '../rules/destination.ts';
import { review } from './review.ts';

const before = ['draft', 'returned', 'withdrawn'] as const;

export const offlineTermination = defineFlow({
  name: 'offline-termination',
  title: '线下解约',
  always: [notLapsed, cohortStillOpen],
  hold: { exceptIn: ['draft'], needs: noOpenTermination },
  states: {
    draft: waits('graduate', '暂存', { unseen: true }),
    reviewing: waits('reviewer', '解约中，等待{reviewer}审核'),
    returned: waits('graduate', '解约待提交（老师退回）'),
    withdrawn: waits('graduate', '解约待提交（学生撤回）'),
    rejected: ends('解约失败', 'refused'),
    dropped: ends('已撤销', 'ended', { unseen: true }),
    discarded: ends('已撤销'),
    completed: ends('解约完成'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'save', by: 'graduate', from: start, to: 'draft', needs: [cohortOpen, signingIsEffective] },
    { action: 'submit', by: 'graduate', from: before, to: 'reviewing', needs: [cohortOpen, signingIsEffective] },
    { action: 'save', by: 'graduate', from: before },
    { action: 'discard', by: 'graduate', from: 'draft', to: 'dropped' },
    { action: 'discard', by: 'graduate', from: ['returned', 'withdrawn'], to: 'discarded' },
    ...review('reviewing', {
      approve: { to: 'completed', effects: [alsoOnSigning('terminate'), make('terminationCertificate')] },
      return: 'returned',
      reject: 'rejected',
      withdraw: 'withdrawn',
    }),
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
