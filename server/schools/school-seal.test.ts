import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { referenced } from '#server/platform/files/references.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { signInRoutes } from '#server/sign-in/routes.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { schoolRoutes } from './routes.ts';
import { loadSeal } from './school-seal.ts';
import { defaultSettings } from './school-settings.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let admin = '';
let otherAdmin = '';
let school = '';
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [...signInRoutes(platform, { helpContact: '', inboxUrl: null }), ...schoolRoutes(platform)]);
  await makeSchool(platform.database);
  await makeSchool(platform.database, 2, '西岭大学');
  const cookieFor = async (kind: 'schoolAdmin' | 'school', login: string, schoolId: number) =>
    cookieOf(platform, { kind, accountId: await makeAccount(platform, { kind, login, schoolId }) });
  admin = await cookieFor('schoolAdmin', 'admin', 1);
  otherAdmin = await cookieFor('schoolAdmin', 'other-admin', 2);
  school = await cookieFor('school', 'school', 1);
});
after(async () => {
  await app.close();
  await platform.stop();
});

const picture = (r: number) =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: { r, g: 0, b: 0 } } })
    .png()
    .toBuffer();
const upload = (cookie: string, payload: Buffer) =>
  app.inject({
    method: 'POST',
    url: '/api/school/seal',
    headers: { cookie, 'content-type': 'application/octet-stream', 'file-name': 'seal.png' },
    payload,
  });
const read = async (cookie: string) => (await app.inject({ url: '/api/school/seal', headers: { cookie } })).json();
const look = (cookie: string, id: number) => app.inject({ url: `/api/school/seals/${id}`, headers: { cookie } });
const put = (changed: object, version: number) =>
  app.inject({
    method: 'PUT',
    url: '/api/school/settings',
    headers: { cookie: admin },
    payload: { ...defaultSettings, ...changed, version },
  });
const witness = { reviewAs: { ...defaultSettings.reviewAs, 'online-signing': 'witness' } };

test('without a seal, and where only the department reviews, 鉴证 is refused at its field', async () => {
  const unsealed = await put(witness, 1);
  assert.equal(unsealed.statusCode, 422, unsealed.body);
  assert.deepEqual(unsealed.json().fields, { 'reviewAs.online-signing': '请先上传学校印章，再选择鉴证' });

  assert.equal((await upload(admin, await picture(200))).statusCode, 200);
  const byDepartment = await put(
    { ...witness, reviewLevels: { ...defaultSettings.reviewLevels, 'online-signing': 'department' } },
    1,
  );
  assert.equal(byDepartment.statusCode, 422);
  assert.deepEqual(Object.keys(byDepartment.json().fields), ['reviewAs.online-signing']);

  const taken = await put(witness, 1);
  assert.equal(taken.statusCode, 200, taken.body);
  assert.equal(taken.json().reviewAs['online-signing'], 'witness');
});

test('the latest seal counts, earlier ones stay, each upload is audited', async () => {
  const { id } = (await upload(admin, await picture(180))).json().seal;
  const { seal } = await read(admin);
  assert.equal(seal.id, id);
  const shown = await look(admin, id);
  assert.equal(shown.headers['content-type'], 'image/png');
  assert.deepEqual(shown.rawPayload, await loadSeal(platform.database, platform.files, 1));
  const rows = await platform.database.query(
    unnamed<{ fileId: string; audited: string }>(
      `select file_id, (select count(*) from audit_event where action = 'seal-uploaded' and school_id = 1)::text as audited
       from school_seal where school_id = 1 order by id`,
    ),
  );
  assert.deepEqual(
    rows.map(({ audited }) => audited),
    ['2', '2'],
  );
  const ids = rows.map(({ fileId }) => fileId);
  assert.deepEqual([...(await referenced(platform.database, ids))].sort(), ids.sort());
});

test('it is for the own school’s admins alone', async () => {
  const { seal } = await read(admin);
  assert.deepEqual(await read(otherAdmin), { seal: null });
  assert.equal((await look(otherAdmin, seal.id)).statusCode, 404);
  for (const answer of [await upload(school, await picture(99)), await look(school, seal.id)])
    assert.equal(answer.statusCode, 403);
});

test('a file that is not a picture, or has more than 2 MB, is refused and changes nothing', async () => {
  const before = await read(admin);
  const code = async (content: Buffer) => (await upload(admin, content)).json().code;
  assert.equal(await code(Buffer.from('%PDF-1.7 seal')), 'file-kind');
  assert.equal(await code(Buffer.from('no picture at all')), 'file-kind');
  assert.equal(await code((await picture(10)).subarray(0, 120)), 'file-broken');
  assert.equal(await code(Buffer.concat([await picture(10), Buffer.alloc(2 * 1024 * 1024)])), 'file-too-large');
  assert.deepEqual(await read(admin), before);
});
