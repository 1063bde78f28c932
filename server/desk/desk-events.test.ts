import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { createDeskEvents, type DeskEvents } from './desk-events.ts';
import { deskRoutes } from './routes.ts';

let platform: TestPlatform;
let events: DeskEvents;
let app: FastifyInstance;
let address: string;
before(async () => {
  platform = await createTestPlatform();
  await makeSchool(platform.database);
  events = await createDeskEvents(platform, { checkEvery: 20 });
  app = createTestApp(platform, deskRoutes(platform, events));
  address = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  await events.close();
  await app.close();
  await platform.stop();
});

let logins = 0;
async function someone() {
  const accountId = await makeAccount(platform, { kind: 'school', schoolId: 1, login: `reviewer-${++logins}` });
  const signIn = () => cookieOf(platform, { kind: 'school', accountId });
  return { accountId, signIn, cookie: await signIn() };
}
const asked: ClientRequest[] = [];
async function open(cookie: string): Promise<IncomingMessage> {
  const request = get(`${address}/api/desk/events`, { headers: { cookie } });
  asked.push(request);
  const [answer]: [IncomingMessage] = (await once(request, 'response')) as never;
  return answer.resume();
}
after(() => {
  for (const request of asked) request.destroy();
});

const ends: readonly [how: string, sql: string][] = [
  ['its session is ended', 'update session set ended_at = now() where account_id = $1'],
  ['its session is too old', `update session set created_at = '2027-03-01' where account_id = $1`],
  ['nobody has asked for anything for half an hour', `update session set last_seen_at = '2027-03-01' where account_id = $1`],
  ['its account is disabled', 'update account set disabled_at = now() where id = $1'],
];
for (const [how, sql] of ends)
  test(`a stream ends when ${how}; that of a colleague stays`, async () => {
    const [one, other] = [await someone(), await someone()];
    const [stream, kept] = [await open(one.cookie), await open(other.cookie)];
    assert.deepEqual([stream.statusCode, kept.statusCode], [200, 200]);
    const ended = once(stream, 'end');
    await platform.database.execute(unnamed(sql), [one.accountId]);
    await ended;
    assert.equal((await open(one.cookie)).statusCode, 401);
    assert.equal(kept.readableEnded, false);
  });

test('eight streams of a session, 24 of a person, and room again when one is closed', async () => {
  const { cookie, signIn } = await someone();
  const own = [];
  for (let nth = 0; nth < 8; nth++) own.push(await open(cookie));
  assert.equal((await open(cookie)).statusCode, 429);
  for (const more of [await signIn(), await signIn()]) for (let nth = 0; nth < 8; nth++) own.push(await open(more));
  assert.equal((await open(await signIn())).statusCode, 429);
  assert.ok(own.every(({ statusCode }) => statusCode === 200));
});
