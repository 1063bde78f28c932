import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFontCoverage } from './font-coverage.ts';
import { fontFamilies, fontFiles, missingGlyphs } from './fonts.ts';

test('the house font draws rare characters of 通用规范汉字表, those of the supplementary planes included', () => {
  assert.deepEqual(missingGlyphs('𬭎㛃䶮𠅤𫞩𬬭阿依古丽·买买提 ABC 123（）「」——……'), []);
});

test('a character that no font draws is named once; line ends are no characters', () => {
  assert.deepEqual(missingGlyphs('李\u{e123}某\n\u{e123}\t\u{10fffd}\r'), ['\u{e123}', '\u{10fffd}']);
});

test('invisible break hints that were pasted along print nothing; a direction override stops the document', () => {
  assert.deepEqual(missingGlyphs('张\u200b三\ufeff'), []);
  assert.deepEqual(missingGlyphs('甲\u202e乙'), ['\u202e']);
});

test('a variation selector that no font knows is missing: dropping it would print another form of the character', () => {
  assert.deepEqual(missingGlyphs('葛\u{e0110}'), ['\u{e0110}']);
});

test('both weights of the house font draw the same characters, so that bold text needs no check of its own', () => {
  const [regular, bold] = fontFiles.map(readFontCoverage);
  assert.ok(regular && bold);
  assert.equal(regular.family, bold.family);
  for (let codePoint = 0x20; codePoint < 0x40000; codePoint++) {
    assert.equal(regular.covers(codePoint), bold.covers(codePoint), codePoint.toString(16));
  }
});

test('with the extension font, characters of GB 18030-2022 level 3 beyond the house font are drawn', t => {
  if (!fontFamilies.includes('HanaMinB')) return t.skip('fonts-hanazono is not installed');
  assert.deepEqual(missingGlyphs('𠀀𪜀𫝀𫠠'), []);
});

test('surrogates and non-characters are not covered', () => {
  const [path] = fontFiles;
  assert.ok(path);
  const coverage = readFontCoverage(path);
  assert.ok(coverage.covers(0x4e00));
  assert.ok(!coverage.covers(0xffff));
  assert.ok(!coverage.covers(0xd800));
});
