import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { startEmployers, type TestEmployers } from '#server/employers/testing/employers.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { drainJobs } from '#server/platform/testing/jobs.ts';
import { cookieOf, cookiesOf, makeAccount, testPassword } from '#server/testing/platform.ts';
import { membersModule } from './index.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly disabledAt: string | null;
}
interface Waiting {
  readonly id: number;
  readonly asked: boolean;
}
const members = '/api/employer/members';
const list = async (cookie: string): Promise<{ members: Listed[]; joins: Waiting[] }> =>
  (await on.ask('GET', members, cookie)).json();
const invite = (cookie: string, phone: string, name = '苏䶮', key: string = randomUUID()) =>
  on.ask('POST', members, cookie, { name, phone }, key);
const change = (cookie: string, id: number, what: string) => on.ask('POST', `${members}/${id}/${what}`, cookie);
const decide = (cookie: string, id: number, what: string, key: string = randomUUID()) =>
  on.ask('POST', `/api/employer/joins/${id}/${what}`, cookie, undefined, key);
async function join(uscc: string, phone = on.newPhone(), more: object = {}) {
  on.platform.clock.advance(61_000);
  const code = await on.askCode(phone);
  return on.ask('POST', '/api/employer-joins', '', { uscc, name: '苏䶮', phone, code, password: testPassword, ...more });
}
const signIn = (login: string) => on.ask('POST', '/api/session', '', { login, password: testPassword });
async function staffOf(employer: { id: number }, kind: 'employerStaff' | 'employerAdmin' = 'employerStaff') {
  const phone = on.newPhone();
  const accountId = await makeAccount(on.platform, { kind, login: phone, employerId: employer.id });
  return { accountId, phone, cookie: await cookieOf(on.platform, { kind, accountId }) };
}
const meOf = async (cookie: string) => (await on.ask('GET', '/api/me', cookie)).json();

describe('a second person of an organisation', () => {
  test('invited by the administrator, is told by SMS and a member as soon as the phone has proven itself', async () => {
    const employer = await on.qualified();
    const phone = on.newPhone();
    const listed = (await invite(employer.cookie, phone)).json();
    assert.deepEqual([listed.members.length, listed.joins.length, listed.joins[0].asked], [1, 1, false]);
    await drainJobs(on.platform.database, membersModule(on.platform).jobs ?? [], on.platform.clock);
    const sms = on.platform.sent.at(-1);
    assert.deepEqual([sms?.phone, sms?.templateCode], [phone, 'SMS_QX_MEMBER']);
    assert.equal(sms?.params.url, `http://127.0.0.1:8100/desk/employer/join#${employer.uscc}`);
    const answer = await join(employer.uscc.toLowerCase(), phone);
    assert.deepEqual(answer.json(), { joined: true }, answer.body);
    const me = await meOf(cookiesOf(answer));
    assert.deepEqual([me.kind, me.employer.id, me.can.includes('employer.members')], ['employerStaff', employer.id, false]);
    const now = await list(employer.cookie);
    assert.deepEqual([now.members.map(({ name }) => name), now.joins], [['单位管理员', '苏䶮'], []]);
    assert.equal((await signIn(phone)).statusCode, 200);
  });

  test('not invited, asks; the administrator is told and lets them in; only then can they sign in', async () => {
    const employer = await on.qualified();
    const phone = on.newPhone();
    assert.deepEqual((await join(employer.uscc, phone)).json(), { joined: false });
    assert.equal((await signIn(phone)).statusCode, 401);
    // Asked again, it is one request.
    assert.deepEqual((await join(employer.uscc, phone, { name: '苏䶮䶮' })).json(), { joined: false });
    const { joins } = await list(employer.cookie);
    assert.deepEqual(
      joins.map(({ asked }) => asked),
      [true],
    );
    assert.equal((await meOf(employer.cookie)).unreadMessages, 2);
    const [{ id = 0 } = {}] = joins;
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => decide(employer.cookie, id, 'accept', key)));
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200],
      answers[0]?.body,
    );
    assert.equal((await list(employer.cookie)).members.length, 2);
    assert.equal((await signIn(phone)).statusCode, 200);
    const row = await on.platform.database.one(
      unnamed<{ passwordHash: string | null }>('select password_hash from employer_join where id = $1'),
      [id],
    );
    assert.equal(row.passwordHash, null);
  });

  test('refused or withdrawn, stays outside', async () => {
    const employer = await on.qualified();
    const [asking, invited] = [on.newPhone(), on.newPhone()];
    await join(employer.uscc, asking);
    await invite(employer.cookie, invited);
    const { joins } = await list(employer.cookie);
    for (const { id, asked } of joins) {
      assert.equal((await decide(employer.cookie, id, asked ? 'withdraw' : 'accept')).json().code, 'not-possible-here');
      assert.equal((await decide(employer.cookie, id, asked ? 'refuse' : 'withdraw')).statusCode, 200);
    }
    assert.equal((await signIn(asking)).statusCode, 401);
    assert.deepEqual((await join(employer.uscc, invited)).json(), { joined: false });
  });

  test('who registered the organisation once more, moves there when let in', async () => {
    const employer = await on.qualified();
    const phone = on.newPhone();
    const second = await on.register(phone);
    assert.equal((await on.submit(second, on.organisation(employer.uscc))).json().code, 'uscc-taken');
    const asked = await on.ask('POST', '/api/employer/join-requests', second, { uscc: employer.uscc, name: '苏䶮' });
    assert.deepEqual(asked.json(), { asked: true }, asked.body);
    const [{ id = 0 } = {}] = (await list(employer.cookie)).joins;
    assert.equal((await decide(employer.cookie, id, 'accept')).statusCode, 200);
    assert.equal((await on.ask('GET', '/api/employer', second)).statusCode, 401);
    const me = await meOf(cookiesOf(await signIn(phone)));
    assert.deepEqual([me.kind, me.employer.id], ['employerStaff', employer.id]);
    // An employer with data of its own is left by nobody.
    const other = await on.qualified();
    const stays = await on.ask('POST', '/api/employer/join-requests', other.cookie, { uscc: employer.uscc, name: '苏䶮' });
    assert.equal(stays.json().code, 'not-possible-here');
  });

  test('names an organisation that is certified, with a phone that is nobody else’s', async () => {
    const pending = await on.register();
    const form = on.organisation();
    await on.submit(pending, form);
    assert.equal((await join(form.uscc)).json().code, 'employer-not-registered');
    const employer = await on.qualified();
    assert.equal((await join(employer.uscc, employer.phone)).json().code, 'phone-taken');
    assert.equal((await invite(employer.cookie, employer.phone)).json().code, 'member-phone-taken');
    const phone = on.newPhone();
    await invite(employer.cookie, phone);
    assert.equal((await invite(employer.cookie, phone, '另一人')).json().code, 'member-waits');
    assert.equal((await invite(pending, on.newPhone())).json().code, 'members-need-qualification');
    assert.equal((await join(employer.uscc, on.newPhone(), { password: 'password2027' })).json().code, 'weak-password');
  });

  test('an administrator of another organisation neither sees nor decides', async () => {
    const [employer, other] = [await on.qualified(), await on.qualified()];
    await join(employer.uscc);
    const [{ id = 0 } = {}] = (await list(employer.cookie)).joins;
    assert.equal((await decide(other.cookie, id, 'accept')).statusCode, 404);
    const [{ id: memberId = 0 } = {}] = (await list(employer.cookie)).members;
    assert.equal((await change(other.cookie, memberId, 'disable')).statusCode, 404);
    const staff = await staffOf(employer);
    for (const answer of [await on.ask('GET', members, staff.cookie), await decide(staff.cookie, id, 'accept')])
      assert.equal(answer.statusCode, 403);
  });

  test('thirty invitations a day are enough', async () => {
    const employer = await on.qualified();
    await on.platform.database.execute(
      unnamed(`insert into employer_join (employer_id, name, phone_hash, phone_sealed, state, invited_by, created_at)
        select $1, '某', decode(lpad(n::text, 8, '0'), 'hex'), '\\x00', 'withdrawn', (select min(id) from account), $2 from generate_series(1, 30) n`),
      [employer.id, on.platform.clock.now()],
    );
    assert.equal((await invite(employer.cookie, on.newPhone())).json().code, 'try-later');
  });
});

describe('members', () => {
  test('disabled, are out at once and cannot come back in; enabled, they can', async () => {
    const employer = await on.qualified();
    const { accountId, cookie, phone } = await staffOf(employer);
    assert.equal((await on.ask('GET', '/api/employer', cookie)).statusCode, 200);
    assert.equal((await change(employer.cookie, accountId, 'disable')).statusCode, 200);
    assert.equal((await on.ask('GET', '/api/employer', cookie)).statusCode, 401);
    const told = await signIn(phone);
    assert.deepEqual([told.statusCode, told.json().code], [403, 'account-disabled'], told.body);
    assert.match(told.json().title, /本单位管理员/);
    await change(employer.cookie, accountId, 'enable');
    assert.equal((await on.ask('GET', '/api/employer', cookie)).statusCode, 401);
    const open = unnamed<{ count: number }>(
      'select count(*)::int as count from session where account_id = $1 and ended_at is null',
    );
    assert.equal((await on.platform.database.one(open, [accountId])).count, 0);
  });

  test('hand over: the other administers, oneself no more, signed out', async () => {
    const employer = await on.qualified();
    const { accountId, cookie } = await staffOf(employer);
    assert.equal((await change(employer.cookie, accountId, 'handOver')).statusCode, 200);
    assert.equal((await on.ask('GET', '/api/employer', employer.cookie)).statusCode, 401);
    const now = await list(cookie);
    assert.deepEqual(
      now.members.map(({ id, isAdmin }) => [id === accountId, isAdmin]),
      [
        [true, true],
        [false, false],
      ],
    );
  });

  test('of the last administrators who give up at once, one remains', async () => {
    const employer = await on.qualified();
    const other = await staffOf(employer, 'employerAdmin');
    const [{ id: own = 0 } = {}] = (await list(employer.cookie)).members;
    const answers = await Promise.all([change(employer.cookie, own, 'demote'), change(other.cookie, other.accountId, 'disable')]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal(answers.find(({ statusCode }) => statusCode === 409)?.json().code, 'last-employer-admin');
    const alone = await on.qualified();
    const [{ id = 0 } = {}] = (await list(alone.cookie)).members;
    for (const what of ['disable', 'demote'])
      assert.equal((await change(alone.cookie, id, what)).json().code, 'last-employer-admin');
  });

  test('of two administrators who disable each other at once, one is too late', async () => {
    const employer = await on.qualified();
    const other = await staffOf(employer, 'employerAdmin');
    const [{ id: own = 0 } = {}] = (await list(employer.cookie)).members;
    const answers = await Promise.all([
      change(employer.cookie, other.accountId, 'disable'),
      change(other.cookie, own, 'disable'),
    ]);
    assert.deepEqual(answers.filter(({ statusCode }) => statusCode === 200).length, 1);
  });

  test('who is disabled is neither made administrator nor handed over to', async () => {
    const employer = await on.qualified();
    const { accountId } = await staffOf(employer);
    await change(employer.cookie, accountId, 'disable');
    for (const what of ['promote', 'handOver'])
      assert.equal((await change(employer.cookie, accountId, what)).json().code, 'not-possible-here');
  });

  test('phones are masked in the list and sealed at rest', async () => {
    const employer = await on.qualified();
    const phone = on.newPhone();
    await invite(employer.cookie, phone);
    const shown = JSON.stringify(await list(employer.cookie));
    assert.ok(!shown.includes(phone) && !shown.includes(employer.phone));
    const kept = await on.platform.database.query(unnamed<{ text: string }>('select t::text as text from employer_join t'));
    assert.ok(kept.length > 0 && kept.every(({ text }) => !text.includes(phone)));
    assert.ok(!on.platform.logged().includes(phone));
  });
});
