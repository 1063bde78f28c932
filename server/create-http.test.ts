import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { allRoutes } from '#contract/routes/all.ts';
import { refuse } from '#domain/refusals.ts';
import { checkRoutes, createHttp } from './create-http.ts';
import type { Served } from './platform/http/serve-route.ts';
import { QueueFull } from './platform/limits/fair-queue.ts';
import { createTestPlatform, type TestPlatform } from './testing/platform.ts';

const complete: Served[] = allRoutes.map(route => ({ route, handler: async () => refuse('not-found') }));
const [first, ...rest] = complete;
assert.ok(first);
const recordInfected = async (): Promise<void> => undefined;
const nobody = { authenticate: async () => undefined, recordInfected };
const nameOf = ({ route }: Served) => `${route.method} ${route.path}`;

describe('routes', () => {
  test('a complete list starts', () => {
    assert.doesNotThrow(() => checkRoutes(complete));
    assert.ok(complete.length > 30);
  });
  test('a route that nobody serves stops the start, whichever it is', () => {
    for (const missing of complete)
      assert.throws(() => checkRoutes(complete.filter(served => served !== missing)), {
        message: `routes:\n  nobody serves ${nameOf(missing)}`,
      });
  });
  test('so does one that is served twice, one that the contract lacks, and one that the access table lacks', () => {
    assert.throws(() => checkRoutes([...complete, first]), /served twice: /);
    const stray: Served = { ...first, route: { ...first.route, path: '/api/back-door' } };
    assert.throws(() => checkRoutes([...complete, stray]), /not in the contract: \w+ \/api\/back-door/);
    const other: Served = { ...first, route: { ...first.route, method: first.route.method === 'GET' ? 'POST' : 'GET' } };
    assert.throws(() => checkRoutes([...rest, other]), /nobody serves .*not in the contract/s);
    const lawless: Served = { ...first, route: Object.assign({}, first.route, JSON.parse('{"permission": "cases.everything"}')) };
    assert.throws(() => checkRoutes([...rest, lawless]), /not in the access table: /);
  });
  test('createHttp asks', async () => {
    await assert.rejects(createHttp(platform, rest, nobody, { pages: false }), /nobody serves/);
  });
});

const uploads = allRoutes
  .filter(route => 'medium' in route && route.medium === 'upload')
  .map(({ path, method }) => [path.replaceAll(/\{\w+\}/g, '1'), method] as const);

let failure = new Error('invalid input syntax for type bigint: "龚𬭎 13900990001"');
let platform: TestPlatform;
let app: FastifyInstance;
before(async () => {
  platform = await createTestPlatform();
  const opened = complete.find(served => nameOf(served) === 'GET /api/cases/{ref}');
  assert.ok(opened);
  const failing: Served = {
    route: opened.route,
    handler: async () => {
      throw failure;
    },
  };
  app = await createHttp(
    platform,
    [...complete.filter(served => served !== opened), failing],
    {
      authenticate: async () => ({
        kind: 'employerAdmin',
        sessionId: 's',
        name: '吴经理',
        accountId: 1,
        employerId: 1,
        departmentIds: [],
      }),
      recordInfected,
    },
    { pages: false },
  );
});
after(async () => {
  await app.close();
  await platform.stop();
});

const problem = (answer: { statusCode: number; headers: object; json(): { code: string } }) => {
  assert.match(JSON.stringify(answer.headers), /application\/problem\+json/);
  return [answer.statusCode, answer.json().code];
};

describe('what no handler sees', () => {
  const invitation = { method: 'POST', url: '/api/invitations' } as const;
  test('an address that is none, and a method that a path does not have', async () => {
    assert.deepEqual(problem(await app.inject('/api/nowhere')), [404, 'not-found']);
    assert.deepEqual(problem(await app.inject({ method: 'DELETE', url: '/api/invitations' })), [404, 'not-found']);
    for (const url of [`/api/cases/${'1'.repeat(300)}`, '/api/cases/%E5%BC', '/%'])
      assert.deepEqual(problem(await app.inject(url)), [404, 'not-found'], url);
  });
  test('a body that is no JSON, of another kind, or too long', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const payload of ['{', '', 'null', '[1', '{"__proto__": 1}', '\u0000'])
      assert.deepEqual(problem(await app.inject({ ...invitation, headers, payload })), [422, 'invalid-input'], payload);
    for (const type of ['text/xml', 'application/octet-stream', 'Application/Octet-Stream; charset=utf-8'])
      assert.deepEqual(
        problem(await app.inject({ ...invitation, headers: { 'content-type': type }, payload: '{}' })),
        [415, 'media-type'],
        type,
      );
    for (const opened of ['{"a":', '[']) {
      const payload = `${opened.repeat(20_000)}1${(opened === '[' ? ']' : '}').repeat(20_000)}`;
      assert.deepEqual(problem(await app.inject({ ...invitation, headers, payload })), [422, 'invalid-input'], opened);
    }
    for (const [url, method] of uploads)
      assert.deepEqual(problem(await app.inject({ url, method, headers, payload: '{}' })), [415, 'media-type'], url);
    const long = JSON.stringify({ graduateName: 'x'.repeat(300_000) });
    assert.deepEqual(problem(await app.inject({ ...invitation, headers, payload: long })), [413, 'file-too-large']);
  });
  test('a failure of ours: no word of it outside, and nothing personal in the log', async () => {
    const answer = await app.inject('/api/cases/1-7?q=13900990001');
    assert.deepEqual(problem(answer), [500, 'internal']);
    assert.ok(!answer.body.includes('bigint'));
    const log = platform.logged();
    assert.match(log, /invalid input syntax for type bigint/);
    for (const planted of ['龚𬭎', '13900990001']) assert.ok(!log.includes(planted), planted);
  });
});

describe('a machine that is short of something says so', () => {
  const failures: readonly (readonly [Error, number, string])[] = [
    [Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' }), 507, 'storage-full'],
    [Object.assign(new Error('the database system is starting up'), { code: '57P03' }), 503, 'starting-again'],
    [Object.assign(new Error('terminating connection'), { code: '57P01' }), 503, 'starting-again'],
    [Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' }), 503, 'starting-again'],
    [new Error('Connection terminated unexpectedly'), 503, 'starting-again'],
    [new QueueFull(), 503, 'overloaded'],
    [Object.assign(new Error('open ENOENT'), { code: 'ENOENT', syscall: 'open' }), 500, 'internal'],
  ];
  for (const [error, status, code] of failures)
    test(`${error.message}: ${status}`, async () => {
      failure = error;
      const answer = await app.inject('/api/cases/1-7');
      assert.deepEqual(problem(answer), [status, code]);
      assert.equal(answer.headers['retry-after'] !== undefined, status !== 500);
    });
});

describe('for operators and developers', () => {
  test('alive and ready; not ready without the database, and not without room for files', async () => {
    assert.deepEqual((await app.inject('/livez')).json(), { alive: true });
    assert.deepEqual((await app.inject('/readyz')).json(), { ready: true });
    const { database, files } = platform;
    const away = {
      ...database,
      pool: Object.assign(Object.create(database.pool), { query: () => Promise.reject(new Error('gone')) }),
    };
    for (const [lacking, missing] of [
      [{ ...platform, database: away }, 'database'],
      [{ ...platform, files: { ...files, room: async () => 100_000_000 } }, 'storage'],
    ] as const) {
      const other = await createHttp(lacking, complete, nobody, { pages: false });
      const answer = await other.inject('/readyz');
      assert.deepEqual([answer.statusCode, answer.json()], [503, { ready: false, missing }]);
      await other.close();
    }
  });
  test('the interface describes itself', async () => {
    const description = (await app.inject('/openapi.json')).json();
    assert.equal(description.openapi, '3.1.0');
    for (const { path } of allRoutes) assert.ok(description.paths[path], path);
  });
  test('every answer carries the headers that guard a browser', async () => {
    for (const url of ['/livez', '/.well-known/jwks.json', '/api/nowhere']) {
      const { headers } = await app.inject(url);
      assert.equal(headers['x-content-type-options'], 'nosniff', url);
      assert.equal(headers['x-frame-options'], 'DENY', url);
      assert.equal(headers['referrer-policy'], 'no-referrer', url);
    }
  });
  test('one sender’s requests are counted; those of the public check by itself, more narrowly', async () => {
    const isCounted = async (url: string) => 'x-ratelimit-limit' in (await app.inject(url)).headers;
    for (const url of ['/livez', '/api/cases/1-7']) assert.ok(await isCounted(url), url);
    assert.ok(!(await isCounted('/.well-known/jwks.json')));
  });
});

test('a request leaves no line of its own in the log; one that is not allowed leaves one, without what it asked for', async () => {
  const before = platform.logged();
  await app.inject('/api/regions?q=%E9%BE%9A');
  await app.inject({ url: '/api/regions', headers: { sought: 'q=%E9%BE%9A' } });
  await app.inject('/livez');
  assert.equal(platform.logged(), before);
  assert.equal((await app.inject('/api/desk/cases?q=%E9%BE%9A')).statusCode, 403);
  const line = JSON.parse(platform.logged().slice(before.length));
  assert.equal(line.msg, 'refused: not allowed');
  assert.deepEqual([line.req, line.kind, line.accountId], [{ method: 'GET', route: '/api/desk/cases' }, 'employerAdmin', 1]);
});
