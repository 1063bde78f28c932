import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { isTooSlow, ordinaryPace, PacedBody, paceBodies } from './pace.ts';

test('one byte in ten seconds is too slow, a bad connection is not', () => {
  const seen = (bytes: number, elapsed: number, silent: number) =>
    isTooSlow({ bytes, elapsed: elapsed * 1000, silent: silent * 1000 }, ordinaryPace);
  assert.ok(!seen(1, 10, 10), 'it may begin slowly');
  assert.ok(seen(3, 30, 10));
  assert.ok(seen(2_000_000, 40, 31), 'silent');
  assert.ok(!seen(2_000_000, 40, 29), 'a change of networks');
  assert.ok(!seen(10_000 * 300, 300, 1), '10 kB a second for five minutes');
});

let app: FastifyInstance;
let port = 0;
before(async () => {
  app = Fastify();
  paceBodies(app, { silence: 60, grace: 3_600_000, rate: 0 });
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post<{ Body: unknown }>('/json', async ({ body }) => ({ body }));
  app.post<{ Body: Readable }>('/file', async ({ body }) => ({ bytes: (await buffer(body)).length }));
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
after(() => app.close());

async function answerTo(path: string, type: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${type}\r\ncontent-length: 20\r\n\r\n{`);
  let answer = '';
  socket.on('data', data => {
    answer += data.toString();
  });
  await once(socket, 'close');
  return answer;
}

test('a body that stops coming gets 408 and its connection ends, JSON and file', async () => {
  for (const [path, type] of [
    ['/json', 'application/json'],
    ['/file', 'application/octet-stream'],
  ] as const)
    assert.match(await answerTo(path, type), /^HTTP\/1\.1 408 /, path);
});

test('a body that comes whole is what it was', async () => {
  const sent = { name: '龚𬭎' };
  const json = await app.inject({ method: 'POST', url: '/json', payload: sent });
  assert.deepEqual(json.json(), { body: sent });
  const file = { method: 'POST', url: '/file', headers: { 'content-type': 'application/octet-stream' } } as const;
  assert.deepEqual((await app.inject({ ...file, payload: Buffer.alloc(300_000) })).json(), { bytes: 300_000 });
});

test('who reads slowly does not make its sender slow', async () => {
  const body = Readable.from([Buffer.alloc(100_000)]).pipe(new PacedBody({ silence: 20, grace: 3_600_000, rate: 0 }));
  await new Promise(resolve => setTimeout(resolve, 200));
  assert.equal((await buffer(body)).length, 100_000);
});
