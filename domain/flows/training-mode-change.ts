/** Changing a graduate's training mode or unit (培养方式修改): a department or the school asks, the province decides. Department guide §3.9. */

import { defineFlow } from '../flow/define.ts';
import { changeTrainingMode, tell } from '../flow/effects.ts';
import { ends, start, waits } from '../flow/table.ts';
import { cohortOver, cohortStillOpen, keepsDestination, notLapsed } from '../rules/destination.ts';

export const trainingModeChange = defineFlow({
  name: 'training-mode-change',
  title: '培养方式修改',
  always: [notLapsed, cohortStillOpen],
  states: {
    pending: waits('province', '待省级审核'),
    approved: ends('审核通过，已修改', 'inForce'),
    refused: ends('审核不通过', 'refused'),
    discarded: ends('已撤销'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'submit', by: ['department', 'school'], from: start, to: 'pending', needs: [keepsDestination] },
    {
      action: 'approve',
      by: 'province',
      from: 'pending',
      to: 'approved',
      needs: [keepsDestination],
      effects: [changeTrainingMode, tell('graduate'), tell('otherParty')],
    },
    {
      action: 'reject',
      by: 'province',
      from: 'pending',
      to: 'refused',
      effects: [tell('otherParty')],
    },
    { action: 'discard', by: ['department', 'school'], from: 'pending', to: 'discarded' },
    { action: 'close', by: 'clock', from: 'pending', to: 'closed', needs: [cohortOver], effects: [tell('otherParty')] },
  ],
});
