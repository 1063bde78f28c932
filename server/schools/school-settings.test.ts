import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
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
import { defaultSettings, getSchoolSettings, levelsFor } from './school-settings.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let cookie = '';
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [...signInRoutes(platform, { helpContact: '', inboxUrl: null }), ...schoolRoutes(platform)]);
  await makeSchool(platform.database);
  const accountId = await makeAccount(platform, { kind: 'schoolAdmin', login: 'admin', schoolId: 1 });
  cookie = await cookieOf(platform, { kind: 'schoolAdmin', accountId });
});
after(async () => {
  await app.close();
  await platform.stop();
});

const put = (payload: object, key = 'settings-0001') =>
  app.inject({ method: 'PUT', url: '/api/school/settings', headers: { cookie, 'idempotency-key': key }, payload });

test('a school that has set nothing has the defaults, and new settings their defaults', async () => {
  assert.deepEqual(await getSchoolSettings(platform.database, 1), { ...defaultSettings, version: 1 });
  await platform.database.execute(
    unnamed(`update school set settings = '{"reviewLevels": {"online-signing": "school"}}' where id = 1`),
  );
  const settings = await getSchoolSettings(platform.database, 1);
  assert.deepEqual(settings, {
    ...defaultSettings,
    reviewLevels: { ...defaultSettings.reviewLevels, 'online-signing': 'school' },
    version: 1,
  });
  assert.deepEqual(levelsFor(settings, 'online-signing'), ['school']);
  assert.deepEqual(levelsFor(defaultSettings, 'online-signing'), ['department', 'school']);
});

test('a change is made once, seen at once, and audited with what was before', async () => {
  const wanted = {
    ...defaultSettings,
    modules: { ...defaultSettings.modules, destinations: false },
    supplementaryClauses: '<b>按校规</b>',
    version: 1,
  };
  for (const answer of await Promise.all([put(wanted), put(wanted), put(wanted)])) {
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.json().version, 2);
  }
  assert.equal((await getSchoolSettings(platform.database, 1)).supplementaryClauses, '<b>按校规</b>');
  const rows = await platform.database.query(
    unnamed<{ detailSealed: Buffer; schoolId: number }>(
      `select detail_sealed, school_id from audit_event where action = 'settings-changed'`,
    ),
  );
  assert.equal(rows.length, 1);
  assert.match(platform.vault.open(rows[0]?.detailSealed ?? Buffer.alloc(0)), /"before":.*"online-signing":"school"/);
});

test("a user who saves over another user's change is told", async () => {
  const answer = await put({ ...defaultSettings, version: 1 }, 'settings-0002');
  assert.deepEqual([answer.statusCode, answer.json().code], [409, 'changed-meanwhile']);
});
