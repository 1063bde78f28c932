import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetArrived, keepForm, keptForm } from './kept-form.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const noon = Date.parse('2027-03-10T04:00:00Z');

test('a form that was kept comes back for a day, of its own case only', () => {
  const keeper = memory();
  keepForm('1-7', { jobTitle: '软件工程师' }, { keeper, now: noon });
  assert.deepEqual(keptForm('1-7', { keeper, now: noon + 86_399_999 }), { jobTitle: '软件工程师' });
  assert.deepEqual(keptForm('1-7', { keeper, now: noon + 86_400_000 }), {});
  assert.deepEqual(keptForm('1-8', { keeper, now: noon }), {});
});

test('what was changed is kept, and adds up; of the rest the server may have something newer', () => {
  const keeper = memory();
  keepForm('1-7', { contact: '吴老师' }, { keeper, now: noon });
  keepForm('1-7', { address: '演示路 9 号' }, { keeper, now: noon + 1 });
  keepForm('1-7', { contact: '林老师' }, { keeper, now: noon + 2 });
  assert.deepEqual(keptForm('1-7', { keeper, now: noon + 3 }), { contact: '林老师', address: '演示路 9 号' });
});

test('what has arrived is forgotten, what another window typed meanwhile is not', () => {
  const keeper = memory();
  keepForm('1-7', { contact: '吴老师', address: '演示路 9 号' }, { keeper, now: noon });
  forgetArrived('1-7', { contact: '吴老师', address: '演示路 8 号' }, { keeper, now: noon });
  assert.deepEqual(keptForm('1-7', { keeper, now: noon }), { address: '演示路 9 号' });
  forgetArrived('1-7', { address: '演示路 9 号' }, { keeper, now: noon });
  assert.equal(keeper.getItem('form:1-7'), null);
});

test('what cannot be read is nothing, and where nothing can be kept the page still works', () => {
  const keeper = memory();
  for (const text of ['', 'null', '{', '7', '{"at":"x","form":{}}', `{"at":${noon},"form":{"a":1}}`]) {
    keeper.setItem('form:1-7', text);
    assert.deepEqual(keptForm('1-7', { keeper, now: noon }), {});
  }
  const closed = {
    ...memory(),
    getItem: (): string | null => {
      throw new Error('SecurityError');
    },
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  keepForm('1-7', { a: 'b' }, { keeper: closed, now: noon });
  assert.deepEqual(keptForm('1-7', { keeper: closed, now: noon }), {});
});
