import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPersonName, describePersonNameFault, normalizePersonName, personNameMaxLength } from './person-name.ts';

describe('names of persons', () => {
  it('writes every middle dot as ·', () => {
    for (const dot of '•・‧·･∙⋅.．') assert.equal(normalizePersonName(`阿依古丽${dot}买买提`), '阿依古丽·买买提', dot);
    assert.equal(normalizePersonName('阿依古丽 · 买买提'), '阿依古丽·买买提');
    assert.equal(normalizePersonName('阿依古丽 . 买买提'), '阿依古丽·买买提');
  });

  it('keeps the full stop of a Latin initial', () => {
    assert.equal(normalizePersonName('John A. Smith'), 'John A. Smith');
    assert.equal(checkPersonName('John A. Smith'), undefined);
  });

  it('drops spaces at the ends and beside Han characters, keeps one between Latin words', () => {
    assert.equal(normalizePersonName(' 欧阳　静姝\u200B '), '欧阳静姝');
    assert.equal(normalizePersonName('Maria   Anna\u00A0Li'), 'Maria Anna Li');
    assert.equal(normalizePersonName('张 Anna'), '张Anna');
    assert.equal(normalizePersonName('\u202D林知远\u202C'), '林知远');
  });

  it('takes rare characters, dots, Latin letters with marks and 〇', () => {
    for (const name of ['林知𬭎', '㛃', '䶮䶮', '阿依古丽·买买提', "Siân O'Neill", 'Anne-Marie', '〇一', '叶𪚥', '𠅤'])
      assert.equal(checkPersonName(name), undefined, name);
  });

  it('names a private-use character', () => {
    assert.deepEqual(checkPersonName('陈\uE863'), { kind: 'private-use', character: '\uE863', codePoint: 'U+E863' });
    for (const [character, codePoint] of [
      ['\uE000', 'U+E000'],
      ['\uF8FF', 'U+F8FF'],
      ['\u{F0000}', 'U+F0000'],
      ['\u{FFFFD}', 'U+FFFFD'],
      ['\u{100000}', 'U+100000'],
      ['\u{10FFFD}', 'U+10FFFD'],
    ] as const) {
      assert.deepEqual(checkPersonName(`林${character}远`), { kind: 'private-use', character, codePoint });
      assert.ok(
        describePersonNameFault({ kind: 'private-use', character, codePoint }).includes(`「${character}」（${codePoint}）`),
      );
    }
  });

  it('names an odd character', () => {
    for (const character of ['2', '\uFFFD', '?', '😀', '\u0007', '=', '<', '\uD800', '*']) {
      const fault = checkPersonName(`林${character}`);
      assert.equal(fault?.kind, 'odd-character', JSON.stringify(character));
    }
    assert.deepEqual(checkPersonName('林\u0007'), { kind: 'odd-character', character: '\u0007', codePoint: 'U+0007' });
    assert.match(describePersonNameFault({ kind: 'odd-character', character: '2', codePoint: 'U+0032' }), /「2」（U\+0032）/);
  });

  it('counts characters, not code units', () => {
    assert.equal(checkPersonName('𬭎'.repeat(personNameMaxLength)), undefined);
    assert.deepEqual(checkPersonName('𬭎'.repeat(personNameMaxLength + 1)), { kind: 'too-long' });
    assert.match(describePersonNameFault({ kind: 'too-long' }), /50/);
  });

  it('wants a name at all', () => {
    assert.deepEqual(checkPersonName(normalizePersonName(' \u3000 ')), { kind: 'empty' });
    assert.equal(describePersonNameFault({ kind: 'empty' }), '请填写姓名');
  });
});
