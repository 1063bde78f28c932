import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { destinationTypes, isUnemployed, offeredTypes } from './destination-types.ts';
import { educationLevel } from './education-level.ts';
import { trainingMode } from './training-mode.ts';

/*
 * Who is offered what, written down apart from the table: what everybody gets, what a level adds, and what a training mode does to it
 * (graduate guide §9.1: 定向/委培 不可网签 get nothing but the supplement).
 */
const everybody =
  `10.01 10.02 10.03 10.04 10.05 10.06 10.07 10.08 11.01 12.01 27.01 27.02 46.01 50.01 50.02 50.03 51.01 51.02 51.03 51.04 51.05
   75.01 75.02 75.03 76.01 85.01 70.01 70.02 70.03 70.04 70.05 71.01 72.01 72.02`.split(/\s+/);
const added: Readonly<Record<string, readonly string[]>> = {
  11: ['27.03'],
  12: ['27.03'],
  14: ['80.02'],
  15: ['80.02'],
  S1: ['80.02'],
  S2: ['80.02'],
  21: ['80.02', '80.03'],
  22: ['80.02', '80.03'],
  31: ['80.01'],
  32: ['80.01'],
};
const modes: Readonly<Record<string, 'no supplement' | 'supplement too' | 'supplement only'>> = {
  1: 'no supplement',
  21: 'supplement only',
  22: 'supplement too',
  3: 'no supplement',
  41: 'supplement only',
  42: 'supplement too',
  5: 'no supplement',
};

describe('destination types', () => {
  test('each level in each training mode is offered what fits it, and nothing else', () => {
    assert.deepEqual(Object.keys(added).sort(), educationLevel.map(({ code }) => code).sort());
    assert.deepEqual(Object.keys(modes).sort(), trainingMode.map(({ code }) => code).sort());
    let seen = 0;
    for (const [level, more] of Object.entries(added))
      for (const [mode, supplement] of Object.entries(modes)) {
        const own = supplement === 'supplement only' ? [] : [...everybody, ...more];
        const expected = supplement === 'no supplement' ? own : [...own, '10.09'];
        const offered = offeredTypes(level, mode).map(({ code }) => code);
        assert.deepEqual(offered.sort(), expected.sort(), `level ${level}, mode ${mode}`);
        seen += 1;
      }
    assert.equal(seen, 70);
  });

  test('no level, no mode, no offer', () => {
    for (const [level, mode] of [
      ['', '1'],
      ['21', ''],
      ['99', '1'],
      ['21', '99'],
    ] as const)
      assert.deepEqual(offeredTypes(level, mode), []);
  });

  test('without a job are eight types, which ask no evidence and no more than a plan', () => {
    const without = destinationTypes.filter(({ code }) => isUnemployed(code));
    assert.deepEqual(
      without.map(({ code }) => code),
      ['70.01', '70.02', '70.03', '70.04', '70.05', '71.01', '72.01', '72.02'],
    );
    for (const { evidence, requiredFields } of without) {
      assert.equal(evidence.mode, 'none');
      assert.deepEqual(requiredFields, ['plan']);
    }
  });

  test('every other registration asks for at least one piece of evidence that is named', () => {
    for (const { code, flow, evidence } of destinationTypes.filter(({ code }) => !isUnemployed(code))) {
      if (flow === 'online-signing') assert.equal(evidence.mode, 'none');
      else {
        assert.notEqual(evidence.mode, 'none', code);
        assert.ok(evidence.items.length > 0 && evidence.items.every(({ name }) => name.length > 3), code);
      }
    }
  });
});
