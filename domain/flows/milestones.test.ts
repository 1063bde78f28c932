import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowName } from '../flow-names.ts';
import type { Levels } from '../roles.ts';
import { milestonesOf } from './milestones.ts';

const day = (number: number) => new Date(Date.UTC(2027, 2, number));
/** One state a day, in words: a done step with its day, the others with their state. */
function line(flow: FlowName, states: readonly string[], levels: Levels = ['department', 'school']): string {
  const history = states.map((toState, index) => ({ at: day(index + 1), toState }));
  return milestonesOf(flow, states.at(-1) ?? '', levels, history)
    .map(({ label, state, at }) => `${label} ${state === 'ahead' ? '-' : `${state}${at?.getUTCDate()}`}`)
    .join(' · ');
}

test('four steps, whatever loops a case has gone through', () => {
  const draft = ['draft'];
  assert.equal(line('other-destination', draft), '填写 current1 · 学院 - · 学校 - · 完成 -');
  const inReview = [...draft, 'reviewing.department', 'reviewing.school'];
  assert.equal(line('other-destination', inReview), '填写 done2 · 学院 done3 · 学校 current3 · 完成 -');
  const returned = [...inReview, 'returned'];
  assert.equal(line('other-destination', returned), '填写 current4 · 学院 - · 学校 - · 完成 -');
  const again = [...returned, 'reviewing.department', 'withdrawn', 'reviewing.department'];
  assert.equal(line('other-destination', again), '填写 done7 · 学院 current7 · 学校 - · 完成 -');
  const registered = [...again, 'reviewing.school', 'registered'];
  assert.equal(line('other-destination', registered), '填写 done7 · 学院 done8 · 学校 done9 · 完成 done9');
  // Voiding is another round of the same case.
  const voiding = [...registered, 'voiding.department'];
  assert.equal(line('other-destination', voiding), '申请作废 done10 · 学院 current10 · 学校 - · 作废 -');
  assert.equal(
    line('other-destination', [...voiding, 'voided'])
      .split(' · ')
      .at(-1),
    '作废 done11',
  );
});

test('an end that nobody wanted is told at the step where it came', () => {
  assert.equal(line('online-signing', ['invited']), '应约 current1 · 学院 - · 学校 - · 完成 -');
  assert.equal(line('online-signing', ['invited', 'declined']), '应约 failed2 · 学院 - · 学校 - · 完成 -');
  const reviewing = ['invited', 'reviewing.department', 'reviewing.school'];
  assert.equal(line('online-signing', [...reviewing, 'failed']), '应约 done2 · 学院 done3 · 学校 failed4 · 完成 -');
  assert.equal(
    line('paper-signing', ['draft', 'reviewing.school', 'effective'], ['school']),
    '填写 done2 · 学校 done3 · 完成 done3',
  );
});

test('offline signing has two rounds, a termination the answer of the other', () => {
  const agreement = ['draft', 'agreementReviewing.department', 'agreementReviewing.school'];
  assert.equal(line('offline-signing', agreement), '填写 done2 · 学院 done3 · 学校 current3 · 出具协议 -');
  assert.equal(line('offline-signing', [...agreement, 'issued']), '签章回传 current4 · 学院 - · 学校 - · 完成 -');
  const scan = [...agreement, 'issued', 'signingReviewing.department'];
  assert.equal(line('offline-signing', scan), '签章回传 done5 · 学院 current5 · 学校 - · 完成 -');
  assert.equal(line('online-termination', ['requested.graduate']), '双方同意 current1 · 学院 - · 学校 - · 解约 -');
  assert.equal(line('online-termination', ['requested.graduate', 'schoolAsked']), '双方同意 current2 · 学院 - · 学校 - · 解约 -');
  assert.equal(line('online-termination', ['requested.employer', 'declined']), '双方同意 failed2 · 学院 - · 学校 - · 解约 -');
});
