import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { isRefused } from '#domain/refusals.ts';
import { demoSms, sandboxAddresses } from '#sandbox/demo-credentials.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { createAliyunSms } from '#server/platform/outside/sms.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeGraduate,
  makeSchool,
  type TestGraduate,
  type TestPlatform,
  testTime,
} from '#server/testing/platform.ts';
import { checkConsentCode } from './consent-code.ts';
import { signInRoutes } from './routes.ts';
import { useCode } from './sms-codes.ts';

let folder = '';
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let platform: TestPlatform;
let app: FastifyInstance;
let first: TestGraduate;
let second: TestGraduate;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quxiang-consent-'));
  sandbox = await startSandbox({ port: 0, folder, peopleFile: join(folder, 'sign-in.json'), smsPerMinute: 100 });
  platform = await createTestPlatform({
    outside: { sms: createAliyunSms({ endpoint: sandboxAddresses(sandbox.url).smsEndpoint, ...demoSms }) },
  });
  app = createTestApp(platform, signInRoutes(platform, { helpContact: '', inboxUrl: null }));
  const { database, vault } = platform;
  await makeSchool(database);
  first = await makeGraduate(database, vault, { phone: '13800990001' });
  second = await makeGraduate(database, vault, { name: '单于䶮', idNumber: '350121200408200086', examNumber: '23350000099002' });
});
after(async () => {
  await app.close();
  await platform.stop();
  await sandbox.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => platform.clock.set(testTime));

describe('consent codes', () => {
  const send = async () =>
    app.inject({
      method: 'POST',
      url: '/api/graduate/consent-codes',
      headers: { cookie: await cookieOf(platform, { kind: 'graduate', ...first }) },
    });
  const lastCode = async (): Promise<string> => {
    const { messages } = await (await fetch(`${sandbox.url}/inbox.json?to=13800990001`)).json();
    return messages[0].params.code;
  };
  const check = (code: string, sender = 'own') => checkConsentCode(platform, first, { code, sender });
  const use = (proof: Awaited<ReturnType<typeof check>>) => platform.database.transaction(tx => useCode(tx, proof));
  beforeEach(async () => {
    await platform.database.execute(unnamed('delete from sms_code'));
    await platform.database.execute(unnamed('delete from sign_in_failure'));
  });
  const wrong = (code: string): string => (code === '000000' ? '111111' : '000000');

  test('come to the own phone, shown masked, a minute apart', async () => {
    assert.deepEqual((await send()).json(), { waitSeconds: 60, maskedPhone: '138****0001' });
    assert.match(await lastCode(), /^\d{6}$/);
    platform.clock.advance(59_000);
    const early = await send();
    assert.deepEqual([early.statusCode, early.json().title], [429, '尝试次数过多，请在 1 秒后再试。']);
    platform.clock.advance(1000);
    assert.equal((await send()).statusCode, 200);
  });

  test('are good once, for this person', async () => {
    await send();
    const code = await lastCode();
    assert.ok(isRefused(await checkConsentCode(platform, second, { code, sender: 'own' })));
    const proof = await check(code);
    assert.equal(await use(proof), undefined);
    assert.deepEqual(await use(proof), { refused: { code: 'wrong-sms-code' } });
    assert.ok(isRefused(await check(code)));
  });

  test('of two commands at once with one code, one succeeds', async () => {
    await send();
    const code = await lastCode();
    const [one, two] = await Promise.all([check(code), check(code)]);
    const outcomes = await Promise.all([use(one), use(two)]);
    assert.equal(outcomes.filter(outcome => outcome === undefined).length, 1);
  });

  test('end after five minutes', async () => {
    await send();
    const code = await lastCode();
    platform.clock.advance(5 * 60_000 - 1);
    assert.ok(!isRefused(await check(code)));
    platform.clock.advance(1);
    assert.ok(isRefused(await check(code)));
  });

  test('end after five tries, also of commands that were refused', async () => {
    await send();
    const code = await lastCode();
    for (let tries = 0; tries < 4; tries += 1) assert.ok(isRefused(await check(wrong(code))));
    assert.ok(!isRefused(await check(code)));
    assert.ok(isRefused(await check(code)));
  });

  test('are not burnt by a stranger, whose guesses are counted apart; sixty of all together end them', async () => {
    await send();
    const code = await lastCode();
    for (let tries = 0; tries < 9; tries += 1) assert.ok(isRefused(await check(wrong(code), 'stranger')));
    assert.ok(isRefused(await check(code, 'stranger')));
    assert.ok(!isRefused(await check(code)));
    for (let tries = 0; tries < 60; tries += 1) await check(wrong(code), `stranger ${tries}`);
    assert.ok(isRefused(await check(code)));
  });

  test('do not ring a phone all day', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      statuses.push((await send()).statusCode);
      platform.clock.advance(61_000);
    }
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429]);
  });
});
