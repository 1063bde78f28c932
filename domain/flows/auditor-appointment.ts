/** 审计员: somebody who reads the audit of all schools. One operator proposes, another confirms: a new one, a new password, the end. */

import { defineFlow } from '../flow/define.ts';
import { appointAuditor, dismissAuditor, renewAuditorPassword } from '../flow/effects.ts';
import { ends, inForce, start, waits } from '../flow/table.ts';
import { proposedByAnother } from '../rules/destination.ts';

export const auditorAppointment = defineFlow({
  name: 'auditor-appointment',
  title: '审计员任免',
  always: [],
  states: {
    proposed: waits('operator', '待另一位运维确认'),
    active: inForce('使用中'),
    removing: waits('operator', '停用待另一位运维确认'),
    resetting: waits('operator', '重设密码待另一位运维确认'),
    removed: ends('已停用'),
    discarded: ends('未确认'),
  },
  rows: [
    { action: 'submit', by: 'operator', from: [start], to: 'proposed' },
    { action: 'submit', by: 'operator', from: ['active'], to: 'removing' },
    { action: 'requestPassword', by: 'operator', from: ['active'], to: 'resetting' },
    { action: 'approve', by: 'operator', from: 'proposed', to: 'active', needs: [proposedByAnother], effects: [appointAuditor] },
    { action: 'approve', by: 'operator', from: 'removing', to: 'removed', needs: [proposedByAnother], effects: [dismissAuditor] },
    {
      action: 'approve',
      by: 'operator',
      from: 'resetting',
      to: 'active',
      needs: [proposedByAnother],
      effects: [renewAuditorPassword],
    },
    { action: 'discard', by: 'operator', from: 'proposed', to: 'discarded' },
    { action: 'discard', by: 'operator', from: ['removing', 'resetting'], to: 'active' },
  ],
});
