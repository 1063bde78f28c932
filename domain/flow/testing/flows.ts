/** What tests of flows share: facts of an ordinary day, and a table that uses all that the engine can do. */

import { type Facts, nothingInTheWay } from '../../facts.ts';
import { review } from '../../flows/review.ts';
import { defineFlow } from '../define.ts';
import { tell } from '../effects.ts';
import { ends, inForce, start, waits } from '../table.ts';

/** A day on which no rule refuses. */
export const ordinaryDay: Facts = { ...nothingInTheWay(new Date('2027-03-10T02:00:00Z')), trainingMode: '1' };

/** Either of two parties may ask; one review can be taken back, another may be left out. */
export const everything = defineFlow({
  name: 'everything',
  title: '引擎试验',
  always: [{ code: 'lapsed', isMet: facts => !facts.isLapsed }],
  hold: { exceptIn: ['requested'], needs: { code: 'other-hold', isMet: facts => facts.hold === undefined } },
  states: {
    requested: waits('counterparty', '{requester}发起，等待{counterparty}同意', { runsOut: true }),
    helped: waits(['employer', 'school'], '学生发起，已请求学校协助'),
    declined: ends('对方不同意'),
    cancelled: ends('发起方已撤回'),
    reviewing: waits('reviewer', '等待{reviewer}审核'),
    taken: waits('graduate', '已撤回，等待学生'),
    inForce: inForce('生效'),
    voiding: waits('reviewer', '作废，等待{reviewer}审核'),
    voided: ends('已作废'),
    failed: ends('未通过', 'refused'),
  },
  rows: [
    { action: 'invite', by: ['graduate', 'employer'], from: start, to: 'requested', effects: [tell('parties')] },
    { action: 'accept', by: 'counterparty', from: 'requested', to: 'reviewing' },
    { action: 'decline', by: 'counterparty', from: 'requested', to: 'declined' },
    { action: 'recall', by: 'requester', from: 'requested', to: 'cancelled' },
    { action: 'return', by: 'graduate', from: 'requested.graduate', to: 'helped' },
    { action: 'expire', by: 'clock', from: 'requested', to: 'declined' },
    { action: 'accept', by: ['employer', 'school'], from: 'helped', to: 'reviewing' },
    ...review('reviewing', { approve: { to: 'inForce' }, reject: 'failed', withdraw: 'taken', return: 'taken' }),
    { action: 'submit', by: 'graduate', from: 'taken', to: 'reviewing' },
    { action: 'refreshSnapshot', by: 'reviewer', from: 'reviewing' },
    { action: 'terminate', by: 'graduate', from: 'inForce', to: 'voiding', atOnce: facts => !facts.isModuleOpen },
    ...review('voiding', { approve: { to: 'voided', effects: [tell('employer')] }, reject: 'inForce', withdraw: 'inForce' }),
  ],
});
