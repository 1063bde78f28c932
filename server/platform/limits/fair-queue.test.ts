import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFairQueue, QueueFull } from './fair-queue.ts';

/** Work that ends when it is told to, and says in which order it began. */
function workshop(options: Parameters<typeof createFairQueue>[0]) {
  const queue = createFairQueue(options);
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const send = (sender: string, name: string, first = false) =>
    queue.run(
      sender,
      async () => {
        begun.push(name);
        await new Promise<void>(resolve => endings.set(name, resolve));
      },
      { first },
    );
  const settled = () => new Promise(resolve => setImmediate(resolve));
  const end = async (name: string) => {
    endings.get(name)?.();
    await settled();
  };
  return { begun, send, end };
}

test('senders take turns: a flood of one delays itself', async () => {
  const { begun, send, end } = workshop({ atOnce: 1, perSender: 10, inAll: 100 });
  const all = [1, 2, 3, 4].map(nth => send('flood', `flood ${nth}`));
  all.push(send('honest', 'honest'), send('other', 'other'));
  for (const name of ['flood 1', 'flood 2', 'honest', 'other', 'flood 3', 'flood 4']) await end(name);
  await Promise.all(all);
  assert.deepEqual(begun, ['flood 1', 'flood 2', 'honest', 'other', 'flood 3', 'flood 4']);
});

test('those who are known go before all others', async () => {
  const { begun, send, end } = workshop({ atOnce: 1, perSender: 10, inAll: 100 });
  const all = [send('a', 'a 1'), send('b', 'b 1'), send('a', 'a known', true)];
  for (const name of ['a 1', 'a known', 'b 1']) await end(name);
  await Promise.all(all);
  assert.deepEqual(begun, ['a 1', 'a known', 'b 1']);
});

test('who finds no room is told at once, and makes none worse', async () => {
  const { begun, send, end } = workshop({ atOnce: 1, perSender: 2, inAll: 3 });
  const all = [send('a', 'a 1'), send('a', 'a 2'), send('a', 'a 3')];
  await assert.rejects(send('a', 'a 4'), QueueFull);
  all.push(send('b', 'b 1'));
  await assert.rejects(send('c', 'c 1'), QueueFull);
  for (const name of ['a 1', 'a 2', 'b 1', 'a 3']) await end(name);
  await Promise.all(all);
  assert.deepEqual(begun, ['a 1', 'a 2', 'b 1', 'a 3']);
});

test('work that fails gives its place to the next', async () => {
  const queue = createFairQueue({ atOnce: 1, perSender: 5, inAll: 5 });
  const failing = queue.run('a', () => Promise.reject(new Error('broken')));
  const next = queue.run('a', async () => 'done');
  await assert.rejects(failing, /broken/);
  assert.equal(await next, 'done');
  assert.equal(await queue.run('a', async () => 'again'), 'again');
});

test('a sender with one in work waits though there is room, and holds up nobody', async () => {
  const { begun, send, end } = workshop({ atOnce: 2, atOncePerSender: 1, perSender: 10, inAll: 100 });
  const all = [1, 2, 3].map(nth => send('flood', `flood ${nth}`));
  all.push(send('honest', 'honest 1'), send('honest', 'honest 2'));
  assert.deepEqual(begun, ['flood 1', 'honest 1']);
  for (const name of ['honest 1', 'flood 1', 'honest 2', 'flood 2', 'flood 3']) await end(name);
  await Promise.all(all);
  assert.deepEqual(begun, ['flood 1', 'honest 1', 'honest 2', 'flood 2', 'flood 3']);
});

test('who has too much waiting is told so, not that there are many', async () => {
  const { send, end } = workshop({ atOnce: 1, perSender: 1, inAll: 2 });
  const all = [send('a', 'a 1'), send('a', 'a 2')];
  await assert.rejects(send('a', 'a 3'), { isOwn: true });
  all.push(send('b', 'b 1'));
  await assert.rejects(send('c', 'c 1'), { isOwn: false });
  for (const name of ['a 1', 'a 2', 'b 1']) await end(name);
  await Promise.all(all);
});
