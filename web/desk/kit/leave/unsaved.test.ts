import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { holdUnsaved, mayLeave, navigateAsking, printed } from './unsaved.ts';

const left: (() => void)[] = [];
afterEach(() => {
  for (const leave of left.splice(0)) leave();
});
/** A page with something typed, and how often it was asked. */
function page(answers: boolean, isUnsaved = () => true) {
  const asked = { times: 0 };
  const ask = () => {
    asked.times += 1;
    return Promise.resolve(answers);
  };
  left.push(holdUnsaved({ isUnsaved, ask }));
  return asked;
}
/** Where one got to from a page, when its question was answered. */
async function from(here: string, to: string): Promise<readonly string[]> {
  const reached: string[] = [];
  navigateAsking(here)(path => reached.push(path), to);
  await new Promise(setImmediate);
  return reached;
}

describe('a page with something typed', () => {
  test('is left without a question when nothing was typed, at once', () => {
    const asked = page(false, () => false);
    const reached: string[] = [];
    navigateAsking('/desk/settings')(path => reached.push(path), '/desk/students');
    assert.deepEqual([reached, asked.times], [['/desk/students'], 0]);
  });

  test('asks first, and stays or goes as was answered', async () => {
    const asked = page(false);
    assert.deepEqual(await from('/desk/settings', '/desk/students'), []);
    assert.equal(asked.times, 1);
    left.pop()?.();
    page(true);
    assert.deepEqual(await from('/desk/settings', '/desk/students?cohort=2027'), ['/desk/students?cohort=2027']);
    assert.equal(await mayLeave(), true, 'who has agreed is not asked again');
  });

  test('does not ask when only its own search or its own hash changes', async () => {
    const asked = page(false);
    for (const to of ['/desk/settings?tab=2', '/desk/settings#windows']) assert.deepEqual(await from('/desk/settings', to), [to]);
    assert.equal(asked.times, 0);
  });

  test('asks once however often one clicks', async () => {
    const asked = page(true);
    assert.deepEqual(await Promise.all([mayLeave(), mayLeave()]), [true, false]);
    assert.equal(asked.times, 1);
  });
});

test('what is empty is as good as never filled in', () => {
  assert.equal(printed({ a: '', b: null, c: { d: undefined, e: 1 } }), printed({ c: { e: 1 } }));
  assert.notEqual(printed({ a: 'x' }), printed({ a: 'y' }));
  assert.notEqual(printed({ a: false }), printed({}));
});
