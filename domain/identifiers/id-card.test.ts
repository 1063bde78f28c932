import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkIdCard, idCardCheckCharacter, idCardFacts, idCardFaults, normalizeDocumentNumber } from './id-card.ts';

/** The two examples of GB 11643-1999 itself; the second one's birth date has been corrected so that it is one. */
const female = '11010519491231002X';
const male = '440524188001010014';

const idCards = fc
  .record({
    province: fc.constantFrom('11', '35', '65', '81', '82', '83'),
    county: fc.integer({ min: 0, max: 9999 }),
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ province, county, day, sequence }) => {
    const first17 = `${province}${String(county).padStart(4, '0')}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    return first17 + idCardCheckCharacter(first17);
  });

describe('ID card numbers (GB 11643)', () => {
  it('takes the examples of the standard', () => {
    assert.equal(checkIdCard(female), undefined);
    assert.equal(checkIdCard(female.toLowerCase()), undefined);
    assert.equal(idCardCheckCharacter(male.slice(0, 17)), '4');
    assert.deepEqual(idCardFacts(female), { birthDate: '1949-12-31', gender: '2', regionCode: '110105' });
  });

  it('computes the check character as the standard defines it: Σ aᵢ·Wᵢ ≡ 1 (mod 11) over all 18 places', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{17}$/), first17 => {
        const values = [...(first17 + idCardCheckCharacter(first17))].map(character =>
          character === 'X' ? 10 : Number(character),
        );
        const sum = values.reduce((total, value, place) => total + value * 2 ** (17 - place), 0);
        assert.equal(sum % 11, 1);
      }),
    );
  });

  it('takes the provinces of GB/T 2260 and 83, and no other beginning', () => {
    const known =
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' ');
    for (let number = 0; number < 100; number++) {
      const province = String(number).padStart(2, '0');
      const first17 = `${province}010520040102001`;
      assert.equal(
        checkIdCard(first17 + idCardCheckCharacter(first17)),
        known.includes(province) ? undefined : 'region',
        province,
      );
    }
  });

  it('names the first fault', () => {
    assert.equal(checkIdCard(''), 'length');
    assert.equal(checkIdCard(female.slice(1)), 'length');
    assert.equal(checkIdCard(`${female}0`), 'length');
    assert.equal(checkIdCard('1101O519491231002X'), 'characters');
    assert.equal(checkIdCard('11010519491231X020'), 'characters');
    assert.equal(checkIdCard('１10105194912310021'), 'characters');
    assert.equal(checkIdCard('990105194912310021'), 'region');
    assert.equal(checkIdCard(male), 'birth-date');
    assert.equal(checkIdCard('110105194902290021'), 'birth-date');
    assert.equal(checkIdCard('110105194913010021'), 'birth-date');
    assert.equal(checkIdCard('110105194912310021'), 'check-character');
  });

  it('takes birth dates from 1900 on', () => {
    assert.equal(checkIdCard(`1101051900010100${1}${idCardCheckCharacter('11010519000101001')}`), undefined);
    assert.equal(checkIdCard(`1101051899123100${1}${idCardCheckCharacter('11010518991231001')}`), 'birth-date');
  });

  it('has a sentence for every fault', () => {
    assert.deepEqual(Object.keys(idCardFaults).sort(), ['birth-date', 'characters', 'check-character', 'length', 'region']);
  });

  it('accepts what it completes, with the facts that went in', () => {
    fc.assert(
      fc.property(idCards, number => {
        assert.equal(checkIdCard(number), undefined);
        const facts = idCardFacts(number);
        assert.equal(facts.birthDate.replaceAll('-', ''), number.slice(6, 14));
        assert.equal(facts.gender, Number(number[16]) % 2 === 0 ? '2' : '1');
        assert.equal(facts.regionCode, number.slice(0, 6));
      }),
    );
  });

  it('finds any one character changed', () => {
    fc.assert(
      fc.property(idCards, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789X'), (number, place, other) => {
        fc.pre(number[place] !== other);
        assert.notEqual(checkIdCard(number.slice(0, place) + other + number.slice(place + 1)), undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds any two neighbours swapped', () => {
    fc.assert(
      fc.property(idCards, fc.integer({ min: 0, max: 16 }), (number, place) => {
        fc.pre(number[place] !== number[place + 1]);
        const swapped = `${number.slice(0, place)}${number[place + 1]}${number[place]}${number.slice(place + 2)}`;
        assert.notEqual(checkIdCard(swapped), undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says nothing about a number that is not correct', () => {
    assert.throws(() => idCardFacts('110105194912310021'), { name: 'RangeError', message: 'not an ID number: check-character' });
  });

  it('normalises widths, spaces, invisible marks and case', () => {
    assert.equal(normalizeDocumentNumber(' １１0105 19491231\u202C 002x\u200B'), female);
  });
});
