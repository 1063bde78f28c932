import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { routesOf } from '#server/platform/module.ts';
import type { Delivery } from '#server/platform/outside/delivery.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { drainJobs } from '#server/platform/testing/jobs.ts';
import { queuesModule } from '#server/queues/index.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeGraduate,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { messagesModule, postMessage, postMessages } from './index.ts';
import type { Message } from './post-message.ts';

/** What the providers answer, one after the other; sent when nothing is prepared. */
const answers: Delivery[] = [];
const asked: { channel: string; to: string; id: string; data: object; url?: string | undefined }[] = [];
const answer = (): Delivery => answers.shift() ?? { outcome: 'sent', providerId: 'p-1' };

let platform: TestPlatform;
let app: FastifyInstance;
let serial = 0;
before(async () => {
  platform = await createTestPlatform({
    outside: {
      sms: {
        send: async ({ phone, outId, params }) => {
          asked.push({ channel: 'sms', to: phone, id: outId, data: params });
          return answer();
        },
      },
      wechat: {
        authorizeUrl: () => '',
        exchangeCode: async () => 'nobody',
        sendTemplate: async ({ openid, clientMsgId, data, url }) => {
          asked.push({ channel: 'wechat', to: openid, id: clientMsgId, data, url });
          return answer();
        },
      },
    },
  });
  app = createTestApp(platform, routesOf([messagesModule(platform), queuesModule(platform, [messagesModule(platform)])]));
  await makeSchool(platform.database);
});
after(async () => {
  await app.close();
  await platform.stop();
});

async function someone(it: { phone?: string; openid?: string } = {}) {
  serial += 1;
  const idNumber = `P${String(serial).padStart(7, '0')}`;
  const examNumber = `2335${String(serial).padStart(10, '0')}`;
  const { database, vault, clock } = platform;
  const { personId } = await makeGraduate(database, vault, { documentType: 'passport', idNumber, examNumber, phone: it.phone });
  if (it.openid)
    await database.execute(
      unnamed('insert into person_wechat (person_id, openid_hash, openid_sealed, bound_at) values ($1, $2, $3, $4)'),
      [personId, vault.keyedHash(it.openid), vault.seal(it.openid), clock.now()],
    );
  const cookie = await cookieOf(platform, { kind: 'graduate', personId, cohort: 2027 });
  return { personId, cookie };
}
const post = (message: Pick<Message, 'to'> & Partial<Message>) =>
  platform.database.transaction(tx =>
    postMessage(
      tx,
      { vault: platform.vault, now: platform.clock.now() },
      { eventKey: `event-${serial}`, title: '签约完成', text: '协议生效，可下载电子就业协议书。', ...message },
    ),
  );
const drain = () => drainJobs(platform.database, messagesModule(platform).jobs ?? [], platform.clock);
const deliveries = (personId: number) =>
  platform.database.query(
    unnamed<{ id: number; channel: string; state: string; attempts: number; providerCode: string | null }>(
      `select d.id, d.channel, d.state, d.attempts, d.provider_code from delivery d join message m on m.id = d.message_id
       where m.person_id = $1 order by d.id`,
    ),
    [personId],
  );
const askedFor = (to: string) => asked.filter(call => call.to === to);
const inbox = async (cookie: string, query = '') =>
  (await app.inject({ url: `/api/messages${query}`, headers: { cookie } })).json();

describe('the inbox', () => {
  test('one message per event and recipient, however often and at once it is posted', async () => {
    const [first, second] = [await someone(), await someone()];
    for (const { personId } of [first, second])
      await Promise.all([1, 2, 3].map(() => post({ to: { personId }, eventKey: 'same' })));
    for (const { cookie } of [first, second]) assert.equal((await inbox(cookie)).messages.length, 1);
    assert.deepEqual(await deliveries(first.personId), [], 'nobody to send it to');
  });

  test('posted in a command that fails, it is not there', async () => {
    const { personId, cookie } = await someone({ phone: '13900990101' });
    const failed = platform.database.transaction(async tx => {
      await postMessage(
        tx,
        { vault: platform.vault, now: platform.clock.now() },
        { eventKey: 'lost', to: { personId }, title: 'x', text: 'x' },
      );
      throw new Error('the command failed');
    });
    await assert.rejects(failed, /the command failed/);
    await drain();
    assert.deepEqual([(await inbox(cookie)).messages, askedFor('13900990101')], [[], []]);
  });

  test('pages hold each message once, the unread first, and count the unread', async () => {
    const { personId, cookie } = await someone();
    for (let at = 0; at < 7; at++) await post({ to: { personId }, eventKey: `page-${at}`, title: `第 ${at} 条` });
    const { messages } = await inbox(cookie);
    for (const { id } of messages.slice(0, 3))
      assert.equal((await app.inject({ method: 'POST', url: `/api/messages/${id}/read`, headers: { cookie } })).statusCode, 200);
    const seen: string[] = [];
    let next = '';
    do {
      const page = await inbox(cookie, `?limit=2${next && `&cursor=${encodeURIComponent(next)}`}`);
      assert.equal(page.unread, 4);
      seen.push(...page.messages.map(({ title }: { title: string }) => title));
      next = page.next ?? '';
    } while (next);
    assert.deepEqual(seen, ['第 3 条', '第 2 条', '第 1 条', '第 0 条', '第 6 条', '第 5 条', '第 4 条']);
  });

  test('all are read at once, but not those that came meanwhile, nor another person’s', async () => {
    const [mine, other] = [await someone(), await someone()];
    for (const { personId } of [mine, other]) for (const at of [1, 2, 3]) await post({ to: { personId }, eventKey: `all-${at}` });
    const [, second] = (await inbox(mine.cookie)).messages;
    const read = {
      method: 'POST',
      url: '/api/messages/read',
      payload: { lastId: second.id },
      headers: { cookie: mine.cookie },
    } as const;
    assert.equal((await app.inject(read)).statusCode, 200);
    assert.deepEqual([(await inbox(mine.cookie)).unread, (await inbox(other.cookie)).unread], [1, 3]);
  });

  test('a cursor that is none, or nonsense, begins at the beginning and breaks nothing', async () => {
    const { personId, cookie } = await someone();
    await post({ to: { personId } });
    for (const cursor of ['', '_', 'x', '1_x', '0_', "1'; --", '9'.repeat(150), '0_-1e999'])
      assert.equal(
        (await app.inject({ url: `/api/messages?cursor=${encodeURIComponent(cursor)}`, headers: { cookie } })).statusCode,
        200,
        cursor,
      );
  });
});

describe('what a message is about', () => {
  test('is a link in the inbox, and the address in WeChat and SMS', async () => {
    const [bound, reachable] = [
      await someone({ openid: 'o-link', phone: '13900990901' }),
      await someone({ phone: '13900990902' }),
    ];
    for (const { personId } of [bound, reachable]) await post({ to: { personId }, eventKey: 'about', about: 'hukou' });
    await drain();
    const url = `${platform.publicUrl}/m/archives/hukou`;
    assert.equal(askedFor('o-link')[0]?.url, url);
    assert.deepEqual(askedFor('13900990902')[0]?.data, { title: '签约完成', text: '协议生效，可下载电子就业协议书。', url });
    assert.deepEqual((await inbox(reachable.cookie)).messages[0].link, { path: '/archives/hukou', word: '查看户口信息' });
  });

  test('of another cohort leads there: from the inbox by the one that is looked at, from outside always', async () => {
    const { personId, cookie } = await someone({ phone: '13900990904' });
    for (const cohort of [2026, 2027]) await post({ to: { personId }, eventKey: `of-${cohort}`, about: `hukou:${cohort}` });
    await drain();
    const links = (await inbox(cookie)).messages.map(({ link }: { link: { path: string } }) => link.path);
    assert.deepEqual(links.toSorted(), ['/archives/hukou', '/archives/hukou?cohort=2026']);
    const sent = askedFor('13900990904').map(({ data }) => Object(data).url);
    assert.deepEqual(
      sent.toSorted(),
      [2026, 2027].map(cohort => `${platform.publicUrl}/m/archives/hukou?cohort=${cohort}`),
    );
  });

  test('is told to an account on its own desk, and nothing is a link to the inbox', async () => {
    const accountId = await makeAccount(platform, { kind: 'operator', login: 'linked' });
    await platform.database.execute(unnamed('update account set phone_sealed = $2 where id = $1'), [
      accountId,
      platform.vault.seal('13900990903'),
    ]);
    await post({ to: { accountId }, eventKey: 'nowhere' });
    await drain();
    const { data } = askedFor('13900990903')[0] ?? {};
    assert.deepEqual(data, {
      title: '签约完成',
      text: '协议生效，可下载电子就业协议书。',
      url: `${platform.publicUrl}/desk/messages`,
    });
    const cookie = await cookieOf(platform, { kind: 'operator', accountId });
    assert.equal((await inbox(cookie)).messages[0].link, null);
  });

  test('is kept for many at once as for one', async () => {
    const { personId, cookie } = await someone();
    const message = {
      eventKey: 'many',
      personId,
      title: '学校修改了您的档案信息',
      text: '请登录查看。',
      about: 'archive',
    } as const;
    await platform.database.transaction(tx => postMessages(tx, { vault: platform.vault, now: platform.clock.now() }, [message]));
    assert.equal((await inbox(cookie)).messages[0].link.path, '/archives/archive');
  });
});

describe('the way out', () => {
  test('by WeChat where it is bound, else by SMS, else not at all', async () => {
    const [bound, reachable, neither] = [
      await someone({ openid: 'o-bound', phone: '13900990201' }),
      await someone({ phone: '13900990202' }),
      await someone(),
    ];
    for (const { personId } of [bound, reachable, neither]) await post({ to: { personId }, eventKey: 'way' });
    assert.deepEqual(await drain(), []);
    assert.deepEqual(
      (await deliveries(bound.personId)).map(({ channel, state }) => [channel, state]),
      [['wechat', 'sent']],
    );
    assert.deepEqual(
      (await deliveries(reachable.personId)).map(({ channel, state }) => [channel, state]),
      [['sms', 'sent']],
    );
    assert.deepEqual(await deliveries(neither.personId), []);
    assert.deepEqual([askedFor('o-bound').length, askedFor('13900990201').length, askedFor('13900990202').length], [1, 0, 1]);
  });

  test('a message for WeChat only does not fall back on SMS; one for the inbox alone leaves the house nowhere', async () => {
    const [bound, reachable] = [
      await someone({ openid: 'o-only', phone: '13900990301' }),
      await someone({ phone: '13900990302' }),
    ];
    for (const { personId } of [bound, reachable]) {
      await post({ to: { personId }, eventKey: 'wechat-only', push: 'wechat' });
      await post({ to: { personId }, eventKey: 'inbox-only', push: 'none' });
    }
    await drain();
    assert.deepEqual(
      (await deliveries(bound.personId)).map(({ channel }) => channel),
      ['wechat'],
    );
    assert.deepEqual(await deliveries(reachable.personId), []);
  });

  test('a message that surely was not sent is tried again, and then sent once', async () => {
    const { personId } = await someone({ phone: '13900990401' });
    answers.push({ outcome: 'temporary-failure', code: 'isp.SYSTEM_ERROR', fateUnknown: false });
    await post({ to: { personId }, eventKey: 'again' });
    assert.equal((await drain()).length, 1);
    assert.deepEqual(
      (await deliveries(personId)).map(({ state, providerCode }) => [state, providerCode]),
      [['temporary-failure', 'isp.SYSTEM_ERROR']],
    );
    await platform.database.execute(
      unnamed('update graphile_worker._private_jobs set run_at = now() where last_error is not null'),
    );
    assert.deepEqual(await drain(), []);
    assert.deepEqual(
      (await deliveries(personId)).map(({ state, attempts }) => [state, attempts]),
      [['sent', 2]],
    );
    assert.equal(new Set(askedFor('13900990401').map(({ id }) => id)).size, 1, 'under one id');
  });

  test('what may have gone out, and what cannot, is not tried again; the operator sees both', async () => {
    const [lost, refused] = [await someone({ phone: '13900990501' }), await someone({ phone: '13900990502' })];
    answers.push({ outcome: 'technical-failure', code: 'timeout', fateUnknown: true });
    await post({ to: { personId: lost.personId }, eventKey: 'lost-on-the-way' });
    assert.deepEqual(await drain(), []);
    answers.push({ outcome: 'permanent-failure', code: 'isv.MOBILE_NUMBER_ILLEGAL', fateUnknown: false });
    await post({ to: { personId: refused.personId }, eventKey: 'refused' });
    assert.deepEqual(await drain(), []);
    await drain();
    assert.deepEqual(
      (await deliveries(lost.personId)).map(({ state }) => state),
      ['unknown'],
    );
    assert.deepEqual(
      (await deliveries(refused.personId)).map(({ state }) => state),
      ['permanent-failure'],
    );
    assert.deepEqual([askedFor('13900990501').length, askedFor('13900990502').length], [1, 1]);
    const accountId = await makeAccount(platform, { kind: 'operator', login: 'queues' });
    const cookie = await cookieOf(platform, { kind: 'operator', accountId });
    const queues = (await app.inject({ url: '/api/queues', headers: { cookie } })).json();
    assert.equal(queues.unknownDeliveries, 2);
  });

  test('who can no longer be reached when it is their turn is not, and that is the end of it', async () => {
    const { personId } = await someone({ phone: '13900990601' });
    await post({ to: { personId }, eventKey: 'unreachable' });
    await platform.database.execute(unnamed('update graduate set phone_sealed = null where person_id = $1'), [personId]);
    assert.deepEqual(await drain(), []);
    assert.deepEqual(
      (await deliveries(personId)).map(({ state, providerCode }) => [state, providerCode]),
      [['permanent-failure', 'no-address']],
    );
  });

  test('a long text is cut for the provider and whole in the inbox', async () => {
    const { personId, cookie } = await someone({ phone: '13900990701' });
    const text = '很长的单位名称'.repeat(30);
    await post({ to: { personId }, eventKey: 'long', text });
    await drain();
    const [call] = askedFor('13900990701');
    assert.deepEqual(call?.data, { title: '签约完成', text: `${text.slice(0, 59)}…`, url: `${platform.publicUrl}/m/messages` });
    assert.equal((await inbox(cookie)).messages[0].text, text);
  });
});

describe('the operator’s queue page', () => {
  test('shows what fails without what could be somebody’s, and starts it again', async () => {
    const { personId } = await someone({ phone: '13900990801' });
    answers.push({ outcome: 'temporary-failure', code: '350203200411020011', fateUnknown: false });
    await post({ to: { personId }, eventKey: 'failing' });
    await drain();
    const accountId = await makeAccount(platform, { kind: 'operator', login: 'queues-two' });
    const headers = { cookie: await cookieOf(platform, { kind: 'operator', accountId }) };
    const read = async () => (await app.inject({ url: '/api/queues', headers })).json();
    const [job] = (await read()).failing;
    assert.deepEqual([job.title, job.attempts, job.final], ['发送短信、微信', 1, false]);
    assert.ok(!job.error.includes('350203200411020011'));
    const retry = (id: number) => app.inject({ method: 'POST', url: `/api/queues/jobs/${id}/retry`, headers });
    assert.equal((await retry(job.id)).statusCode, 200);
    assert.equal((await retry(999_999)).statusCode, 404);
    assert.deepEqual(await drain(), []);
    assert.deepEqual(
      (await deliveries(personId)).map(({ state }) => state),
      ['sent'],
    );
    assert.deepEqual((await read()).failing, []);
  });

  test('is the operator’s alone', async () => {
    const { cookie } = await someone();
    assert.equal((await app.inject({ url: '/api/queues', headers: { cookie } })).statusCode, 403);
    assert.equal((await app.inject({ url: '/api/queues' })).statusCode, 401);
  });
});
