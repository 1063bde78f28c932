import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NoAnswer, sendAgain } from './send-again.ts';

function line(...answers: readonly (number | 'silence')[]) {
  const left = [...answers];
  const told: boolean[] = [];
  const pauses: number[] = [];
  const controller = new AbortController();
  const options = {
    signal: controller.signal,
    onRepeat: (repeats: boolean) => void told.push(repeats),
    pause: async (milliseconds: number) => void pauses.push(milliseconds),
  };
  const send = async () => {
    const next = left.shift();
    if (typeof next !== 'number') throw new TypeError('fetch failed');
    return new Response('{}', { status: next, headers: next === 503 ? { 'retry-after': '3' } : {} });
  };
  return { send, options, told, pauses, controller };
}

describe('a request that gets no answer, or one that asks to come back', () => {
  const cases: readonly [string, (number | 'silence')[], number | undefined, number[]][] = [
    ['answered at once', [200], 200, []],
    ['refused: nothing is sent again', [409, 200], 409, []],
    ['the network was away for a moment', ['silence', 'silence', 200], 200, [400, 800]],
    ['the network stays away', ['silence', 'silence', 'silence', 200], undefined, [400, 800]],
    ['the server restarts and says for how long', [503, 503, 200], 200, [3000, 3000]],
    ['its proxy says so', [502, 504, 200], 200, [1000, 1000]],
    ['the server stays away', [503, 503, 503, 503, 200], 503, [3000, 3000, 3000]],
    ['one after the other', ['silence', 503, 200], 200, [400, 3000]],
  ];
  for (const [name, answers, status, paused] of cases)
    test(name, async () => {
      const { send, options, told, pauses } = line(...answers);
      if (status === undefined) await assert.rejects(sendAgain(send, options), NoAnswer);
      else assert.equal((await sendAgain(send, options)).status, status);
      assert.deepEqual(pauses, paused);
      assert.deepEqual(
        told,
        paused.length > 0 ? [true, false] : [],
        'people are told once that it is tried again, and when that ends',
      );
    });
  test('a page that was left asks no more', async () => {
    const { send, options, controller, told } = line('silence', 200);
    const left = new Error('left');
    const pause = async () => controller.abort(left);
    await assert.rejects(sendAgain(send, { ...options, pause }), left);
    assert.deepEqual(told, [true, false]);
  });
});
