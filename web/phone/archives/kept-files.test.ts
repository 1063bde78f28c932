import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepFiles, keptFiles } from './kept-files.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const now = Date.parse('2027-03-10T04:00:00Z');
const letter = { id: 'a1', name: '调档函.jpg', mediaType: 'image/jpeg', pages: 1, deleted: false };

test('which files a change encloses outlives a reload, for a day, of its own request; none is an answer too', () => {
  const keeper = memory();
  assert.equal(keptFiles('archives:archive:7', { keeper, now }), undefined);
  keepFiles('archives:archive:7', [letter], { keeper, now });
  assert.deepEqual(keptFiles('archives:archive:7', { keeper, now: now + 1000 }), [letter]);
  assert.equal(keptFiles('archives:archive:8', { keeper, now }), undefined);
  assert.equal(keptFiles('archives:archive:7', { keeper, now: now + 86_400_000 }), undefined);
  keepFiles('archives:archive:7', [], { keeper, now });
  assert.deepEqual(keptFiles('archives:archive:7', { keeper, now }), []);
});

test('what cannot be read is nothing', () => {
  const keeper = memory();
  for (const files of ['{', '7', '[7]', '[{"id":"a1"}]']) {
    keeper.setItem('form:archives:archive:7:files', JSON.stringify({ at: now, form: { files } }));
    assert.equal(keptFiles('archives:archive:7', { keeper, now }), undefined, files);
  }
});
