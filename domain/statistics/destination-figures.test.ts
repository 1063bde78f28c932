import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Counted, figuresOf, percent, settled } from './destination-figures.ts';

const other = (destinationType: string, state: string, count: number): Counted => ({
  held: { flow: 'other-destination', state, destinationType },
  count,
});

test('each graduate is counted once: by the type of what is in force, as under review, or as unregistered', () => {
  const figures = figuresOf([
    { count: 5 },
    { held: { flow: 'online-signing', state: 'effective', destinationType: '10.01' }, count: 40 },
    { held: { flow: 'online-signing', state: 'reviewing.school', destinationType: '10.01' }, count: 3 },
    other('80.02', 'registered', 30),
    other('75.01', 'registered', 2),
    other('76.01', 'registered', 4),
    other('12.01', 'registered', 6),
    other('70.01', 'registered', 7),
    other('80.02', 'voiding.department', 1),
    other('46.01', 'returned', 2),
  ]);
  assert.deepEqual(figures, {
    graduates: 100,
    agreementContract: 40,
    entrepreneurship: 2,
    flexible: 10,
    furtherStudy: 31,
    unemployed: 7,
    underReview: 5,
    unregistered: 5,
  });
  assert.equal(settled(figures), 83);
  assert.equal(percent(settled(figures), figures.graduates), '83.00%');
});

test('a group without graduates has no rate', () => {
  assert.equal(percent(0, figuresOf([]).graduates), '--');
});
