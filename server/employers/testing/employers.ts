/** What tests of this matter begin with: the product's routes on a database of their own, operators, and employers that register. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { handOverRoutes, memberRoutes } from '#server/members/routes.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { qualificationRoutes } from '#server/qualification/routes.ts';
import { signInRoutes } from '#server/sign-in/index.ts';
import {
  cookieOf,
  cookiesOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeSchool,
  testPassword,
} from '#server/testing/platform.ts';
import { employerRoutes } from '../index.ts';

export const returned = { reason: '证照图片不清晰或不完整', text: '右下角公章看不清，请重新拍摄。' };

type Method = 'GET' | 'POST' | 'PUT';
interface Submission {
  readonly key?: string;
  readonly licenceFileId?: string;
  readonly version?: number;
}

export type TestEmployers = Awaited<ReturnType<typeof startEmployers>>;

export async function startEmployers() {
  const platform = await createTestPlatform();
  const app = createTestApp(platform, [
    ...signInRoutes(platform, { helpContact: '', inboxUrl: null }),
    ...employerRoutes(platform),
    ...memberRoutes(platform),
    ...handOverRoutes(platform),
    ...qualificationRoutes(platform),
  ]);
  await makeSchool(platform.database);
  const operatorCookie = async (login: string) =>
    cookieOf(platform, {
      kind: 'operator',
      accountId: await makeAccount(platform, { kind: 'operator', login, name: `运维 ${login}` }),
    });
  const [operator, otherOperator] = [await operatorCookie('one'), await operatorCookie('two')];
  const licence = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Make: 'SecretCamera' } })
    .jpeg()
    .toBuffer();

  const ask = (
    method: Method,
    url: string,
    cookie = '',
    payload?: object,
    key: string = randomUUID(),
    headers: Record<string, string> = {},
  ) => app.inject({ method, url, headers: { ...headers, cookie, 'idempotency-key': key }, ...(payload && { payload }) });
  const upload = (cookie: string, content: Buffer, name = '营业执照.jpg', more: Readonly<Record<string, string>> = {}) => {
    const headers = { ...more, cookie, 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(name) };
    return app.inject({ method: 'POST', url: '/api/files', headers, payload: content });
  };

  let made = 0;
  function next(): number {
    made += 1;
    return made;
  }
  const newPhone = (): string => String(13_900_990_000 + next());
  const newUscc = (): string => completeUscc(`91350203QX${String(next()).padStart(7, '0')}`);

  async function askCode(phone: string): Promise<string> {
    await ask('POST', '/api/sms-codes', '', { phone });
    return platform.sent.at(-1)?.params.code ?? '';
  }
  async function register(phone = newPhone()): Promise<string> {
    const answer = await ask('POST', '/api/employer-registrations', '', {
      phone,
      code: await askCode(phone),
      password: testPassword,
    });
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
  async function submit(cookie: string, form: object = organisation(), more: Submission = {}) {
    const licenceFileId = more.licenceFileId ?? (await fileIdOf(cookie));
    const version = more.version ?? (await read(cookie)).version;
    return ask('PUT', '/api/employer', cookie, { version, organisation: form, licenceFileId }, more.key);
  }
  const employerIdOf = async (cookie: string): Promise<number> => (await ask('GET', '/api/me', cookie)).json().employer.id;
  async function decide(cookie: string, id: number, action: string, more: { version?: number; reason?: object } = {}) {
    const version = more.version ?? (await ask('GET', `/api/qualifications/${id}`, operator)).json().version;
    return ask('POST', `/api/qualifications/${id}/${action}`, cookie, { version, ...(more.reason && { reason: more.reason }) });
  }
  /** Registered, handed in, approved. */
  async function qualified(form = organisation(), phone = newPhone()) {
    const cookie = await register(phone);
    await submit(cookie, form);
    const id = await employerIdOf(cookie);
    assert.equal((await decide(operator, id, 'approve')).statusCode, 200);
    return { cookie, id, phone, ...form };
  }

  const titles = unnamed<{ title: string }>(
    'select m.title from message m join account a on a.id = m.account_id where a.employer_id = $1 order by m.id',
  );
  /** What the accounts of an employer have been told. */
  const toldTo = async (employerId: number): Promise<readonly string[]> =>
    (await platform.database.query(titles, [employerId])).map(({ title }) => title);

  return {
    ...{ platform, app, operator, otherOperator, licence, ask, upload, newPhone, newUscc, askCode, register, organisation },
    ...{ read, fileIdOf, submit, employerIdOf, decide, qualified, toldTo },
    stop: async () => {
      await app.close();
      await platform.stop();
    },
  };
}
