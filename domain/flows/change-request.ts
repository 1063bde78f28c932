/** A department's request to change a record in force (变更申请). Department guide §3.6. */

import { defineFlow } from '../flow/define.ts';
import { correctRecord, tell } from '../flow/effects.ts';
import { ends, start, waits } from '../flow/table.ts';
import { cohortOver, cohortStillOpen, notLapsed } from '../rules/destination.ts';

export const changeRequest = defineFlow({
  name: 'change-request',
  title: '变更申请',
  always: [cohortStillOpen],
  states: {
    pending: waits('school', '待学校处理'),
    changed: ends('已变更', 'inForce'),
    refused: ends('不予变更', 'refused'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'submit', by: 'department', from: start, to: 'pending', needs: [notLapsed] },
    {
      action: 'approve',
      by: 'school',
      from: 'pending',
      to: 'changed',
      needs: [notLapsed],
      effects: [correctRecord, tell('otherParty')],
    },
    { action: 'reject', by: 'school', from: 'pending', to: 'refused', effects: [tell('otherParty')] },
    { action: 'close', by: 'clock', from: 'pending', to: 'closed', needs: [cohortOver], effects: [tell('otherParty')] },
  ],
});
