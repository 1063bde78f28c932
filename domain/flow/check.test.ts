import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeRequest } from '../flows/change-request.ts';
import { review } from '../flows/review.ts';
import { checkCaseEffects } from './check.ts';
import { defineFlow } from './define.ts';
import { ends, type FlowTable, inForce, nextLevelOr, type Row, type State, start, waits } from './table.ts';
import { everything } from './testing/flows.ts';

const soundStates: Record<string, State> = {
  draft: waits('graduate', '暂存'),
  reviewing: waits('reviewer', '等待{reviewer}审核'),
  inForce: inForce('生效'),
  ended: ends('结束'),
};
const soundRows: Row<string>[] = [
  { action: 'invite', by: 'graduate', from: start, to: 'draft' },
  { action: 'submit', by: 'graduate', from: 'draft', to: 'reviewing' },
  ...review('reviewing', { approve: { to: 'inForce' }, reject: 'ended' }),
  { action: 'terminate', by: 'system', from: 'inForce', to: 'ended' },
];
const define = (states: Record<string, State>, rows: readonly Row<string>[], more: Partial<FlowTable<string>> = {}) =>
  defineFlow({ name: 'trial', title: '试验', always: [], states, rows, ...more });

/** What the start is stopped with when this much is added to a sound table, or put in the place of its rows. */
const stopped = (states: Record<string, State>, rows: readonly Row<string>[], message: RegExp) =>
  assert.throws(() => define({ ...soundStates, ...states }, [...soundRows, ...rows]), { name: 'Error', message });

describe('a table that contradicts itself stops the start, naming flow and place', () => {
  test('the table that the faults are put into is sound', () => {
    assert.equal(define(soundStates, soundRows).places.size, 6);
  });
  test('two rows for one actor and action in one place', () => {
    stopped(
      {},
      [{ action: 'submit', by: ['employer', 'graduate'], from: 'draft', to: 'ended' }],
      /^flow trial: two rows for draft: submit by graduate$/,
    );
    stopped(
      {},
      [{ action: 'approve', by: 'school', from: 'reviewing.school', to: 'ended' }],
      /^flow trial: two rows for reviewing\.school: approve by school$/,
    );
  });
  test('an exit from an end, even one that leads nowhere else', () => {
    stopped(
      {},
      [{ action: 'withdraw', by: 'graduate', from: 'ended', to: 'draft' }],
      /^flow trial: an exit from an end, ended: withdraw by graduate$/,
    );
    stopped({}, [{ action: 'withdraw', by: 'graduate', from: 'ended' }], /an exit from an end, ended/);
  });
  test('a state that nobody reaches, one that only another such leads to, and one that leads only to itself', () => {
    stopped({ lost: ends('走失') }, [], /^flow trial: nobody reaches lost$/);
    stopped(
      { lost: waits('graduate', '走失'), found: waits('graduate', '找到') },
      [
        { action: 'submit', by: 'graduate', from: 'lost', to: 'found' },
        { action: 'submit', by: 'graduate', from: 'found', to: 'ended' },
      ],
      /^flow trial: nobody reaches lost$/,
    );
    stopped({ lost: ends('走失') }, [{ action: 'recall', by: 'employer', from: 'draft' }], /nobody reaches lost/);
    stopped(
      { lost: waits('graduate', '走失'), found: waits('graduate', '找到') },
      [
        { action: 'submit', by: 'graduate', from: 'lost', to: 'found' },
        { action: 'submit', by: 'graduate', from: 'found', to: 'lost' },
      ],
      /^flow trial: nobody reaches lost$/,
    );
  });
  test('a dead end, also one that can only stay where it is', () => {
    const into: Row<string> = { action: 'recall', by: 'graduate', from: 'draft', to: 'stuck' };
    stopped({ stuck: inForce('停') }, [into], /^flow trial: stuck is a dead end$/);
    stopped({ stuck: inForce('停') }, [into, { action: 'submit', by: 'graduate', from: 'stuck' }], /stuck is a dead end/);
  });
  test('a way out that may also lead back is a way out', () => {
    const rows: Row<string>[] = [
      { action: 'invite', by: 'graduate', from: start, to: 'inForce' },
      { action: 'terminate', by: 'graduate', from: 'inForce', to: 'reviewing', atOnce: () => false },
      ...review('reviewing', { approve: { to: 'inForce' }, reject: 'ended' }),
    ];
    const { draft: _, ...states } = soundStates;
    assert.ok(define(states, rows));
  });
  test('one who is waited for and cannot move', () => {
    stopped(
      { draft: waits(['graduate', 'employer'], '暂存') },
      [{ action: 'recall', by: 'employer', from: 'draft' }],
      /^flow trial: draft waits for employer, who cannot move it$/,
    );
  });
  test('a label that names nobody', () => {
    stopped({ draft: waits('graduate', '等待{reviewer}') }, [], /^flow trial: the label of draft names nobody$/);
    stopped({ draft: waits('graduate', '等待{counterparty}') }, [], /the label of draft names nobody/);
  });
  test('a state that runs out, which no clock moves', () => {
    const draft = waits('graduate', '暂存', { runsOut: true });
    stopped({ draft }, [], /^flow trial: draft runs out, but the clock cannot move it$/);
    stopped({ draft }, [{ action: 'expire', by: 'clock', from: 'draft' }], /draft runs out/);
    assert.ok(define({ ...soundStates, draft }, [...soundRows, { action: 'expire', by: 'clock', from: 'draft', to: 'ended' }]));
  });
  test('a relative role where nobody is it', () => {
    for (const by of ['reviewer', 'requester', 'counterparty'] as const)
      stopped(
        {},
        [{ action: 'recall', by, from: 'draft', to: 'ended' }],
        new RegExp(`^flow trial: recall: nobody is the ${by} in draft$`),
      );
  });
  test('states that are named and do not exist', () => {
    stopped({}, [{ action: 'recall', by: 'graduate', from: 'nowhere', to: 'ended' }], /^flow trial: no state nowhere$/);
    stopped({}, [{ action: 'recall', by: 'graduate', from: 'draft', to: 'nowhere' }], /^flow trial: no state nowhere$/);
    stopped({}, [{ action: 'recall', by: 'graduate', from: 'reviewing.employer', to: 'ended' }], /no state reviewing\.employer/);
  });
  test('an approval outside a review, and a review that may be left out without an approval', () => {
    stopped(
      {},
      [{ action: 'approve', by: 'graduate', from: 'draft', to: nextLevelOr('inForce') }],
      /^flow trial: draft is not in a review/,
    );
    const rows: Row<string>[] = [
      { action: 'invite', by: 'graduate', from: start, to: 'draft' },
      { action: 'submit', by: 'graduate', from: 'draft', to: 'reviewing', atOnce: () => true },
      { action: 'reject', by: 'reviewer', from: 'reviewing', to: 'ended' },
    ];
    assert.throws(() => define(soundStates, rows), /^Error: flow trial: nobody approves in reviewing$/);
  });
});

test('the table of a case names nothing that is carried out for requests alone', () => {
  assert.throws(() => checkCaseEffects(changeRequest), /flow change-request: "correctRecord" is carried out for requests alone/);
  checkCaseEffects(everything);
});
