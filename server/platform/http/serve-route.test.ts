import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from '#contract/parts/route.ts';
import type { AccountKind } from '#domain/access.ts';
import { refuse } from '#domain/refusals.ts';
import type { Actor } from '../scope/actor.ts';
import { invalidFields } from './problems.ts';
import { type Ask, mount, ok, type Served, serve } from './serve-route.ts';

const actors: Record<string, Actor> = {
  graduate: {
    kind: 'graduate',
    sessionId: 's',
    name: '龚𬭎',
    personId: 3,
    departmentIds: [],
    graduate: { schoolId: 1, graduateId: 7, cohort: 2027, checked: true },
  },
  newcomer: {
    kind: 'graduate',
    sessionId: 's',
    name: '㛃䶮',
    personId: 4,
    departmentIds: [],
    graduate: { schoolId: 1, graduateId: 8, cohort: 2027, checked: false },
  },
  employer: { kind: 'employerAdmin', sessionId: 's', name: '吴经理', accountId: 5, employerId: 9, departmentIds: [] },
  department: { kind: 'department', sessionId: 's', name: '罗老师', accountId: 6, schoolId: 1, departmentIds: [2, 3] },
  school: { kind: 'school', sessionId: 's', name: '欧阳老师', accountId: 7, schoolId: 1, departmentIds: [] },
  operator: { kind: 'operator', sessionId: 's', name: '运维', accountId: 8, departmentIds: [] },
};

let asked: Ask<never> | undefined;
const remember = (ask: unknown) => {
  asked = ask as Ask<never>;
};
const done = z.object({ done: z.literal(true) });
const routes: Served[] = [
  serve(route({ method: 'GET', path: '/api/read', permission: 'cases.read', summary: '', answer: done }), async ask => {
    remember(ask);
    return ok;
  }),
  serve(
    route({
      method: 'POST',
      path: '/api/write/{id}',
      permission: 'cases.act',
      summary: '',
      params: z.object({ id: z.coerce.number({ error: '编号不正确' }) }),
      query: z.object({ page: z.coerce.number({ error: '页码不正确' }).default(1) }),
      body: z.object({
        form: z.object({ names: z.array(z.string().min(2, '至少两个字')), size: z.number('请填写数字') }).optional(),
      }),
      answer: done,
    }),
    async ask => {
      remember(ask);
      return ok;
    },
  ),
  serve(route({ method: 'POST', path: '/api/graduate', permission: 'graduate.own', summary: '', answer: done }), async () => ok),
  serve(
    route({ method: 'GET', path: '/api/narrow', permission: 'public.read', summary: '', answer: z.object({ name: z.string() }) }),
    async () => ({ name: '东海大学', idNumber: '350203200411020011' }),
  ),
  serve(
    route({ method: 'GET', path: '/api/wrong', permission: 'public.read', summary: '', answer: z.object({ name: z.string() }) }),
    async () => JSON.parse('{"name": 7}'),
  ),
  serve(
    route({ method: 'GET', path: '/api/cached', permission: 'public.read', summary: '', answer: done }),
    async ({ reply }) => {
      reply.header('cache-control', 'public, max-age=3600');
      return ok;
    },
  ),
  serve(route({ method: 'POST', path: '/api/refused', permission: 'public.read', summary: '', answer: done }), async () => ({
    ...refuse('other-hold', { label: '甲公司', freedBy: '解约后可另签。', ref: '1-7' }),
    instead: ['decline'],
  })),
  serve(route({ method: 'POST', path: '/api/faulty', permission: 'public.read', summary: '', answer: done }), async () =>
    invalidFields({ 'input.reason': '这个原因不在这一步的列表中，请从列表中选择' }),
  ),
  serve(
    route({
      method: 'POST',
      path: '/api/files',
      permission: 'public.read',
      summary: '',
      medium: 'upload',
      maxBytes: 1000,
      answer: z.object({ name: z.string(), text: z.string() }),
    }),
    async ({ file }) => ({ name: file.name, text: await text(file.stream) }),
  ),
  serve(route({ method: 'GET', path: '/api/file', permission: 'public.read', summary: '', medium: 'download' }), async () => ({
    stream: Readable.from([Buffer.from('%PDF-1.7')]),
    mediaType: 'application/pdf',
    fileName: '就业协议书 "2027";\r\nx: y.pdf',
    bytes: 8,
  })),
  serve(route({ method: 'GET', path: '/api/inline', permission: 'public.read', summary: '', medium: 'download' }), async () => ({
    stream: Buffer.from('x'),
    mediaType: 'image/png',
    fileName: 'a.png',
    inline: true,
  })),
  serve(
    route({
      method: 'GET',
      path: '/api/found',
      permission: 'public.read',
      summary: '',
      query: z.object({ q: z.string().max(60).optional(), state: z.string().optional() }),
      answer: z.object({ found: z.string() }),
    }),
    async ({ query }) => {
      if (query.q === 'failure') throw new Error(`nothing like ${query.q}`);
      return { found: `${query.q} ${query.state}` };
    },
  ),
  serve(route({ method: 'GET', path: '/auth/away', permission: 'public.read', summary: '', medium: 'redirect' }), async () => ({
    location: 'https://chsi.example/authorize?state=1',
  })),
];

let app: FastifyInstance;
before(async () => {
  app = fastify();
  app.addContentTypeParser('application/octet-stream', (_request, payload, next) => next(null, payload));
  const authenticate = async ({ headers }: { headers: Record<string, unknown> }) => actors[String(headers['x-actor'])];
  for (const served of routes) mount(app, served, { authenticate, recordInfected: async () => undefined });
  await app.ready();
});
after(() => app.close());

const get = (url: string, actor = '', headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers: { 'x-actor': actor, ...headers } });
const post = (url: string, actor = '', payload: object = {}, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'POST', url, payload, remoteAddress, headers: { 'x-actor': actor, ...headers } });

describe('who', () => {
  test('a stranger is asked to sign in, others are told that they may not', async () => {
    const answers = [await get('/api/read'), await get('/api/read', 'operator'), await get('/api/read', 'graduate')];
    assert.deepEqual(
      answers.map(answer => [answer.statusCode, answer.json().code]),
      [
        [401, 'not-signed-in'],
        [403, 'not-allowed'],
        [200, undefined],
      ],
    );
    assert.match(String(answers[0]?.headers['content-type']), /^application\/problem\+json/);
  });

  test('each comes with the scope of the reach, and nothing wider', async () => {
    const expected: [string, AccountKind, object][] = [
      ['graduate', 'graduate', { kind: 'graduate', schoolId: 1, graduateId: 7 }],
      ['employer', 'employerAdmin', { kind: 'employer', employerId: 9 }],
      ['department', 'department', { kind: 'department', schoolId: 1, departmentIds: [2, 3] }],
      ['school', 'school', { kind: 'school', schoolId: 1 }],
    ];
    for (const [name, kind, scope] of expected) {
      assert.equal((await get('/api/read', name)).statusCode, 200);
      assert.deepEqual([asked?.actor.kind, asked?.scope], [kind, scope]);
    }
  });

  test('before 核对基本信息 nothing opens but what belongs to it', async () => {
    for (const answer of [await get('/api/read', 'newcomer'), await post('/api/write/1', 'newcomer')])
      assert.deepEqual([answer.statusCode, answer.json().code], [403, 'basic-information-unchecked']);
    assert.equal((await post('/api/graduate', 'newcomer')).statusCode, 200);
    assert.equal((await get('/api/narrow', 'newcomer')).statusCode, 200);
  });
});

// OWASP ASVS 5.0, 3.5.1 and 3.5.3.
describe('writes from another site are refused', () => {
  const from = async (headers: Record<string, string>) => (await post('/api/write/1', 'school', {}, headers)).statusCode;
  test('by what the browser says of the site', async () => {
    for (const site of ['cross-site', 'same-site', 'odd']) assert.equal(await from({ 'sec-fetch-site': site }), 403, site);
    for (const site of ['same-origin', 'none']) assert.equal(await from({ 'sec-fetch-site': site }), 200, site);
  });
  test('by the origin where the browser says nothing of the site, however odd the origin', async () => {
    for (const origin of ['https://evil.example', 'null', 'localhost', '', 'http://', 'http://localhost:80.evil.example', '张三'])
      assert.equal(await from({ origin: encodeURI(origin), host: 'localhost:80' }), 403, origin);
    assert.equal(await from({ origin: 'http://localhost:8100', host: 'localhost:8100' }), 200);
    assert.equal(await from({}), 200, 'no browser');
  });
  test('reading is not', async () => {
    assert.equal((await get('/api/read', 'school', { 'sec-fetch-site': 'cross-site' })).statusCode, 200);
  });
});

describe('what comes in', () => {
  test('is parsed and typed', async () => {
    const answer = await post('/api/write/12?page=3', 'school', { form: { names: ['龚𬭎'], size: 2, extra: 1 }, more: 1 });
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(
      [asked?.params, asked?.query, asked?.body],
      [{ id: 12 }, { page: 3 }, { form: { names: ['龚𬭎'], size: 2 } }],
    );
  });
  test('all faults at once, each at its path', async () => {
    const answer = await post('/api/write/x?page=y', 'school', { form: { names: ['龚𬭎', '甲'], size: 'z' } });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'invalid-input']);
    assert.deepEqual(answer.json().fields, {
      id: '编号不正确',
      page: '页码不正确',
      'form.names.1': '至少两个字',
      'form.size': '请填写数字',
    });
  });
  test('with the sender’s key, or one of its own', async () => {
    const keyOf = async (key: string) => {
      await post('/api/write/1', 'school', {}, { 'idempotency-key': key });
      return asked?.key;
    };
    assert.equal(await keyOf('case-7-approve-01'), 'case-7-approve-01');
    const made = await Promise.all(['short', 'x'.repeat(65), 'with spaces here', "quote'; drop"].map(keyOf));
    for (const key of made) assert.match(key ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(new Set([...made, await keyOf('')]).size, 5);
  });
  test('with the first parts of the address, never the whole', async () => {
    const prefixOf = async (address: string) => {
      await post('/api/write/1', 'school', {}, { 'user-agent': 'x'.repeat(500) }, address);
      return asked?.addressPrefix;
    };
    assert.equal(await prefixOf('10.20.30.40'), '10.20.30');
    assert.equal(await prefixOf('::ffff:10.20.30.40'), '10.20.30');
    assert.equal(await prefixOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1');
    assert.equal(asked?.device.length, 200);
  });
});

describe('what is sought by name or number', () => {
  const find = (sought: string, url = '/api/found?state=all') => get(url, '', { sought });
  test('comes in a header, with the rest of the query from the address', async () => {
    assert.equal((await find(`q=${encodeURIComponent('阿依古丽·买买提')}`)).json().found, '阿依古丽·买买提 all');
    assert.equal((await find('')).json().found, 'undefined all');
  });
  test('is refused in an address, which logs and histories keep', async () => {
    const answer = await get(`/api/found?q=${encodeURIComponent('张三')}`);
    assert.deepEqual([answer.statusCode, Object.keys(answer.json().fields)], [422, ['q']]);
    assert.ok(!answer.body.includes('张三'));
  });
  test('takes no other place than its own, and is parsed like all that comes in', async () => {
    assert.equal((await find('state=other&q=x')).json().found, 'x all');
    for (const odd of ['q=%00', `q=${'x'.repeat(61)}`, `q=${encodeURIComponent('甲'.repeat(61))}`])
      assert.equal((await find(odd)).statusCode, 422, odd);
    for (const odd of ['%', '=&=&', 'q', 'x'.repeat(8000)]) assert.equal((await find(odd)).statusCode, 200, odd);
  });
});

describe('the answer', () => {
  test('only what the contract names, and never kept by anybody', async () => {
    const answer = await get('/api/narrow');
    assert.deepEqual(answer.json(), { name: '东海大学' });
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal((await get('/api/cached')).headers['cache-control'], 'public, max-age=3600');
  });
  test('an answer that the contract does not allow is a failure of ours', async () => {
    assert.equal((await get('/api/wrong')).statusCode, 500);
  });
  test('a refusal is a problem with its code, sentence, subject and what is possible instead', async () => {
    const answer = await post('/api/refused');
    assert.deepEqual(
      [answer.statusCode, answer.json()],
      [
        409,
        {
          type: 'urn:quxiang:refusal:other-hold',
          title: '您已有一项毕业去向「甲公司」，只能同时保留一项。解约后可另签。',
          status: 409,
          code: 'other-hold',
          about: { label: '甲公司', freedBy: '解约后可另签。', ref: '1-7' },
          instead: ['decline'],
        },
      ],
    );
    const faulty = await post('/api/faulty');
    assert.deepEqual(
      [faulty.statusCode, faulty.json().fields],
      [422, { 'input.reason': '这个原因不在这一步的列表中，请从列表中选择' }],
    );
  });
  test('a redirect is a 303', async () => {
    const answer = await get('/auth/away');
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, 'https://chsi.example/authorize?state=1']);
  });
  test('a download may not run anything, is kept by nobody, and its name cannot add a header', async () => {
    const answer = await get('/api/file');
    assert.equal(answer.body, '%PDF-1.7');
    const { headers } = answer;
    assert.equal(headers['content-type'], 'application/pdf');
    assert.equal(headers['content-length'], '8');
    assert.equal(headers['cache-control'], 'private, no-store');
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*sandbox/);
    assert.match(String(headers['content-disposition']), /^attachment; filename\*=UTF-8''[\w%.!~*'()-]+$/);
    assert.equal(headers.x, undefined);
    assert.match(String((await get('/api/inline')).headers['content-disposition']), /^inline; filename\*=UTF-8''a\.png$/);
  });
});

describe('an upload', () => {
  const send = (payload: Buffer, name: string) =>
    app.inject({
      method: 'POST',
      url: '/api/files',
      payload,
      headers: { 'content-type': 'application/octet-stream', 'file-name': name },
    });
  test('is the body itself, with its name beside it', async () => {
    const answer = await send(Buffer.from('内容'), encodeURIComponent('营业执照 (副本).jpg'));
    assert.deepEqual(answer.json(), { name: '营业执照 (副本).jpg', text: '内容' });
  });
  test('a name is never a path, and a broken one is none', async () => {
    const names = ['../../etc/passwd', 'a\\b\u0000c\r\n.jpg', 'x'.repeat(300)];
    const read = await Promise.all(names.map(async name => (await send(Buffer.from('x'), encodeURIComponent(name))).json().name));
    assert.deepEqual(read, ['.._.._etc_passwd', 'a_b_c__.jpg', 'x'.repeat(200)]);
    assert.equal((await send(Buffer.from('x'), '%E5%BC')).json().name, '');
  });
});
