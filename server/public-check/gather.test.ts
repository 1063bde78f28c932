import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from './gather.ts';

interface Batch {
  readonly questions: readonly number[];
  readonly answer: (answers?: readonly string[]) => void;
  readonly fail: (error: Error) => void;
}
/** A gatherer whose batches are answered by hand. */
function byHand(options: { most?: number; atOnce?: number; mostWaiting?: number } = {}) {
  const batches: Batch[] = [];
  let told: () => void = () => undefined;
  const ask = gather<number, string>(
    questions =>
      new Promise((resolve, reject) => {
        batches.push({ questions, answer: (answers = questions.map(String)) => resolve(answers), fail: reject });
        told();
      }),
    { most: 10, atOnce: 1, mostWaiting: 100, answersEvery: 5, ticks: () => 0, pause: async () => undefined, ...options },
  );
  const next = async (): Promise<Batch> => {
    for (let batch = batches.shift(); ; batch = batches.shift()) {
      if (batch) return batch;
      await new Promise<void>(resolve => {
        told = resolve;
      });
    }
  };
  return { ask, next, batches };
}

test('what arrives together is asked once; what arrives meanwhile waits and is asked together', async () => {
  const { ask, next } = byHand();
  const answers = [ask(1), ask(2)];
  const first = await next();
  assert.deepEqual(first.questions, [1, 2]);
  answers.push(ask(3), ask(4), ask(5));
  first.answer();
  const second = await next();
  assert.deepEqual(second.questions, [3, 4, 5]);
  second.answer();
  assert.deepEqual(await Promise.all(answers), ['1', '2', '3', '4', '5']);
});

test('a batch has its longest; several run at once', async () => {
  const { ask, next } = byHand({ most: 2, atOnce: 2 });
  const answers = [1, 2, 3, 4, 5].map(number => ask(number));
  const [one, two] = [await next(), await next()];
  assert.deepEqual(
    [one.questions, two.questions],
    [
      [1, 2],
      [3, 4],
    ],
  );
  two.answer();
  const three = await next();
  assert.deepEqual(three.questions, [5]);
  one.answer();
  three.answer();
  assert.deepEqual(await Promise.all(answers), ['1', '2', '3', '4', '5']);
});

test('a batch that fails fails its own, and the next one runs', async () => {
  const { ask, next } = byHand();
  const first = ask(1);
  const failing = await next();
  const second = ask(2);
  failing.fail(new Error('the database is away'));
  await assert.rejects(async () => first, /away/);
  (await next()).answer();
  assert.equal(await second, '2');
  const third = ask(3);
  (await next()).answer([]);
  await assert.rejects(async () => third, /too few/);
});

test('too many waiting are turned away at once', async () => {
  const { ask, next } = byHand({ mostWaiting: 2 });
  const answers = [ask(1), ask(2)];
  assert.equal(ask(3), undefined);
  (await next()).answer();
  assert.deepEqual(await Promise.all(answers), ['1', '2']);
});

test('answers leave at whole steps after their batch began, however long it took', async () => {
  for (const [took, waits] of [
    [1.2, 3.8],
    [1.3, 3.7],
    [5.5, 4.5],
  ] as const) {
    let now = 100;
    const pauses: number[] = [];
    const ask = gather<number, string>(
      async () => {
        now += took;
        return ['answer'];
      },
      {
        ...{ most: 10, atOnce: 1, mostWaiting: 100, answersEvery: 5, ticks: () => now },
        pause: async milliseconds => pauses.push(Math.round(milliseconds * 10) / 10),
      },
    );
    assert.equal(await ask(1), 'answer');
    assert.deepEqual(pauses, [waits]);
  }
});
