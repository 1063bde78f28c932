import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { employerRoutes } from '#server/employers/index.ts';
import { qualificationRoutes } from '#server/qualification/routes.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeGraduate,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { signInRoutes } from './routes.ts';

let platform: TestPlatform;
let app: FastifyInstance;
const cookies: string[] = [];
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [
    ...signInRoutes(platform, { helpContact: '', inboxUrl: null }),
    ...employerRoutes(platform),
    ...qualificationRoutes(platform),
  ]);
  await makeSchool(platform.database);
  const graduate = await makeGraduate(platform.database, platform.vault);
  const admin = await makeAccount(platform, { kind: 'schoolAdmin', login: 'admin', schoolId: 1 });
  const employer = await makeAccount(platform, { kind: 'employerAdmin', login: '13900990001', phone: '13900990001' });
  const operator = await makeAccount(platform, { kind: 'operator', login: 'operator' });
  cookies.push(
    '',
    `session=${'%00'.repeat(14)}A; sign-in=%00; session=\u0001`,
    await cookieOf(platform, { kind: 'graduate', ...graduate }),
    await cookieOf(platform, { kind: 'schoolAdmin', accountId: admin }),
    await cookieOf(platform, { kind: 'employerAdmin', accountId: employer }),
    await cookieOf(platform, { kind: 'operator', accountId: operator }),
  );
});
after(async () => {
  await app.close();
  await platform.stop();
});

const long = '𬭎'.repeat(4000);
const values = [
  '\0',
  `a\0b`,
  long,
  "'; drop table account; --",
  '{{constructor}}',
  '\ud800',
  -1,
  1.5,
  1e300,
  9007199254740991,
  null,
  [],
  {},
  true,
];
const fields = [
  'login',
  'password',
  'totp',
  'phone',
  'code',
  'cohort',
  'version',
  'helpContact',
  'licenceFileId',
  'organisation',
  'reason',
];
const settings = {
  reviewLevels: { 'online-signing': 'school' },
  modules: { destinations: true },
  supplementaryClauses: '',
  helpContact: '',
};
const organisation = {
  name: '',
  uscc: '',
  nature: '39',
  industry: 'I',
  regionCode: '350203',
  address: '',
  contactName: '',
  contactMobile: '',
};
const paths = [
  '/api/session',
  '/api/sms-codes',
  '/api/employer-registrations',
  '/api/graduate/cohort',
  '/api/school/settings',
  '/api/employer',
  '/api/qualifications/1/approve',
  '/api/qualifications/1/return',
];
const segments = [
  '%00',
  'a%00b',
  '..%2f..%2fetc%2fpasswd',
  '9'.repeat(40),
  '1e3',
  '-1',
  '0',
  encodeURIComponent(long.slice(0, 50)),
  '%E0%A4%A',
];

function* requests(): Generator<InjectOptions> {
  for (const url of paths)
    for (const method of ['POST', 'PUT'] as const)
      for (const value of values)
        for (const field of fields) {
          const whole = {
            login: 'a',
            password: 'b',
            ...settings,
            organisation,
            version: 1,
            licenceFileId: 'x',
            phone: '13900990009',
            code: '000000',
            cohort: 2027,
          };
          yield { method, url, payload: { ...whole, [field]: value } };
        }
  for (const segment of segments) {
    yield { method: 'DELETE', url: `/api/sessions/${segment}` };
    yield { method: 'GET', url: `/api/files/${segment}` };
    yield { method: 'GET', url: `/api/qualifications/${segment}` };
    yield { method: 'GET', url: `/api/qualifications?cursor=${segment}&limit=${segment}&state=${segment}` };
    yield { method: 'GET', url: `/api/qualifications?cursor=9999999999999-999999999999999` };
    yield { method: 'GET', url: `/auth/graduate/callback?code=${segment}&state=${segment}` };
    yield { method: 'GET', url: `/auth/wechat/callback?code=${segment}&code=x&state=${segment}` };
    yield { method: 'POST', url: '/api/session', headers: { 'content-type': 'application/json' }, payload: segment };
  }
}

test('nothing that is sent breaks the server (ASVS 5.0, 16.5)', async () => {
  let count = 0;
  for (const request of requests())
    for (const cookie of cookies.filter((_, place) => (count + place) % 3 === 0)) {
      count += 1;
      const headers = {
        ...request.headers,
        cookie,
        'user-agent': '\u00ff',
        'idempotency-key': 'x',
        origin: count % 7 === 0 ? 'null' : 'http://localhost',
        host: 'localhost',
      };
      const { statusCode, body } = await app.inject({ ...request, headers });
      assert.ok(
        statusCode < 500,
        `${request.method} ${request.url} ${JSON.stringify(request.payload ?? null).slice(0, 300)}: ${body}`,
      );
    }
  assert.ok(count > 2000);
});
