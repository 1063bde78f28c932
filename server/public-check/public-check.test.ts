import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { formatCode, payloadOf } from '#domain/identifiers/check-code.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { CodeEnd } from '#domain/verification/ends.ts';
import type { FormContent } from '#domain/verification/form.ts';
import { statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestApp, createTestPlatform, makeGraduate, makeSchool, type TestPlatform } from '#server/testing/platform.ts';
import { endCodes, issueCodes } from '#server/verification/index.ts';
import { limits } from './limits.ts';
import { publicCheckModule } from './module.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let module: ReturnType<typeof publicCheckModule>;
let graduateId: number;
before(async () => {
  platform = await createTestPlatform();
  await makeSchool(platform.database);
  ({ graduateId } = await makeGraduate(platform.database, platform.vault));
});
after(() => platform.stop());
beforeEach(() => {
  module = publicCheckModule(platform);
  app = createTestApp(platform, module.routes ?? []);
});

const name = '阿依古丽·买买提';
const content: FormContent = {
  basics: {
    ...{ name, gender: '2', originRegion: '350203', schoolName: '东海大学', majorName: '哲学', educationLevel: '31' },
    graduatesIn: '202706',
  },
  destination: {
    destinationType: '10.01',
    destinationCategory: '10',
    employerName: '㛃䶮科技有限公司',
    employerRegionCode: '350203',
  },
  transfer: { transferType: '01', receiverName: '厦门市人才服务中心', receiverRegionCode: '350203' },
};
const newest = statement<{ codeSealed: Buffer; tokenSealed: Buffer }>(
  'public-check-test.newest',
  'select code_sealed, token_sealed from verification_code order by id desc limit 1',
);
const end = (reason: CodeEnd) =>
  platform.database.transaction(tx =>
    endCodes(tx, { schoolId: 1, graduateIds: [graduateId], reason, now: platform.clock.now() }),
  );
async function issue(kind: TransferKind = 'archive', days = 30) {
  await end('renewed');
  const now = platform.clock.now();
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  await platform.database.transaction(tx =>
    issueCodes(tx, platform.vault, {
      ...{ schoolId: 1, purpose: 'authorization', accountId: null, now },
      issues: [{ graduateId, kind, content, expiresAt }],
    }),
  );
  const { codeSealed, tokenSealed } = await platform.database.one(newest);
  return { code: platform.vault.open(codeSealed), token: platform.vault.open(tokenSealed) };
}

let addresses = 0;
const check = (
  by: object,
  { kind = 'archive', ip = `10.0.${addresses++ >> 8}.${addresses & 255}`, proof = undefined as unknown } = {},
) => app.inject({ method: 'POST', url: '/api/checks', payload: { kind, by, proof }, remoteAddress: ip });
const unknownCode = (seed: number) => formatCode(payloadOf(Uint8Array.from({ length: 16 }, (_, place) => seed * 7 + place * 5)));

describe('found', () => {
  test('by name and code, as they are typed: the form as of now, and nothing else', async () => {
    const { code } = await issue();
    const answer = await check({ name: ' 阿依古丽•买买提 ', code: code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o') });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['cache-control'], 'no-store');
    const { checkedAt, found, notFound } = answer.json();
    assert.deepEqual([checkedAt, notFound], [platform.clock.now().toISOString(), null]);
    assert.deepEqual([found.purpose, found.validUntil], ['authorization', '2027-04-09T02:00:00.000Z']);
    assert.match(found.formNumber, /^D20270310-/);
    assert.deepEqual(
      found.sections.map(({ title }: { title: string }) => title),
      ['基本信息', '毕业去向信息', '档案转递信息'],
    );
    assert.match(answer.body, /㛃䶮科技有限公司/);
  });

  test('by the form’s QR, without a name', async () => {
    const { token } = await issue('hukou');
    const answer = await check({ token }, { kind: 'hukou' });
    assert.equal(answer.json().found.sections[0].rows[0].value, name);
  });

  test('each check of a code is in the graduate’s log before it is answered, with the network and no more of the address', async () => {
    const { code, token } = await issue();
    const since = platform.clock.now();
    await Promise.all([
      check({ name, code }, { ip: '203.0.113.77' }),
      check({ name: '别人', code }, { ip: '2001:db8:1:2::7' }),
      check({ token }, { ip: '203.0.113.78' }),
    ]);
    const rows = await platform.database.query(
      unnamed<object>(`select way, outcome, network, graduate_id from verification_check_history where at = $1
        and code_id = (select max(id) from verification_code) order by way, outcome`),
      [since],
    );
    assert.deepEqual(rows, [
      { way: 'scanned', outcome: 'found', network: '203.0.113', graduateId },
      { way: 'typed', outcome: 'found', network: '203.0.113', graduateId },
      { way: 'typed', outcome: 'other-name', network: '2001:db8:1', graduateId },
    ]);
  });
});

describe('whatever is not found gets one and the same answer', () => {
  test('unknown, wrong name, ended, expired, other kind, a token as a code, a code as a token, no code at all', async () => {
    const { code, token } = await issue();
    const answers = new Map<string, string>();
    const ask = async (what: string, by: object, kind: TransferKind = 'archive') => {
      const answer = await check(by, { kind });
      const { 'content-length': length, date: _, ...headers } = answer.headers;
      answers.set(what, JSON.stringify([answer.statusCode, headers, length, answer.body.replace(/"checkedAt":"[^"]+"/, '')]));
    };
    await ask('unknown', { name, code: unknownCode(3) });
    await ask('wrong name', { name: '别人', code });
    await ask('other kind', { name, code }, 'hukou');
    await ask('other kind scanned', { token }, 'hukou');
    await ask('unknown token', { token: 'A'.repeat(22) });
    await ask('token as code', { name, code: token });
    await ask('typing error', { name, code: `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}` });
    await ask('no code', { name, code: '去向' });
    for (const reason of ['graduate', 'changed', 'wrong', 'destination-ended', 'lapsed', 'renewed'] as const) {
      const dead = await issue();
      await end(reason);
      await ask(reason, { name, code: dead.code });
      await ask(`${reason}, scanned`, { token: dead.token });
    }
    const late = await issue('archive', 1);
    platform.clock.advance(86_400_000 - 1);
    assert.ok((await check({ name, code: late.code })).json().found, 'in its last millisecond');
    platform.clock.advance(1);
    await ask('expired', { name, code: late.code });
    const [usual] = answers.values();
    assert.deepEqual(
      [...answers].filter(([, answer]) => answer !== usual),
      [],
    );
    const { found, notFound } = (await check({ name, code: late.code })).json();
    assert.equal(found, null);
    assert.ok(notFound.causes.length >= 3 && notFound.remedies.length >= 2);
  });

  test('a code that there is not leaves no name and no code in the database or the log', async () => {
    await check({ name: '植入姓名', code: unknownCode(5) }, { ip: '198.51.100.9' });
    const rows = await platform.database.query(
      unnamed<object>(`select kind, way, network from unknown_check_history where network = '198.51.100'`),
    );
    assert.deepEqual(rows, [{ kind: 'archive', way: 'typed', network: '198.51.100' }]);
    assert.doesNotMatch(platform.logged(), /植入姓名|198\.51/);
  });
});

describe('limits', () => {
  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    const { pool } = platform.database;
    const { query } = pool;
    let count = 0;
    const connect = pool.connect.bind(pool);
    Object.assign(pool, {
      query: (...args: never[]) => {
        count++;
        return Reflect.apply(query, pool, args);
      },
      connect: () => {
        count++;
        return connect();
      },
    });
    try {
      await work();
    } finally {
      Object.assign(pool, { query, connect });
    }
    return count;
  };
  const fail = async (times: number, ip: string, proof?: unknown) => {
    for (let time = 0; time < times; time++) await check({ name, code: unknownCode(100 + time + addresses++) }, { ip, proof });
  };

  test('after some failures an address proves work with each check; nothing of it asks the database until it is proven', async () => {
    const { code } = await issue();
    const ip = '192.0.2.1';
    await fail(limits.failuresFree, ip);
    const asked = await statements(async () => {
      const refused = await check({ name, code }, { ip });
      assert.deepEqual([refused.statusCode, refused.json().code], [428, 'check-proof-needed']);
    });
    assert.equal(asked, 0);
    const proof = await solve(ip);
    assert.ok((await check({ name, code }, { ip, proof })).json().found);
    assert.equal((await check({ name, code }, { ip, proof })).statusCode, 428, 'once');
    assert.ok((await check({ name, code }, { ip: '192.0.2.2' })).json().found, 'another address is not asked');
  });

  test('a proof is none when it is changed, of another process, or too late', async () => {
    const ip = '192.0.2.3';
    await fail(limits.failuresFree, ip);
    const proof = await solve(ip);
    const status = async (one: unknown) => (await check({ name, code: unknownCode(900) }, { ip, proof: one })).statusCode;
    assert.equal(await status({ ...proof, solution: { ...proof.solution, counter: proof.solution.counter + 1 } }), 428);
    assert.equal(await status(proof), 428, 'a wrong solution has used it up');
    const other = await solve(ip);
    assert.equal(await status({ ...other, parameters: { ...other.parameters, cost: 1 } }), 428);
    assert.equal(await status({ ...other, signature: 'ab'.repeat(32) }), 428);
    assert.equal(await status({ ...other, parameters: { ...other.parameters, cost: 'x' } }), 422);
    const late = await solve(ip);
    platform.clock.advance(600_000);
    await fail(limits.failuresFree, ip);
    assert.equal(await status(late), 428);
  });

  test('one code is not tried with many names, from whatever addresses, whether it is there or not', async () => {
    const { code } = await issue();
    for (const tried of [code, unknownCode(77)]) {
      for (let time = 0; time < limits.failuresOfCode; time++)
        assert.equal((await check({ name: `林${'一二三四五六七八九十'[time]}`, code: tried })).statusCode, 200);
      const refused = await check({ name, code: tried });
      assert.deepEqual([refused.statusCode, refused.json().code], [429, 'checks-too-many']);
      assert.match(refused.json().title, /请在 11 分钟后再试/);
      assert.equal(refused.headers['retry-after'], '601');
    }
    platform.clock.advance(2 * limits.window);
    assert.ok((await check({ name, code })).json().found);
  });

  test('many at once are no way around the limit, and found ones take nothing from it', async () => {
    const { code } = await issue();
    const ip = '192.0.2.50';
    const misses = await Promise.all(
      Array.from({ length: 20 }, (_, seed) => check({ name, code: unknownCode(3_000 + seed) }, { ip })),
    );
    assert.equal(misses.filter(({ statusCode }) => statusCode === 200).length, limits.failuresFree);
    const hits = '192.0.2.51';
    for (let time = 0; time < 20; time++) assert.ok((await check({ name, code }, { ip: hits })).json().found);
  });

  test('refused checks are counted by the minute, and written together', async () => {
    const ip = '192.0.2.60';
    await fail(limits.failuresFree, ip);
    await fail(7, ip);
    await module.close?.();
    const minute = new Date(Math.floor(platform.clock.now().getTime() / 60_000) * 60_000);
    const rows = await platform.database.query(unnamed<object>('select reason, count from refused_check where minute = $1'), [
      minute,
    ]);
    assert.deepEqual(rows, [{ reason: 'proof-missing', count: 7 }]);
  });

  test('an address that goes on without its proof waits, and is told so before its question is read', async () => {
    const ip = '192.0.2.65';
    await fail(limits.failuresFree, ip);
    const unreadable = () =>
      app.inject({
        ...({ method: 'POST', url: '/api/checks', payload: '{', remoteAddress: ip } as const),
        headers: { 'content-type': 'application/json' },
      });
    await fail(limits.unprovenMost - 1, ip);
    assert.equal((await unreadable()).statusCode, 400, 'not yet: it may still prove');
    await fail(1, ip);
    const refused = await unreadable();
    assert.deepEqual([refused.statusCode, refused.json().code], [429, 'checks-too-many']);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    platform.clock.advance(2 * limits.window);
    assert.equal((await unreadable()).statusCode, 400);
  });

  test('a session’s cookie is not looked up', async () => {
    const ip = '192.0.2.70';
    await fail(limits.failuresFree, ip);
    const cookie = `session=${'a'.repeat(43)}`;
    const payload = { kind: 'archive', by: { name, code: unknownCode(8) } };
    const asked = await statements(() =>
      app.inject({ method: 'POST', url: '/api/checks', payload, remoteAddress: ip, headers: { cookie } }),
    );
    assert.equal(asked, 0);
  });
});

/** As a browser does it, by the library's other half. */
async function solve(ip: string) {
  const { solveChallenge } = await import('altcha-lib');
  const { deriveKey } = await import('altcha-lib/algorithms/pbkdf2');
  const challenge = (await app.inject({ method: 'POST', url: '/api/check-challenges', remoteAddress: ip })).json();
  const solution = await solveChallenge({ challenge, deriveKey });
  assert.ok(solution);
  const { counter, derivedKey } = solution;
  return { ...challenge, solution: { counter, derivedKey } };
}

test('bodies that are none are refused as everywhere', async () => {
  for (const by of [
    {},
    { name },
    { name, code: '' },
    { name: '', code: 'x' },
    { token: 'short' },
    { name: 'x'.repeat(101), code: 'y' },
    { name: '\0', code: 'z' },
  ]) {
    const answer = await check(by);
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'invalid-input'], JSON.stringify(by));
  }
  assert.equal((await check({ name, code: 'x' }, { kind: 'other' })).statusCode, 422);
});

test('the keys are published for everybody’s page', async () => {
  const answer = await app.inject({ url: '/.well-known/jwks.json' });
  assert.deepEqual(answer.json().keys, platform.statements.published);
  assert.deepEqual(
    [answer.headers['access-control-allow-origin'], answer.headers['cache-control']],
    ['*', 'public, max-age=3600'],
  );
});
