/** Department and school over HTTP: they correct, decide, write themselves, and read lists. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transferKinds } from '#domain/transfers/kinds.ts';
import type { Someone, TestCases } from '#server/cases/testing/cases.ts';
import { faulty, refused, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { forms, others, reason, startArchives, type TestArchives, told } from './testing/archives.ts';

const steps = unnamed<{ action: string; toState: string; byRole: string }>(
  `select h.action, h.to_state, h.by_role from transfer_request_history h join transfer_request r on r.id = h.request_id
   where r.graduate_id = $1 order by h.request_id, h.seq`,
);

let at: TestArchives;
let on: TestCases;
let flow: TestFlows;
let department: Someone;
let school: Someone;
before(async () => {
  at = await startArchives();
  ({ on, flow, department, school } = at);
});
after(() => at.stop());

for (const kind of transferKinds)
  describe(kind, () => {
    test('a reviewer corrects before approving; that decides nothing', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      const url = `/api/archives/${kind}/requests/${id}`;
      faulty(await on.send(department, 'PUT', url, { version: 1, form: forms[kind] }), 'form');
      refused(await on.send(school, 'PUT', url, { version: 1, form: others[kind] }), 'not-yours');
      const corrected = flow.passed(await on.send(department, 'PUT', url, { version: 1, form: others[kind] })).json();
      assert.equal(corrected.label, '待审核（等待学院审核）');
      flow.passed(await at.decide(department, kind, id, 'approve', 2));
      flow.passed(await at.decide(school, kind, id, 'approve', 3));
      assert.match(JSON.stringify((await at.own(who, kind)).json().record.section), /演示路 99 号/);
      assert.deepEqual(
        (await on.database.query(steps, [who.graduateId])).map(({ action, byRole }) => `${byRole} ${action}`),
        ['graduate register', 'department correct', 'department approve', 'school approve'],
      );
    });

    test('of two reviewers at the same instant one decides, and the other is told who did', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      const answers = await Promise.all([
        at.decide(department, kind, id, 'approve', 1),
        at.decide(department, kind, id, 'reject', 1, { reason: reason[kind] }),
      ]);
      const codes = answers.map(answer => answer.json().code);
      assert.deepEqual(codes.filter(code => code === undefined).length, 1);
      assert.ok(codes.includes('already-moved'));
    });

    test('staff write it themselves: in force at once, told by SMS, and over the version that they read alone', async () => {
      const who = await at.makeGraduate();
      const made = flow.passed(await at.edit(department, kind, who, 0, forms[kind])).json();
      assert.deepEqual([made.record.label, made.record.source, made.record.version], ['已登记', '老师修改', 1]);
      refused(await at.edit(school, kind, who, 0), 'changed-meanwhile');
      faulty(await at.edit(school, kind, who, 1, forms[kind]), 'form');
      flow.passed(await at.edit(school, kind, who, 1));
      const messages = await on.database.query(told, [who.personId]);
      assert.deepEqual(
        messages.map(({ channels }) => channels),
        [['sms'], ['sms']],
      );
      const inbox = (await on.send(who, 'GET', '/api/messages')).json();
      assert.deepEqual(
        inbox.messages.map(({ link }: { link: { path: string } }) => link.path),
        [`/archives/${kind}`, `/archives/${kind}`],
      );
      const { history } = (await at.desk(school, kind, `records/${who.graduateId}`)).json();
      assert.match(history[0].who, /学校（欧阳老师）/);
      await on.drain();
      assert.match(JSON.stringify(await at.reported(who, kind)), /演示路 99 号/);
    });

    test('a request that waits goes on as a modification when staff write the record meanwhile', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      flow.passed(await at.edit(department, kind, who, 0));
      const { record, requests } = (await at.own(who, kind)).json();
      assert.deepEqual([record.tags, requests[0].action], [['修改审核中'], 'modify']);
      flow.passed(await at.decide(department, kind, id, 'approve', 1));
      flow.passed(await at.decide(school, kind, id, 'approve', 2));
      assert.equal((await at.own(who, kind)).json().record.source, '本人申请');
    });

    test('levels are those of the day on which it was handed in', async () => {
      const who = await at.makeGraduate();
      await flow.set({ reviewLevels: { [`${kind}-request`]: 'department' } });
      const id = await at.filed(who, kind);
      await flow.set({});
      assert.equal(flow.passed(await at.decide(department, kind, id, 'approve', 1)).json().label, '审核通过');
    });

    test('another department, school or graduate finds nothing', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      const strangers = [await on.makeStaff('department', { departmentIds: [2] }), await on.makeStaff('school', { schoolId: 2 })];
      for (const stranger of strangers) {
        assert.equal((await at.desk(stranger, kind, `requests/${id}`)).statusCode, 404);
        assert.equal((await at.desk(stranger, kind, `records/${who.graduateId}`)).statusCode, 404);
        assert.equal((await at.decide(stranger, kind, id, 'approve', 1)).statusCode, 404);
        assert.equal((await at.edit(stranger, kind, who, 0)).statusCode, 404);
        for (const list of ['requests?state=all', 'records'])
          assert.deepEqual((await at.desk(stranger, kind, list)).json().rows, [], list);
      }
      const other = await at.makeGraduate();
      assert.equal((await at.own(other, kind, `/requests/${id}`)).statusCode, 404);
      assert.equal((await at.desk(who, kind, 'requests')).statusCode, 403);
    });

    test('ticked rows are decided one by one; what somebody else has decided is named', async () => {
      const [one, two, three] = [await at.makeGraduate(), await at.makeGraduate(), await at.makeGraduate()];
      const ids = [await at.filed(one, kind), await at.filed(two, kind), await at.filed(three, kind)];
      flow.passed(await at.decide(department, kind, ids[1] ?? 0, 'reject', 1, { reason: reason[kind] }));
      const requests = [...ids, 999_999].map(id => ({ id, version: 1 }));
      const send = (body: object) => on.send(department, 'POST', `/api/archives/${kind}/decisions`, body);
      const answer = flow.passed(await send({ action: 'approve', requests })).json();
      assert.equal(answer.passed, 2);
      assert.deepEqual(
        answer.rows.map(({ outcome }: { outcome: string }) => outcome),
        ['done', 'refused', 'done', 'refused'],
      );
      assert.match(answer.rows[1].sentence, /学院（.*）已于.*审核不通过/);
      const fresh = [{ id: await at.filed(await at.makeGraduate(), kind), version: 1 }];
      faulty(await send({ action: 'reject', requests: fresh }), 'reason.reason', 'reason.text');
      await flow.set({ batchReview: false });
      refused(await send({ action: 'approve', requests }), 'batch-off');
      await flow.set({});
    });

    test('lists, their filters and the home page say the same', async () => {
      const who = await at.makeGraduate({ name: '欧阳锋' });
      const id = await at.filed(who, kind);
      const rows = async (list: string) => (await at.desk(department, kind, list)).json().rows;
      const mine = await rows('requests?limit=100');
      assert.ok(mine.every(({ mine }: { mine: boolean }) => mine));
      assert.ok(mine.some((row: { id: number }) => row.id === id));
      for (const q of ['欧阳', '阳锋'])
        assert.deepEqual(
          (await rows(`requests?state=all&q=${encodeURIComponent(q)}`)).map((row: { id: number }) => row.id),
          [id],
        );
      const { waiting, records } = (await at.desk(department, kind, 'home')).json();
      assert.equal(waiting, mine.length);
      for (const { state, count } of records) {
        const { rows, total } = (await at.desk(department, kind, `records?state=${state}&limit=100`)).json();
        assert.deepEqual([rows.length, total], [count, count], state);
      }
      const all: number[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { rows: { graduateId: number }[]; next: string | null } = (
          await at.desk(department, kind, `records?limit=3${cursor && `&cursor=${cursor}`}`)
        ).json();
        all.push(...page.rows.map(({ graduateId }) => graduateId));
        cursor = page.next;
      }
      const { total } = (await at.desk(department, kind, 'records')).json();
      assert.deepEqual([all.length, new Set(all).size], [total, total]);
      const options = (await at.desk(department, kind, 'options')).json();
      assert.ok(options.types.length === 4 && options.reasons.length > 1 && options.departments.length === 1);
    });

    test('who lapses loses it: the record lapses, what waits is rejected, and nothing comes back', async () => {
      const admin = await on.makeStaff('schoolAdmin');
      const [has, asks] = [await at.makeGraduate(), await at.makeGraduate()];
      await at.registered(has, kind);
      const id = await at.filed(asks, kind);
      await on.drain();
      const remove = {
        reason: { reason: '信息有误，重新上传', text: '更正后重新上传。' },
        chosen: { ids: [has.graduateId, asks.graduateId] },
        count: 2,
      };
      flow.passed(await on.send(admin, 'POST', '/api/graduates/deletions', remove));
      await on.drain();
      assert.equal(await at.reported(has, kind), undefined);
      assert.equal((await at.own(has, kind)).json().record.label, '已失效');
      const rejected = (await at.own(asks, kind, `/requests/${id}`)).json();
      assert.deepEqual([rejected.label, rejected.decision.reason], ['审核不通过', '毕业生信息已删除']);
      refused(await at.file(asks, kind), 'lapsed');
      refused(await at.edit(school, kind, has, 0), 'lapsed');
      const lapsed = (await at.desk(school, kind, 'lapsed')).json();
      const names = lapsed.rows.map(({ graduateId, had }: { graduateId: number; had: string }) => `${graduateId} ${had}`);
      assert.ok(names.includes(`${has.graduateId} 已登记`) && names.includes(`${asks.graduateId} 审核中`));
      const ids = [has.graduateId, asks.graduateId];
      flow.passed(await on.send(admin, 'POST', '/api/graduates/restorations', { ids }));
      await on.drain();
      for (const who of [has, asks]) assert.equal((await at.own(who, kind)).json().record.label, '未登记');
      assert.equal(await at.reported(has, kind), undefined);
      await at.registered(has, kind);
      await on.drain();
      assert.ok(await at.reported(has, kind));
    });
  });

test('what staff send back to the origin stays in its province too; the office’s region is as exact as the directory has it', async () => {
  const who = await at.makeGraduate();
  await at.makeOffice(who);
  const { origin, originType } = (await at.desk(school, 'archive', `records/${who.graduateId}/form`)).json();
  const form = { ...origin.receiver, archiveType: originType };
  const crossing = await at.edit(school, 'archive', who, 0, { ...form, archiveRegionCode: '440305' });
  faulty(crossing, 'form.archiveRegionCode');
  flow.passed(await at.edit(school, 'archive', who, 0, form));
  flow.passed(await at.edit(school, 'archive', who, 1, { ...form, archiveType: '2', archiveRegionCode: '440305' }));
});
