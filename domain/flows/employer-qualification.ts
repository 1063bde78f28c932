/** Qualification of an employer (单位资质审核). Who qualifies is a setting of the platform. */

import { defineFlow } from '../flow/define.ts';
import { certify, tell } from '../flow/effects.ts';
import { inForce, start, waits } from '../flow/table.ts';

export const employerQualification = defineFlow({
  name: 'employer-qualification',
  title: '单位资质审核',
  always: [],
  states: {
    pending: waits('qualifier', '待审核'),
    returned: waits('employer', '退回'),
    qualified: inForce('通过'),
  },
  rows: [
    { action: 'submit', by: 'employer', from: [start, 'returned', 'qualified'], to: 'pending' },
    { action: 'approve', by: 'qualifier', from: 'pending', to: 'qualified', effects: [certify, tell('employer')] },
    { action: 'return', by: 'qualifier', from: 'pending', to: 'returned', effects: [tell('employer')] },
  ],
});
