import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatCode, parseCode, payloadOf } from './check-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const payloads = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(payloadOf);
const typed = (payload: string) => formatCode(payload).replaceAll('-', '');

describe('codes with check characters', () => {
  it('reads what it prints, however it is typed', () => {
    fc.assert(
      fc.property(payloads, payload => {
        const code = formatCode(payload);
        assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        assert.deepEqual(parseCode(code, 10), { payload });
        assert.deepEqual(parseCode(` ${code.toLowerCase().replaceAll('-', ' – ')} `, 10), { payload });
        assert.deepEqual(parseCode(code.replaceAll('0', 'o').replaceAll('1', 'l'), 10), { payload });
        assert.deepEqual(parseCode(code.replaceAll('1', 'I'), 10), { payload });
      }),
    );
  });

  it('finds any one character changed and any two neighbours swapped', () => {
    fc.assert(
      fc.property(payloads, fc.integer({ min: 0, max: 11 }), fc.constantFrom(...alphabet), (payload, place, other) => {
        const code = typed(payload);
        if (code[place] !== other) {
          assert.deepEqual(parseCode(code.slice(0, place) + other + code.slice(place + 1), 10), { fault: 'check-characters' });
        }
        if (place < 11 && code[place] !== code[place + 1]) {
          const swapped = `${code.slice(0, place)}${code[place + 1]}${code[place]}${code.slice(place + 2)}`;
          assert.deepEqual(parseCode(swapped, 10), { fault: 'check-characters' });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells length and characters apart', () => {
    assert.deepEqual(parseCode('', 10), { fault: 'length' });
    assert.deepEqual(parseCode(`${typed('0123456789')}0`, 10), { fault: 'length' });
    assert.deepEqual(parseCode('UUUU-UUUU-UUUU', 10), { fault: 'characters' });
    assert.deepEqual(parseCode('去向', 10), { fault: 'characters' });
  });

  it('has fixed codes, so that printed ones stay good', () => {
    assert.equal(formatCode('0000000000'), '0000-0000-0000');
    assert.equal(formatCode('0123456789'), '0123-4567-89CN');
  });

  it('prints nothing outside its alphabet', () => {
    for (const payload of ['', 'abc', 'U123', '12 3']) assert.throws(() => formatCode(payload), RangeError);
  });

  it('makes every character as likely', () => {
    assert.equal(payloadOf(Uint8Array.from({ length: 256 }, (_, byte) => byte)), alphabet.repeat(8));
  });
});
