import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeGraduate, type TestPlatform } from '#server/testing/platform.ts';
import { detailRows } from './detail-rows.ts';
import { recordAuditEvent } from './index.ts';

let on: TestCases;
let platform: TestPlatform;
let app: FastifyInstance;
let admin = '';
let desk = '';
let deskId = 0;
let person = 0;
let graduate = 0;
const insertObjection = unnamed<{ id: number }>(
  `insert into objection (school_id, graduate_id, state, objection_sealed, filed_at) values ($1, $2, 'pending', $3, $4) returning id`,
);
before(async () => {
  on = await startCases();
  ({ platform, app } = on);
  const adminId = await makeAccount(platform, { kind: 'schoolAdmin', login: 'admin', schoolId: 1 });
  admin = await cookieOf(platform, { kind: 'schoolAdmin', accountId: adminId });
  deskId = await makeAccount(platform, { kind: 'school', login: 'desk', schoolId: 1, name: '司空䶮' });
  desk = await cookieOf(platform, { kind: 'school', accountId: deskId });
  const { personId, graduateId } = await makeGraduate(platform.database, platform.vault);
  person = personId;
  graduate = graduateId;
  const event = (more: Partial<Parameters<typeof recordAuditEvent>[1]>) =>
    recordAuditEvent(
      platform.database,
      { at: platform.clock.now(), schoolId: 1, actor: `account:${deskId}`, action: 'case-moved', object: 'case:1-99', ...more },
      platform.vault,
    );
  await event({ action: 'sign-in', object: 'session:3f0c1e7a-aa' });
  await event({
    action: 'personal-data-revealed',
    object: `graduate:${graduateId}`,
    addressPrefix: '10.1.2',
    detail: { what: '手机号码', purpose: '电话通知' },
  });
  await event({ actor: `person:${person}` });
  await event({ actor: 'anyone', action: 'sign-in-failed', object: `account:${deskId}` });
  await event({ at: new Date('2027-03-12T02:00:00Z') });
  await event({ schoolId: 2, action: 'settings-changed', object: 'school:2', detail: { secret: 'of another school' } });
});
after(async () => {
  await on.stop();
});
const get = (url: string, cookie = admin) => app.inject({ method: 'GET', url, headers: { cookie } });

describe('操作日志', () => {
  test('tells who did what, on what, from where, the newest first, of the own school alone', async () => {
    const { rows } = (await get('/api/audit-events')).json();
    assert.equal(rows.length, 5);
    const [, failed, graduate, reveal] = rows;
    assert.deepEqual([failed.who, failed.word, failed.objectWords], ['未登录', '登录失败', '账号：司空䶮']);
    assert.deepEqual([graduate.who, graduate.kindName], ['阿依古丽·买买提', '毕业生']);
    assert.deepEqual(
      [reveal.who, reveal.kindName, reveal.objectWords, reveal.from, reveal.hasDetail],
      ['司空䶮', '学校用户', '毕业生：阿依古丽·买买提', '10.1.2', true],
    );
  });

  test('can be narrowed by who, what, on what and when, page by page', async () => {
    const found = async (query: string) =>
      (await get(`/api/audit-events?${query}`)).json().rows.map((row: { action: string }) => row.action);
    assert.deepEqual(await found(`actor=person:${person}`), ['case-moved']);
    assert.deepEqual(await found('action=sign-in'), ['sign-in']);
    assert.deepEqual(await found(`object=account:${deskId}`), ['sign-in-failed']);
    assert.deepEqual(await found('from=2027-03-11'), ['case-moved']);
    assert.equal((await found('to=2027-03-10')).length, 4);
    const first = (await get('/api/audit-events?limit=3')).json();
    assert.equal((await found(`limit=3&cursor=${first.next}`)).length, 2);
    assert.equal((await get('/api/audit-events?actor=anybody')).statusCode, 422);
  });

  test('a detail is opened one by one, and that is written down too', async () => {
    const [reveal] = (await get('/api/audit-events?action=personal-data-revealed')).json().rows;
    assert.deepEqual((await get(`/api/audit-events/${reveal.id}`)).json().rows, [
      { label: '内容', value: '手机号码' },
      { label: '用途', value: '电话通知' },
    ]);
    const [look] = (await get('/api/audit-events?action=audit-read')).json().rows;
    assert.equal(look.object, `event:${reveal.id}`);
    for (const id of [reveal.id - 1, reveal.id + 4]) assert.equal((await get(`/api/audit-events/${id}`)).statusCode, 404);
  });

  test('names what matters write down by their own words', async () => {
    const { id } = await platform.database.one(insertObjection, [1, graduate, platform.vault.seal('异议'), platform.clock.now()]);
    const at = platform.clock.now();
    const by = { at, schoolId: 1, actor: `account:${deskId}` };
    const event = { ...by, action: 'objection-answered', object: `objection:1-${id}` } as const;
    await recordAuditEvent(platform.database, event, platform.vault);
    await recordAuditEvent(platform.database, { ...event, object: 'mode-request:1-999' }, platform.vault);
    const { rows } = (await get('/api/audit-events?limit=2')).json();
    assert.deepEqual(
      rows.map((row: { objectWords: string }) => row.objectWords),
      ['培养方式修改', '异议：阿依古丽·买买提'],
    );
    // The statements of those that nobody has written down yet.
    for (const { names } of on.modules.flatMap(({ auditObjects = [] }) => auditObjects))
      if (names) assert.deepEqual(await platform.database.query(names, [1, [999]]), []);
  });

  test('a step of a case is told from what to what, found by graduate and by employer, and downloaded', async () => {
    const employer = await on.makeEmployer({ name: '华光精密' });
    const who = await on.graduate({ name: '沈䶮' });
    const ref = await on.invited(employer, who);
    assert.equal((await on.act(who, ref, 'accept', on.consent(who))).statusCode, 200);
    const sought = async (query: Record<string, string>) => {
      const headers = { cookie: admin, sought: new URLSearchParams(query).toString() };
      return app.inject({ method: 'GET', url: '/api/audit-events', headers });
    };
    for (const query of [{ q: '沈䶮' }, { employer: '华光' }]) {
      const { rows } = (await sought(query)).json();
      const [accepted, invited] = rows.filter(({ action }: { action: string }) => action === 'case-moved');
      assert.deepEqual([accepted.who, accepted.objectWords.includes('沈䶮')], ['沈䶮', true]);
      assert.match(accepted.word, /^接受.*（线上签约）$/);
      assert.match(accepted.change, /.+ → .+审核/);
      assert.match(invited.change, /^[^→]+$/);
    }
    assert.deepEqual((await sought({ q: '没有这个人' })).json().rows, []);
    const sheet = await get('/api/audit-events/sheet?action=case-moved');
    assert.equal(sheet.statusCode, 200);
    assert.match(String(sheet.headers['content-disposition']), /xlsx/);
    assert.equal((await get('/api/audit-events?limit=1')).json().rows[0].word, '下载操作日志');
  });

  test('is the admin’s alone', async () => {
    assert.equal((await get('/api/audit-events', desk)).statusCode, 403);
  });

  test('details of any shape become rows', () => {
    assert.deepEqual(detailRows({ before: { name: 'a', list: [1, 2] }, after: { name: null } }), [
      { label: '修改前 · 名称', value: 'a' },
      { label: '修改前 · list', value: '1、2' },
      { label: '修改后 · 名称', value: '--' },
    ]);
  });
});
