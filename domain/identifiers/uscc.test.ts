import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkUscc, completeUscc, normalizeUscc, usccFaults } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** The worked example of GB 32100-2015. */
const example = '91350100M000100Y43';

const codes = fc
  .tuple(
    fc.stringMatching(/^[0-9A-HJ-NP-RTUW-Y]{2}$/),
    fc.stringMatching(/^[0-9]{6}$/),
    fc.stringMatching(/^[0-9A-HJ-NP-RTUW-Y]{9}$/),
  )
  .map(([head, region, body]) => completeUscc(head + region + body));

describe('unified social credit codes (GB 32100)', () => {
  it('takes the example of the standard', () => {
    assert.equal(checkUscc(example), undefined);
    assert.equal(completeUscc(example.slice(0, 17)), example);
  });

  it('names the fault', () => {
    assert.equal(checkUscc(''), 'length');
    assert.equal(checkUscc(example.slice(1)), 'length');
    assert.equal(checkUscc(`${example}0`), 'length');
    assert.equal(checkUscc('91350100M000100Y44'), 'check-character');
    for (const letter of 'IOSVZ') assert.equal(checkUscc(`91350100M00010${letter}Y43`), 'characters', letter);
    assert.equal(checkUscc(example.toLowerCase()), 'characters');
    assert.equal(checkUscc('9135010AM000100Y43'), 'characters');
    assert.equal(checkUscc('91350100M000100Y4-'), 'characters');
    assert.deepEqual(Object.keys(usccFaults).sort(), ['characters', 'check-character', 'length']);
  });

  it('finds any one character changed', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (code, place, other) => {
        fc.pre(code[place] !== other);
        assert.equal(checkUscc(code), undefined);
        assert.notEqual(checkUscc(code.slice(0, place) + other + code.slice(place + 1)), undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds any two neighbours swapped', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 16 }), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        assert.notEqual(checkUscc(`${code.slice(0, place)}${code[place + 1]}${code[place]}${code.slice(place + 2)}`), undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('completes nothing but 17 characters of the alphabet', () => {
    assert.throws(() => completeUscc(example), RangeError);
    assert.throws(() => completeUscc('91350100M000100I4'), RangeError);
  });

  it('normalises case, widths, spaces and hyphens', () => {
    assert.equal(normalizeUscc(' 91-350100-m000100y4-３\u200B'), example);
  });
});
