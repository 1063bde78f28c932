/**
 * Changing a graduate's training mode or unit (培养方式修改): a department asks its school, the school files it with the province or declines,
 * the province decides. School staff may file at once. Department guide §3.9.
 */

import { defineFlow } from '../flow/define.ts';
import { changeTrainingMode, tell } from '../flow/effects.ts';
import { ends, start, waits } from '../flow/table.ts';
import { cohortOver, cohortStillOpen, keepsDestination, notLapsed } from '../rules/destination.ts';

const toldToWhoAsked = [tell('otherParty')];

export const trainingModeChange = defineFlow({
  name: 'training-mode-change',
  title: '培养方式修改',
  always: [notLapsed, cohortStillOpen],
  states: {
    asked: waits('school', '待学校处理'),
    pending: waits('province', '待省级审核'),
    approved: ends('审核通过，已修改', 'inForce'),
    refused: ends('审核不通过', 'refused'),
    declined: ends('学校不予上报', 'refused'),
    discarded: ends('已撤销'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'submit', by: 'department', from: start, to: 'asked', needs: [keepsDestination] },
    { action: 'submit', by: 'school', from: start, to: 'pending', needs: [keepsDestination] },
    { action: 'approve', by: 'school', from: 'asked', to: 'pending', needs: [keepsDestination], effects: toldToWhoAsked },
    { action: 'reject', by: 'school', from: 'asked', to: 'declined', effects: toldToWhoAsked },
    {
      action: 'approve',
      by: 'province',
      from: 'pending',
      to: 'approved',
      needs: [keepsDestination],
      effects: [changeTrainingMode, tell('graduate'), ...toldToWhoAsked],
    },
    { action: 'reject', by: 'province', from: 'pending', to: 'refused', effects: toldToWhoAsked },
    // What the school has filed is the school's to take back.
    { action: 'discard', by: 'department', from: 'asked', to: 'discarded' },
    { action: 'discard', by: 'school', from: 'pending', to: 'discarded', effects: toldToWhoAsked },
    { action: 'close', by: 'clock', from: ['asked', 'pending'], to: 'closed', needs: [cohortOver], effects: toldToWhoAsked },
  ],
});
