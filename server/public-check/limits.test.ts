import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '#server/platform/base/clock.ts';
import { createCheckLimits, limits } from './limits.ts';
import { createRotatingCounter } from './rotating-counter.ts';

const start = '2027-03-10T02:00:00Z';
let subjects = 0;
const other = () => `code ${subjects++}`;

test('an address: open, then with proof, then after a wait', () => {
  const clock = fixedClock(start);
  const its = createCheckLimits(clock);
  const network = '192.0.2.1';
  const verdicts: string[] = [];
  for (let time = 0; time < limits.failuresMost; time++) {
    verdicts.push(its.judge({ network, subject: other() }).is);
    its.begin({ network, subject: other() });
  }
  assert.deepEqual(new Set(verdicts.slice(0, limits.failuresFree)), new Set(['open']));
  assert.deepEqual(new Set(verdicts.slice(limits.failuresFree)), new Set(['proof']));
  const verdict = its.judge({ network, subject: other() });
  assert.ok(verdict.is === 'wait' && verdict.because === 'address');
  assert.ok(verdict.seconds <= (2 * limits.window) / 1000, String(verdict.seconds));
  clock.advance((verdict.seconds - 2) * 1000);
  assert.equal(its.judge({ network, subject: other() }).is, 'wait');
  clock.advance(2_000);
  assert.equal(its.judge({ network, subject: other() }).is, 'proof');
  clock.advance(2 * limits.window);
  assert.equal(its.judge({ network, subject: other() }).is, 'open', 'all is forgotten');
  assert.equal(its.judge({ network: '192.0.2.2', subject: other() }).is, 'open');
});

test('found ones are no failures, but there are never more than an office types', () => {
  const its = createCheckLimits(fixedClock(start));
  const network = '192.0.2.1';
  for (let time = 0; time < limits.checksMost; time++) {
    const check = { network, subject: other() };
    assert.equal(its.judge(check).is, 'open');
    its.begin(check);
    its.found(check);
  }
  assert.equal(its.judge({ network, subject: other() }).is, 'wait');
});

test('one code, from many addresses', () => {
  const its = createCheckLimits(fixedClock(start));
  for (let time = 0; time < limits.failuresOfCode; time++) its.begin({ network: `10.0.0.${time}`, subject: 'x' });
  const verdict = its.judge({ network: '10.0.1.1', subject: 'x' });
  assert.ok(verdict.is === 'wait' && verdict.because === 'code');
});

test('when all addresses together fail too often, everybody proves work for a while', () => {
  const clock = fixedClock(start);
  const its = createCheckLimits(clock);
  for (let time = 0; time < limits.failuresOfAll; time++) its.begin({ network: `a${time}`, subject: `b${time}` });
  assert.equal(its.judge({ network: 'new', subject: 'new' }).is, 'proof');
  clock.advance(120_000);
  assert.equal(its.judge({ network: 'new', subject: 'new' }).is, 'open');
});

test('a counter forgets smoothly, and holds no more subjects than twice its most', () => {
  let now = 0;
  const counter = createRotatingCounter({ window: 1_000, mostSubjects: 3, now: () => now });
  counter.add('x', { checks: 10, failures: 4 });
  now = 1_000;
  assert.deepEqual(counter.of('x'), { checks: 10, failures: 4 });
  now = 1_500;
  assert.deepEqual(counter.of('x'), { checks: 5, failures: 2 });
  now = 2_000;
  assert.deepEqual(counter.of('x'), { checks: 0, failures: 0 });
  for (const subject of 'abcdefghi') counter.add(subject, { checks: 1, failures: 0 });
  assert.deepEqual(
    [...'abcdefghi'].filter(subject => counter.of(subject).checks > 0),
    [...'defghi'],
  );
});
