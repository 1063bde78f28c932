/** What tests of this and other matters begin with: a platform on a test database, a school with people in it, browsers signed in. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { partSought, soughtHeader } from '#contract/parts/sought.ts';
import { needsSecondFactor } from '#domain/account-kinds.ts';
import { createAccount, type NewAccount, phoneHash } from '#server/accounts/store-account.ts';
import { countSeeded } from '#server/archives/transfer-counters.ts';
import { recordInfected } from '#server/audit/index.ts';
import { type FixedClock, fixedClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing, type KeyRing, type Vault } from '#server/platform/base/crypto.ts';
import { documentHash } from '#server/platform/base/document-hash.ts';
import { createLog } from '#server/platform/base/log.ts';
import { createFolderStore } from '#server/platform/files/files.ts';
import { createPartsFolder } from '#server/platform/files/parts.ts';
import { mount, type Served } from '#server/platform/http/serve-route.ts';
import { SignInError } from '#server/platform/outside/sign-in-provider.ts';
import type { SmsMessage } from '#server/platform/outside/sms.ts';
import { WechatError } from '#server/platform/outside/wechat.ts';
import type { Outside, Platform } from '#server/platform/platform.ts';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { createStatements, freshStatementKeys } from '#server/platform/statements/statements.ts';
import { createTestDatabase } from '#server/platform/testing/database.ts';
import { authenticate, openSession, type SessionOwner } from '#server/sessions/sessions.ts';

export interface TestPlatform extends Platform {
  readonly clock: FixedClock;
  /** For a second process on the same data. */
  readonly databaseUrl: string;
  readonly keyRing: KeyRing;
  /** Removed with the platform. */
  readonly folder: string;
  /** What was sent by SMS, the last one last. */
  readonly sent: readonly SmsMessage[];
  /** Everything that was logged. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

/** A weekday in the window of the cohort 2027. */
export const testTime = '2027-03-10T02:00:00Z';

/** Parties outside that nobody reaches, but for SMS, which is kept. */
function nobodyOutside(sent: SmsMessage[]): Outside {
  const unavailable = () => Promise.reject(new SignInError('unavailable', 'test'));
  return {
    signIn: { begin: unavailable, finish: unavailable },
    wechat: {
      authorizeUrl: (redirectUri, state) => `https://wechat.example/?${new URLSearchParams({ redirectUri, state })}`,
      exchangeCode: () => Promise.reject(new WechatError('unavailable')),
      sendTemplate: async () => ({ outcome: 'temporary-failure', code: 'test', fateUnknown: false }),
    },
    sms: {
      send: async message => {
        sent.push(message);
        return { outcome: 'sent', providerId: String(sent.length) };
      },
    },
    identityCheck: async () => 'not-found',
    timestamp: undefined,
    virusScan: undefined,
  };
}

/** A platform on a database of its own; `stop` removes all of it. */
export async function createTestPlatform(more: { readonly outside?: Partial<Outside>; readonly publicUrl?: string } = {}) {
  const { database, url, drop } = await createTestDatabase();
  const keyRing = freshKeyRing();
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-test-'));
  const sent: SmsMessage[] = [];
  const lines: string[] = [];
  const to = new Writable({
    write(chunk, _encoding, next) {
      lines.push(String(chunk));
      next();
    },
  });
  const platform: TestPlatform = {
    database,
    databaseUrl: url,
    keyRing,
    folder,
    vault: createVault(keyRing),
    statements: createStatements(freshStatementKeys()),
    clock: fixedClock(testTime),
    log: createLog({ to }),
    files: createFolderStore(folder),
    parts: createPartsFolder(join(folder, 'parts'), { virusScan: more.outside?.virusScan }),
    outside: { ...nobodyOutside(sent), ...more.outside },
    publicUrl: more.publicUrl ?? 'http://127.0.0.1:8100',
    demo: false,
    sent,
    logged: () => lines.join(''),
    stop: async () => {
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return platform;
}

const insertProvince = unnamed('insert into province (code, name) values ($1, $2) on conflict do nothing');
const insertSchool = unnamed('insert into school (id, code, name, province_code) values ($1, $2, $3, $4)');
const insertDepartment = unnamed('insert into department (school_id, id, name) values ($1, $2, $3)');
const insertRegion = unnamed(
  'insert into region (code, name, parent_code, level) values ($1, $2, $3, $4) on conflict do nothing',
);

/** A school with departments 1 and 2, and a county with what lies above it. */
export async function makeSchool(database: Queryable, id = 1, name = '东海大学'): Promise<number> {
  await database.execute(insertProvince, ['350000', '福建省']);
  await database.execute(insertSchool, [id, String(19998 + id), name, '350000']);
  await database.execute(insertDepartment, [id, 1, '信息学院']);
  await database.execute(insertDepartment, [id, 2, '人文与新闻传播学院']);
  await database.execute(insertRegion, ['350000', '福建省', null, 'province']);
  await database.execute(insertRegion, ['350200', '厦门市', '350000', 'city']);
  await database.execute(insertRegion, ['350203', '思明区', '350200', 'county']);
  return id;
}

export interface TestGraduate {
  readonly personId: number;
  readonly graduateId: number;
  readonly schoolId: number;
  readonly cohort: number;
}
const defaultGraduate = {
  schoolId: 1,
  cohort: 2027,
  name: '阿依古丽·买买提',
  documentType: 'idCard',
  idNumber: '350203200411020011',
  examNumber: '23350000099001',
  departmentId: 1,
  phone: undefined as string | undefined,
  checked: true,
  trainingMode: '1',
  hukouTransferred: true as boolean | null,
  now: new Date(testTime),
};

const insertPerson = unnamed<{ id: number }>(
  `insert into person (document_hash, created_at) values ($1, $2)
   on conflict (document_hash) do update set created_at = person.created_at returning id`,
);
const insertCohort = unnamed('insert into person_cohort (person_id, cohort, school_id) values ($1, $2, $3)');
const insertGraduate = unnamed<{ id: number }>(
  `insert into graduate (school_id, cohort, exam_number, person_id, name, name_pinyin, document_type, document_number_sealed,
     document_hash, gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number,
     study_years, enrolled_on, graduates_on, training_mode, origin_region, archive_transferred, hukou_transferred, phone_sealed,
     phone_hash, basic_information_checked_at, created_at, updated_at)
   values ($1, $2, $3, $4, $5, 'test', $6, $7, $8, '1', '01', '03', '31', '080901', '计算机科学与技术', $9, '2023990001', '4', '202309',
     '202706', $10, '350203', true, $11, $12, $13, $14, $15, $15) returning id`,
);

/** A graduate on the roster; the same ID number in another cohort is the same person. */
export async function makeGraduate(
  database: Queryable,
  vault: Vault,
  more: Partial<typeof defaultGraduate> = {},
): Promise<TestGraduate> {
  const it = { ...defaultGraduate, ...more };
  const hash = documentHash(vault, it.documentType, it.idNumber);
  const { id: personId } = await database.one(insertPerson, [hash, it.now]);
  await database.execute(insertCohort, [personId, it.cohort, it.schoolId]);
  const { id: graduateId } = await database.one(insertGraduate, [
    it.schoolId,
    it.cohort,
    it.examNumber,
    personId,
    it.name,
    it.documentType,
    vault.seal(it.idNumber),
    hash,
    it.departmentId,
    it.trainingMode,
    it.hukouTransferred,
    it.phone === undefined ? null : vault.seal(it.phone),
    it.phone === undefined ? null : phoneHash(vault, it.phone),
    it.checked ? it.now : null,
    it.now,
  ]);
  await countSeeded(database, it.schoolId, [graduateId]);
  return { personId, graduateId, schoolId: it.schoolId, cohort: it.cohort };
}

const employerWithoutData = unnamed<{ id: number }>('insert into employer (created_at, updated_at) values ($1, $1) returning id');

export const testPassword = 'Yun-shui-4711';
export const testTotpSecret = 'KFLUIRKNJ5HVARKSIFKE6USEIVGU6MRQ';
/** An account; one of an employer gets an employer without data where none is named. */
export async function makeAccount(
  platform: Pick<Platform, 'database' | 'vault' | 'clock'>,
  more: Pick<NewAccount, 'kind' | 'login'> & Partial<NewAccount>,
): Promise<number> {
  const { database, vault, clock } = platform;
  const isEmployer = more.kind === 'employerAdmin' || more.kind === 'employerStaff';
  const employerId = more.employerId ?? (isEmployer ? (await database.one(employerWithoutData, [clock.now()])).id : undefined);
  // As in a real installation: kinds that must have a second factor have one.
  const totpSecret = needsSecondFactor.has(more.kind) ? testTotpSecret : undefined;
  return createAccount(database, vault, {
    name: '罗老师',
    password: testPassword,
    totpSecret,
    ...more,
    employerId,
    now: clock.now(),
  });
}

/** An app with these routes, as the product mounts them. */
export function createTestApp(platform: Platform, routes: readonly Served[]): FastifyInstance {
  const app = fastify({ rewriteUrl: soughtToHeader });
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const context = { authenticate: authenticate(platform), recordInfected: recordInfected(platform) };
  for (const served of routes) mount(app, served, context);
  return app;
}

/** Tests write what is sought into the address, for short; a browser sends it in the header. */
export function soughtToHeader(request: { url?: string | undefined; headers: IncomingHttpHeaders }): string {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { open, sought } = partSought(new URLSearchParams(query));
  if (sought.size === 0) return request.url ?? '';
  request.headers[soughtHeader] = sought.toString();
  return open.size > 0 ? `${path}?${open}` : path;
}

/** A cookie header of a browser that is signed in. */
export async function cookieOf(
  platform: Pick<Platform, 'database' | 'clock' | 'publicUrl'>,
  owner: SessionOwner,
): Promise<string> {
  const { token } = await openSession(platform, owner, {
    device: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0',
    addressPrefix: '127.0.0',
    proven: true,
  });
  return `${platform.publicUrl.startsWith('https:') ? '__Host-' : ''}session=${token}`;
}

/** The cookies that an answer sets, as the next request sends them. */
export const cookiesOf = (response: LightMyRequestResponse): string =>
  response.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
