/** A graduate's objection to an entry in their record (异议): the school must answer. */

import { defineFlow } from '../flow/define.ts';
import { tell } from '../flow/effects.ts';
import { ends, start, waits } from '../flow/table.ts';
import { cohortOpen, cohortOver, cohortStillOpen } from '../rules/destination.ts';

export const objection = defineFlow({
  name: 'objection',
  title: '异议',
  always: [cohortStillOpen],
  states: {
    pending: waits('school', '等待学校答复'),
    answered: ends('学校已答复', 'inForce'),
    closed: ends('已截止'),
  },
  rows: [
    { action: 'submit', by: 'graduate', from: start, to: 'pending', needs: [cohortOpen] },
    { action: 'answer', by: 'school', from: 'pending', to: 'answered', effects: [tell('graduate')] },
    { action: 'close', by: 'clock', from: 'pending', to: 'closed', needs: [cohortOver], effects: [tell('graduate')] },
  ],
});
