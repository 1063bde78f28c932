import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { findEmployerByUscc, getQualifiedEmployer, pairsOf } from '#server/employers/index.ts';
import { returned, startEmployers, type TestEmployers } from '#server/employers/testing/employers.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { testPassword, testTime } from '#server/testing/platform.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());
beforeEach(() => on.platform.clock.advance(60_000));

describe('qualification', () => {
  test('approved: the employer may invite, is told, and finds its data in the agreement form', async () => {
    const cookie = await on.register();
    const form = on.organisation();
    await on.submit(cookie, form);
    const id = await on.employerIdOf(cookie);
    const page = (await on.ask('GET', `/api/qualifications/${id}`, on.operator)).json();
    assert.deepEqual(
      [page.name, page.label, page.actions.map(({ word }: { word: string }) => word)],
      [form.name, '待审核', ['审核通过', '退回修改']],
    );
    assert.equal(page.section.rows.find(({ key }: { key: string }) => key === 'regionCode').value, '福建省厦门市思明区');
    assert.equal(await getQualifiedEmployer(on.platform.database, on.platform.vault, id), undefined);

    assert.deepEqual((await on.decide(on.operator, id, 'approve')).json(), { state: 'qualified', label: '通过' });
    const { pairs } = await on.platform.database.one(
      unnamed<{ pairs: string[] }>('select name_pairs as pairs from employer where id = $1'),
      [id],
    );
    assert.deepEqual(pairs, pairsOf(form.name), 'it is found by the middle of its name');
    const certified = await getQualifiedEmployer(on.platform.database, on.platform.vault, id);
    assert.deepEqual([certified?.name, certified?.uscc, certified?.qualifiedAt], [form.name, form.uscc, on.platform.clock.now()]);
    assert.equal((await findEmployerByUscc(on.platform.database, form.uscc))?.id, id);
    const { agreement } = (await on.ask('GET', '/api/employer/invitation-defaults', cookie)).json();
    assert.deepEqual(
      [agreement.employerName, agreement.employerNature, agreement.contactMobile],
      [form.name, '39', '13900990001'],
    );
    const { employer, unreadMessages } = (await on.ask('GET', '/api/me', cookie)).json();
    assert.deepEqual([employer.qualified, employer.name, unreadMessages], [true, form.name, 1]);
  });

  test('the list is searched by a part of the name, by the code and, of the certified, by pinyin and initials', async () => {
    const cookie = await on.register();
    const form = { ...on.organisation(), name: '漳浦火山岛海蛎加工有限公司' };
    await on.submit(cookie, form);
    const id = await on.employerIdOf(cookie);
    const found = async (state: string, q: string) => {
      const headers = { sought: new URLSearchParams({ q }).toString() };
      const answer = await on.ask('GET', `/api/qualifications?state=${state}`, on.operator, undefined, 'not-kept', headers);
      return answer.json().rows.map((row: { id: number }) => row.id);
    };
    for (const q of ['火山岛', form.uscc, form.uscc.toLowerCase()]) assert.deepEqual(await found('pending', q), [id], q);
    assert.deepEqual(await found('pending', '不存在的单位'), []);
    assert.deepEqual(await found('qualified', '火山岛'), []);
    await on.decide(on.operator, id, 'approve');
    for (const q of ['火山岛', 'zhangpuhuo', 'zphsd', form.uscc]) assert.deepEqual(await found('qualified', q), [id], q);
  });

  test('returned: with a reason of the list, which the employer reads; then handed in again', async () => {
    const cookie = await on.register();
    await on.submit(cookie);
    const id = await on.employerIdOf(cookie);
    assert.deepEqual(Object.keys((await on.decide(on.operator, id, 'return')).json().fields), ['reason.reason', 'reason.text']);
    assert.deepEqual(
      Object.keys((await on.decide(on.operator, id, 'return', { reason: { ...returned, reason: '别的' } })).json().fields),
      ['reason.reason'],
    );
    assert.equal((await on.decide(on.operator, id, 'return', { reason: returned })).json().label, '退回');
    const { stateLabel, returned: why } = await on.read(cookie);
    assert.deepEqual([stateLabel, why], ['退回', { ...returned, at: on.platform.clock.now().toISOString() }]);
    assert.equal((await on.submit(cookie)).json().returned, null);
    const { history } = (await on.ask('GET', `/api/qualifications/${id}`, on.operator)).json();
    assert.deepEqual(
      history.map(({ label, who }: { label: string; who: string }) => `${label} ${who}`),
      ['待审核 单位管理员', '退回 运维 one', '待审核 单位管理员'],
    );
  });

  test('certified data stay valid while new data wait, and the code never changes', async () => {
    const cookie = await on.register();
    const form = on.organisation();
    await on.submit(cookie, form);
    const id = await on.employerIdOf(cookie);
    await on.decide(on.operator, id, 'approve');
    assert.deepEqual(Object.keys((await on.submit(cookie, on.organisation())).json().fields), ['organisation.uscc']);
    const renamed = { ...form, name: '厦门第八座桥有限公司' };
    const answer = (await on.submit(cookie, renamed)).json();
    assert.deepEqual([answer.stateLabel, answer.qualified, answer.form.name], ['待审核', true, renamed.name]);
    const name = async () => (await getQualifiedEmployer(on.platform.database, on.platform.vault, id))?.name;
    assert.equal(await name(), form.name);
    await on.decide(on.operator, id, 'return', { reason: returned });
    assert.equal(await name(), form.name);
    await on.submit(cookie, renamed);
    await on.decide(on.operator, id, 'approve');
    assert.equal(await name(), renamed.name);
  });

  test('a change is shown old beside new, with both licences, and the employer stays among the certified meanwhile', async () => {
    const cookie = await on.register();
    const form = on.organisation();
    await on.submit(cookie, form);
    const id = await on.employerIdOf(cookie);
    const page = async () => (await on.ask('GET', `/api/qualifications/${id}`, on.operator)).json();
    assert.equal((await page()).change, null);
    await on.decide(on.operator, id, 'approve');
    const first = await page();
    assert.equal(first.change, null, 'what is certified is what was handed in');
    const sent = await on.submit(cookie, {
      ...form,
      name: '厦门第八座桥有限公司',
      contactEmail: 'a@b.cn',
      address: '演示路 8 号',
    });
    assert.equal(sent.statusCode, 200, sent.body);
    const { change, licenceFileId } = await page();
    assert.deepEqual(
      change.rows.map(({ label, from, to }: Record<string, string>) => [label, from, to]),
      [
        ['单位名称', form.name, '厦门第八座桥有限公司'],
        ['详细地址', '演示路 7 号', '演示路 8 号'],
        ['联系人邮箱', '--', 'a@b.cn'],
      ],
    );
    assert.deepEqual([change.licenceFileId, licenceFileId === first.licenceFileId], [first.licenceFileId, false]);
    const listed = async (state: string) => {
      const answer = (await on.ask('GET', `/api/qualifications?limit=100&state=${state}`, on.operator)).json();
      return { ...answer, row: answer.rows.find((row: { id: number }) => row.id === id) };
    };
    const [pending, certified] = [await listed('pending'), await listed('qualified')];
    const labels = ['单位名称', '详细地址', '联系人邮箱', '证照图片'];
    assert.deepEqual([pending.row.name, pending.row.changes], ['厦门第八座桥有限公司', labels]);
    assert.deepEqual([certified.row.name, certified.row.label, certified.row.changes], [form.name, '待审核', labels]);
    await on.decide(on.operator, id, 'return', { reason: returned });
    assert.equal((await listed('qualified')).row.label, '退回');
    assert.equal((await listed('qualified')).counts.qualified, certified.counts.qualified);
    await on.submit(cookie, { ...form, name: '厦门第八座桥有限公司' });
    await on.decide(on.operator, id, 'approve');
    const after = (await listed('qualified')).row;
    assert.deepEqual([after.name, after.label, after.changes], ['厦门第八座桥有限公司', '通过', []]);
  });

  test('of two operators who on.decide at once, one decides and the other is told', async () => {
    const cookie = await on.register();
    await on.submit(cookie);
    const id = await on.employerIdOf(cookie);
    const answers = await Promise.all([
      on.decide(on.operator, id, 'approve', { version: 2 }),
      on.decide(on.otherOperator, id, 'return', { version: 2, reason: returned }),
    ]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal(answers.find(({ statusCode }) => statusCode === 409)?.json().code, 'already-qualified');
  });

  test('a decision on data that have been replaced meanwhile is refused', async () => {
    const cookie = await on.register();
    await on.submit(cookie);
    const id = await on.employerIdOf(cookie);
    await on.decide(on.operator, id, 'return', { reason: returned });
    await on.submit(cookie);
    assert.equal((await on.decide(on.operator, id, 'approve', { version: 2 })).json().code, 'changed-meanwhile');
  });

  test("is the qualifier's alone", async () => {
    const cookie = await on.register();
    await on.submit(cookie);
    const id = await on.employerIdOf(cookie);
    assert.equal((await on.decide(cookie, id, 'approve', { version: 2 })).statusCode, 403);
    assert.equal((await on.decide('', id, 'approve', { version: 2 })).statusCode, 401);
    assert.equal((await on.ask('GET', `/api/qualifications/999999`, on.operator)).statusCode, 404);
  });

  test('the list shows each employer once, page after page, with counts that fit', async () => {
    for (let one = 0; one < 5; one++) await on.submit(await on.register());
    const seen: number[] = [];
    let cursor: string | null = '';
    let pending = 0;
    do {
      const url: string = `/api/qualifications?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const page = (await on.ask('GET', url, on.operator)).json();
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
    for (const text of ['13900990', '第七座桥', testPassword]) assert.ok(!on.platform.logged().includes(text));
    assert.ok(on.platform.clock.now() > new Date(testTime));
  });
});
