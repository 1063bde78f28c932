/** A chapter as tests, each named by its requirement. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Chapter, idsOf, levelOf } from './requirement.ts';
import { isWritten } from './sources.ts';

export function runChapter({ number, requirements }: Chapter, close?: () => Promise<void>): void {
  if (close) after(close);
  test(`V${number}: every requirement of levels 1 and 2 is answered once`, () => {
    const answered = requirements.map(({ id }) => id);
    assert.deepEqual(answered.filter(id => (levelOf(id) ?? 3) <= 2).toSorted(), idsOf(number, 2).toSorted());
    assert.equal(new Set(answered).size, answered.length);
    for (const id of answered) assert.ok(levelOf(id) && id.startsWith(`V${number}.`), id);
  });
  for (const { id, title, standing, words, shown, check } of requirements) {
    if (standing === 'not met') {
      test(`${id} ${title}: not met, and said`, () => assert.ok(words.length > 20));
      continue;
    }
    test(`${id} ${title}${standing === 'met' ? '' : ': not applicable'}`, async () => {
      if (standing === 'met') assert.ok(check || shown.length > 0, 'nothing shows it');
      else assert.ok(words.length > 10);
      for (const one of shown) assert.ok(isWritten(one), `no test «${one.test}» in ${one.file}`);
      await check?.();
    });
  }
}
