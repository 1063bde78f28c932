import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatCode, parseCode, payloadOf, placeInWords } from './check-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const payloadLength = 16;
const payloads = fc.uint8Array({ minLength: payloadLength, maxLength: payloadLength }).map(payloadOf);
const typed = (payload: string) => formatCode(payload).replaceAll('-', '');
const swap = (code: string, place: number) => `${code.slice(0, place)}${code[place + 1]}${code[place]}${code.slice(place + 2)}`;

describe('codes with check characters', () => {
  it('reads what it prints, however it is typed', () => {
    fc.assert(
      fc.property(payloads, payload => {
        const code = formatCode(payload);
        assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{2}$/);
        const wide = [...code].map(character =>
          character === '-' ? '－' : String.fromCharCode(character.charCodeAt(0) + 0xfee0),
        );
        for (const text of [
          code,
          ` ${code.toLowerCase().replaceAll('-', ' – ')} `,
          code.replaceAll('0', 'o').replaceAll('1', 'l'),
          code.replaceAll('0', 'O').replaceAll('1', 'I'),
          wide.join(''),
          code.replaceAll('-', '\u3000'),
        ])
          assert.deepEqual(parseCode(text, payloadLength), { payload }, text);
      }),
    );
  });

  it('locates every single wrong character and knows the right one', () => {
    fc.assert(
      fc.property(payloads, payload => {
        const code = typed(payload);
        for (let place = 0; place < code.length; place++)
          for (const other of alphabet.replace(code.charAt(place), '')) {
            const wrong = code.slice(0, place) + other + code.slice(place + 1);
            const found = parseCode(wrong, payloadLength);
            assert.deepEqual(found, { fault: 'check-characters', places: [place], likely: code }, wrong);
          }
      }),
      { numRuns: 40 },
    );
  });

  it('finds any two characters that changed places', () => {
    fc.assert(
      fc.property(payloads, fc.nat(17), fc.nat(17), (payload, one, other) => {
        const code = typed(payload);
        if (code[one] === code[other]) return;
        const characters = [...code];
        [characters[one], characters[other]] = [characters[other] ?? '', characters[one] ?? ''];
        const found = parseCode(characters.join(''), payloadLength);
        assert.ok('fault' in found && found.fault === 'check-characters');
        assert.notEqual(found.places.length, 1, 'it is no single wrong character');
      }),
      { numRuns: 2_000 },
    );
  });

  it('detects every swap of neighbours, of all pairs of characters at all places; the place it names is never another one', () => {
    let [swaps, placed] = [0, 0];
    for (let place = 0; place < payloadLength - 1; place++)
      for (const one of alphabet)
        for (const other of alphabet.replace(one, '')) {
          const payload = `${'7K3M9Q2ARTWXYZ05'.slice(0, place)}${one}${other}${'7K3M9Q2ARTWXYZ05'.slice(place + 2)}`;
          const code = typed(payload);
          const found = parseCode(swap(code, place), payloadLength);
          assert.ok('fault' in found && found.fault === 'check-characters');
          swaps++;
          if (found.places.length === 0) continue;
          placed++;
          assert.deepEqual(found, { fault: 'check-characters', places: [place, place + 1], likely: code });
        }
    assert.equal(swaps, 15 * 32 * 31);
    assert.ok(placed / swaps > 0.5, `${placed} of ${swaps}`);
  });

  it('tells length and characters apart, with their places', () => {
    assert.deepEqual(parseCode('', payloadLength), { fault: 'length', length: 0 });
    assert.deepEqual(parseCode(`${typed('0123456789ABCDEF')}0`, payloadLength), { fault: 'length', length: 19 });
    assert.deepEqual(parseCode('UUAA', payloadLength), { fault: 'characters', places: [0, 1] });
    assert.deepEqual(parseCode('0123-45去7', payloadLength), { fault: 'characters', places: [6] });
    assert.equal(placeInWords(6), '第 2 组第 3 个');
    assert.equal(placeInWords(17), '第 5 组第 2 个');
  });

  it('has fixed codes, so that printed ones stay good', () => {
    assert.equal(formatCode('0000000000000000'), '0000-0000-0000-0000-00');
    assert.equal(formatCode('0123456789ABCDEF'), '0123-4567-89AB-CDEF-SS');
  });

  it('lets one in 1,024 texts pass', () => {
    const passing = [...alphabet].flatMap(one => [...alphabet].map(other => `7K3M9Q2ARTWXYZ05${one}${other}`));
    assert.equal(passing.filter(text => 'payload' in parseCode(text, payloadLength)).length, 1);
  });

  it('prints nothing outside its alphabet, and nothing longer than it can check', () => {
    for (const payload of ['', 'abc', 'U123', '12 3', '0'.repeat(30)]) assert.throws(() => formatCode(payload), RangeError);
    assert.equal(formatCode('0'.repeat(29)).replaceAll('-', '').length, 31);
  });

  it('makes every character as likely', () => {
    assert.equal(payloadOf(Uint8Array.from({ length: 256 }, (_, byte) => byte)), alphabet.repeat(8));
  });
});
