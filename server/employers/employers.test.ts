import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { peopleRoutes } from '#server/people/index.ts';
import {
  cookieOf,
  cookiesOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeSchool,
  type TestPlatform,
  testPassword,
  testTime,
} from '#server/people/testing.ts';
import { unnamed } from '#server/platform/postgres.ts';
import { employerRoutes, findEmployerByUscc, getQualifiedEmployer } from './index.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let operator = '';
let otherOperator = '';
let licence = Buffer.alloc(0);
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [...peopleRoutes(platform, { helpContact: '', inboxUrl: null }), ...employerRoutes(platform)]);
  await makeSchool(platform.database);
  const operatorCookie = async (login: string) =>
    cookieOf(platform, {
      kind: 'operator',
      accountId: await makeAccount(platform, { kind: 'operator', login, name: `运维 ${login}` }),
    });
  operator = await operatorCookie('one');
  otherOperator = await operatorCookie('two');
  licence = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Make: 'SecretCamera' } })
    .jpeg()
    .toBuffer();
});
after(async () => {
  await app.close();
  await platform.stop();
});
beforeEach(() => platform.clock.advance(60_000));

type Method = 'GET' | 'POST' | 'PUT';
const ask = (method: Method, url: string, cookie = '', payload?: object, key: string = randomUUID()) =>
  app.inject({ method, url, headers: { cookie, 'idempotency-key': key }, ...(payload && { payload }) });
const upload = async (cookie: string, content: Buffer, name = '营业执照.jpg') => {
  const headers = { cookie, 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(name) };
  return app.inject({ method: 'POST', url: '/api/files', headers, payload: content });
};

let made = 0;
function next(): number {
  made += 1;
  return made;
}
const newPhone = (): string => String(13_900_990_000 + next());
const newUscc = (): string => completeUscc(`91350203QX${String(next()).padStart(7, '0')}`);

async function register(phone = newPhone()): Promise<string> {
  await ask('POST', '/api/sms-codes', '', { phone });
  const code = platform.sent.at(-1)?.params.code;
  const answer = await ask('POST', '/api/employer-registrations', '', { phone, code, password: testPassword });
  assert.equal(answer.statusCode, 200, answer.body);
  return cookiesOf(answer);
}
const organisation = (uscc = newUscc(), more: object = {}) => ({
  name: '厦门第七座桥云上软件技术集团股份有限公司软件园二期研发与客户联合创新中心分公司',
  uscc,
  nature: '39',
  industry: 'I',
  regionCode: '350203',
  address: '演示路 7 号',
  contactName: '吴经理',
  contactMobile: '13900990001',
  contactEmail: '',
  ...more,
});
const read = async (cookie: string) => (await ask('GET', '/api/employer', cookie)).json();
const fileIdOf = async (cookie: string): Promise<string> => (await upload(cookie, licence)).json().fileId;
async function submit(
  cookie: string,
  form: object = organisation(),
  more: { key?: string; licenceFileId?: string; version?: number } = {},
) {
  const licenceFileId = more.licenceFileId ?? (await fileIdOf(cookie));
  const version = more.version ?? (await read(cookie)).version;
  return ask('PUT', '/api/employer', cookie, { version, organisation: form, licenceFileId }, more.key);
}
const employerIdOf = async (cookie: string): Promise<number> => (await ask('GET', '/api/me', cookie)).json().employer.id;
async function decide(cookie: string, id: number, action: string, more: { version?: number; reason?: object } = {}) {
  const version = more.version ?? (await ask('GET', `/api/qualifications/${id}`, operator)).json().version;
  return ask('POST', `/api/qualifications/${id}/${action}`, cookie, { version, ...(more.reason && { reason: more.reason }) });
}
const returned = { reason: '证照图片不清晰或不完整', text: '右下角公章看不清，请重新拍摄。' };

describe('registration', () => {
  test('takes a phone, its code and a password, and signs in', async () => {
    const cookie = await register();
    const me = (await ask('GET', '/api/me', cookie)).json();
    assert.deepEqual([me.kind, me.employer.stateLabel, me.employer.qualified], ['employerAdmin', '未提交', false]);
    assert.equal((await ask('GET', '/api/employer/invitation-defaults', cookie)).json().code, 'employer-not-qualified');
  });

  test('refuses a wrong code, a weak password, and a phone that is registered', async () => {
    const phone = newPhone();
    await ask('POST', '/api/sms-codes', '', { phone });
    const code = platform.sent.at(-1)?.params.code ?? '';
    const give = (more: object) =>
      ask('POST', '/api/employer-registrations', '', { phone, code, password: testPassword, ...more });
    assert.equal((await give({ code: code === '000000' ? '111111' : '000000' })).json().code, 'wrong-sms-code');
    assert.equal((await give({ password: `${phone}aa` })).json().code, 'weak-password');
    assert.equal((await give({ password: 'password2027' })).json().code, 'weak-password');
    assert.equal((await give({})).statusCode, 200);
    platform.clock.advance(61_000);
    await ask('POST', '/api/sms-codes', '', { phone });
    const next = await give({ code: platform.sent.at(-1)?.params.code });
    assert.deepEqual([next.statusCode, next.json().code], [409, 'phone-taken']);
  });

  test('sent five times at once makes one employer', async () => {
    const phone = newPhone();
    await ask('POST', '/api/sms-codes', '', { phone });
    const payload = { phone, code: platform.sent.at(-1)?.params.code, password: testPassword };
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask('POST', '/api/employer-registrations', '', payload, key)),
    );
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200, 200, 200],
    );
    const ids = await Promise.all(answers.map(answer => employerIdOf(cookiesOf(answer))));
    assert.equal(new Set(ids).size, 1);
  });
});

describe('organisation data', () => {
  test('are handed in with a licence and read back', async () => {
    const cookie = await register();
    const form = organisation();
    const answer = await submit(cookie, form);
    const { contactEmail: _none, ...kept } = form;
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual([answer.json().stateLabel, answer.json().form, answer.json().version], ['待审核', kept, 2]);
    assert.equal((await submit(cookie, form)).json().code, 'not-possible-here');
    assert.equal((await submit(cookie, form, { version: 1 })).json().code, 'changed-meanwhile');
  });

  test('a faulty field is named by its path', async () => {
    const cookie = await register();
    const answer = await submit(cookie, organisation('91350203QX00000019', { regionCode: '990000', contactMobile: '123' }));
    assert.deepEqual(Object.keys(answer.json().fields).toSorted(), ['organisation.contactMobile', 'organisation.usccConfirmed']);
    const nowhere = await submit(cookie, organisation(newUscc(), { regionCode: '990000' }));
    assert.deepEqual(nowhere.json().fields, { 'organisation.regionCode': '请选择单位所在地' });
  });

  test('of two employers that claim one code at once, one gets it', async () => {
    const cookies = [await register(), await register()];
    const files = await Promise.all(cookies.map(fileIdOf));
    const form = organisation();
    const answers = await Promise.all(
      cookies.map((cookie, place) => submit(cookie, form, { licenceFileId: files[place] ?? '' })),
    );
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal(answers.find(({ statusCode }) => statusCode === 409)?.json().code, 'uscc-taken');
  });

  test('sent five times at once are one submission', async () => {
    const cookie = await register();
    const [form, licenceFileId, key] = [organisation(), await fileIdOf(cookie), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit(cookie, form, { key, licenceFileId, version: 1 })));
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200, 200, 200],
    );
    const rows = unnamed<{ count: number }>('select count(*)::int as count from employer_history where employer_id = $1');
    assert.equal((await platform.database.one(rows, [await employerIdOf(cookie)])).count, 1);
  });
});

describe('licences', () => {
  test('are kept upright, small and without metadata, whatever their names say', async () => {
    const cookie = await register();
    const turned = await sharp(licence).withMetadata({ orientation: 6 }).toBuffer();
    const { fileId, mediaType, bytes } = (await upload(cookie, turned, '../../执照.exe')).json();
    assert.equal(mediaType, 'image/jpeg');
    const answer = await ask('GET', `/api/files/${fileId}`, cookie);
    const { width, height, exif, orientation } = await sharp(answer.rawPayload).metadata();
    assert.deepEqual([width, height, exif, orientation, answer.rawPayload.length], [300, 400, undefined, undefined, bytes]);
    assert.match(String(answer.headers['content-disposition']), /^inline; filename\*=UTF-8''%E8%AF%81%E7%85%A7\.jpg$/);
  });

  test('shrink to 2 MB', async () => {
    const cookie = await register();
    const noise = await sharp({
      create: { width: 1800, height: 1800, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    assert.ok(noise.length > 8_000_000 && noise.length < 20_971_520);
    const { bytes } = (await upload(cookie, noise)).json();
    assert.ok(bytes > 100_000 && bytes <= 2 * 1024 * 1024);
  });

  const pdf = Buffer.from(
    `%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >> endobj
trailer << /Size 4 /Root 1 0 R >>
startxref
0
%%EOF
`,
  );
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  const cases: readonly [string, Buffer, string][] = [
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'file-kind'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file-kind'],
    [
      'a JPEG head with something else behind it',
      Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from('<script>')]),
      'file-broken',
    ],
    ['a PNG that breaks off', png, 'file-broken'],
    [
      'a PDF with a program',
      Buffer.concat([pdf.subarray(0, 9), Buffer.from('/JavaScript (x) '), pdf.subarray(9)]),
      'file-scripts',
    ],
    ['a PDF that breaks off', pdf.subarray(0, 30), 'file-broken'],
    ['a PDF over 5 MB', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024, 32), pdf]), 'file-too-large'],
    ['nothing', Buffer.alloc(0), 'file-broken'],
  ];
  for (const [what, content, code] of cases)
    test(`${what} is refused`, async () => {
      const answer = await upload(await register(), content);
      assert.equal(answer.json().code, code);
    });
  test('a file over 20 MB is refused with an answer, and one that is not sent as a file too', async () => {
    const cookie = await register();
    const server = createTestApp(platform, employerRoutes(platform));
    const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/api/files`;
    const headers = { cookie, 'content-type': 'application/octet-stream' };
    const answer = await fetch(url, { method: 'POST', headers, body: Buffer.alloc(24 * 1024 * 1024, 1) });
    assert.deepEqual([answer.status, (await answer.json()).code], [413, 'file-too-large']);
    await server.close();
    for (const more of [{}, { payload: { a: 1 } }])
      assert.equal(
        (await app.inject({ method: 'POST', url: '/api/files', headers: { cookie }, ...more })).json().code,
        'file-kind',
      );
  });

  test('a whole PDF is taken and saved, not shown', async () => {
    const cookie = await register();
    const { fileId } = (await upload(cookie, pdf)).json();
    const answer = await ask('GET', `/api/files/${fileId}`, cookie);
    assert.ok(answer.rawPayload.equals(pdf));
    assert.match(String(answer.headers['content-disposition']), /^attachment;/);
  });

  test('belong to their employer: nobody else reads or hands them in, even when they are the same picture', async () => {
    const [owner, other] = [await register(), await register()];
    const [mine, theirs] = [await fileIdOf(owner), await fileIdOf(other)];
    assert.equal((await ask('GET', `/api/files/${mine}`, other)).statusCode, 404);
    assert.equal((await submit(other, organisation(), { licenceFileId: mine })).json().code, 'file-missing');
    assert.equal((await submit(other, organisation(), { licenceFileId: theirs })).statusCode, 200);
    assert.equal((await ask('GET', `/api/files/${mine}`, operator)).statusCode, 200);
    const looks = unnamed<{ count: number }>(
      `select count(*)::int as count from audit_event where action = 'file-viewed' and object = $1`,
    );
    assert.equal((await platform.database.one(looks, [`file:${mine}`])).count, 1);
  });
});

describe('qualification', () => {
  test('approved: the employer may invite, is told, and finds its data in the agreement form', async () => {
    const cookie = await register();
    const form = organisation();
    await submit(cookie, form);
    const id = await employerIdOf(cookie);
    const page = (await ask('GET', `/api/qualifications/${id}`, operator)).json();
    assert.deepEqual(
      [page.name, page.label, page.actions.map(({ word }: { word: string }) => word)],
      [form.name, '待审核', ['审核通过', '退回修改']],
    );
    assert.equal(page.section.rows.find(({ key }: { key: string }) => key === 'regionCode').value, '福建省厦门市思明区');
    assert.equal(await getQualifiedEmployer(platform.database, platform.vault, id), undefined);

    assert.deepEqual((await decide(operator, id, 'approve')).json(), { state: 'qualified', label: '通过' });
    const qualified = await getQualifiedEmployer(platform.database, platform.vault, id);
    assert.deepEqual([qualified?.name, qualified?.uscc, qualified?.qualifiedAt], [form.name, form.uscc, platform.clock.now()]);
    assert.equal((await findEmployerByUscc(platform.database, form.uscc))?.id, id);
    const { agreement } = (await ask('GET', '/api/employer/invitation-defaults', cookie)).json();
    assert.deepEqual(
      [agreement.employerName, agreement.employerNature, agreement.contactMobile],
      [form.name, '39', '13900990001'],
    );
    const { employer, unreadMessages } = (await ask('GET', '/api/me', cookie)).json();
    assert.deepEqual([employer.qualified, employer.name, unreadMessages], [true, form.name, 1]);
  });

  test('returned: with a reason of the list, which the employer reads; then handed in again', async () => {
    const cookie = await register();
    await submit(cookie);
    const id = await employerIdOf(cookie);
    assert.deepEqual(Object.keys((await decide(operator, id, 'return')).json().fields), ['reason.reason', 'reason.text']);
    assert.deepEqual(
      Object.keys((await decide(operator, id, 'return', { reason: { ...returned, reason: '别的' } })).json().fields),
      ['reason.reason'],
    );
    assert.equal((await decide(operator, id, 'return', { reason: returned })).json().label, '退回');
    const { stateLabel, returned: why } = await read(cookie);
    assert.deepEqual([stateLabel, why], ['退回', { ...returned, at: platform.clock.now().toISOString() }]);
    assert.equal((await submit(cookie)).json().returned, null);
    const { history } = (await ask('GET', `/api/qualifications/${id}`, operator)).json();
    assert.deepEqual(
      history.map(({ label, who }: { label: string; who: string }) => `${label} ${who}`),
      ['待审核 单位管理员', '退回 运维 one', '待审核 单位管理员'],
    );
  });

  test('certified data stand while new ones wait, and the code never changes', async () => {
    const cookie = await register();
    const form = organisation();
    await submit(cookie, form);
    const id = await employerIdOf(cookie);
    await decide(operator, id, 'approve');
    assert.deepEqual(Object.keys((await submit(cookie, organisation())).json().fields), ['organisation.uscc']);
    const renamed = { ...form, name: '厦门第八座桥有限公司' };
    const answer = (await submit(cookie, renamed)).json();
    assert.deepEqual([answer.stateLabel, answer.qualified, answer.form.name], ['待审核', true, renamed.name]);
    const name = async () => (await getQualifiedEmployer(platform.database, platform.vault, id))?.name;
    assert.equal(await name(), form.name);
    await decide(operator, id, 'return', { reason: returned });
    assert.equal(await name(), form.name);
    await submit(cookie, renamed);
    await decide(operator, id, 'approve');
    assert.equal(await name(), renamed.name);
  });

  test('of two operators who decide at once, one decides and the other is told', async () => {
    const cookie = await register();
    await submit(cookie);
    const id = await employerIdOf(cookie);
    const answers = await Promise.all([
      decide(operator, id, 'approve', { version: 2 }),
      decide(otherOperator, id, 'return', { version: 2, reason: returned }),
    ]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal(answers.find(({ statusCode }) => statusCode === 409)?.json().code, 'already-qualified');
  });

  test('a decision on data that have been replaced meanwhile is refused', async () => {
    const cookie = await register();
    await submit(cookie);
    const id = await employerIdOf(cookie);
    await decide(operator, id, 'return', { reason: returned });
    await submit(cookie);
    assert.equal((await decide(operator, id, 'approve', { version: 2 })).json().code, 'changed-meanwhile');
  });

  test("is the qualifier's alone", async () => {
    const cookie = await register();
    await submit(cookie);
    const id = await employerIdOf(cookie);
    assert.equal((await decide(cookie, id, 'approve', { version: 2 })).statusCode, 403);
    assert.equal((await decide('', id, 'approve', { version: 2 })).statusCode, 401);
    assert.equal((await ask('GET', `/api/qualifications/999999`, operator)).statusCode, 404);
  });

  test('the list shows each employer once, page after page, with counts that fit', async () => {
    const seen: number[] = [];
    let cursor: string | null = '';
    let pending = 0;
    do {
      const url: string = `/api/qualifications?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const page = (await ask('GET', url, operator)).json();
      seen.push(...page.rows.map(({ id }: { id: number }) => id));
      cursor = page.next;
      pending = page.counts.pending;
    } while (cursor);
    assert.ok(pending > 4);
    assert.equal(seen.length, pending);
    assert.equal(new Set(seen).size, pending);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
  });

  test('nothing that an employer typed reaches the log', () => {
    for (const text of ['13900990', '第七座桥', testPassword]) assert.ok(!platform.logged().includes(text));
    assert.ok(platform.clock.now() > new Date(testTime));
  });
});
