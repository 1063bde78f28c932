/** A graduate asks over HTTP: registers, modifies, edits in place, keeps a draft; what is closed says why. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { otherProvince } from '#domain/transfers/transfer-form.ts';
import type { Someone, TestCases } from '#server/cases/testing/cases.ts';
import { faulty, refused, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { forms, others, reason, startArchives, type TestArchives, told } from './testing/archives.ts';

const confirm = unnamed(`update graduate set confirmation = 'right' where id = $1`);
const confirmationOf = unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1');

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
    test('is registered: asked for, passed by the department, approved by the school, reported, and the graduate is told', async () => {
      const who = await at.makeGraduate();
      const empty = (await at.own(who, kind)).json();
      assert.deepEqual([empty.record.label, empty.obstacle, empty.actions[0].action], ['未登记', null, 'register']);
      const id = await at.filed(who, kind);
      const asked = (await at.own(who, kind)).json();
      assert.deepEqual(
        [asked.record.label, asked.requests[0].label, asked.requests[0].waitsFor],
        ['审核中', '待审核（等待学院审核）', '学院'],
      );
      assert.equal(asked.actions[0].obstacle.code, 'transfer-request-open');
      refused(await at.file(who, kind), 'transfer-request-open');

      const page = (await at.desk(department, kind, `requests/${id}`)).json();
      assert.deepEqual(
        page.actions.map(({ action, word }: { action: string; word: string }) => `${action} ${word}`),
        ['approve 审核通过', 'reject 审核不通过', 'correct 修改信息'],
      );
      const passed = flow.passed(await at.decide(department, kind, id, 'approve', 1)).json();
      assert.equal(passed.label, '待审核（等待学校审核）');
      assert.equal((await at.own(who, kind)).json().record.section, null);
      assert.equal(flow.passed(await at.decide(school, kind, id, 'approve', 2)).json().label, '审核通过');
      const done = (await at.own(who, kind)).json();
      assert.deepEqual([done.record.label, done.record.source, done.actions[0].action], ['已登记', '本人申请', 'modify']);
      assert.match(JSON.stringify(done.record.section), /演示路/);
      await on.drain();
      assert.equal((await at.reported(who, kind))?.content.transferType, kind === 'archive' ? '2' : '1');
      const title = kind === 'archive' ? '档案信息' : '户口信息';
      assert.deepEqual(
        (await on.database.query(told, [who.personId])).map(({ title, channels }) => [title, channels]),
        [
          [`${title}登记：学院审核已通过`, null],
          [`${title}登记审核通过`, ['sms']],
        ],
      );
      refused(await at.file(who, kind), 'already-registered');
    });

    test('a rejected registration leaves nothing; one registers anew', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      faulty(await at.decide(department, kind, id, 'reject', 1), 'reason.reason', 'reason.text');
      flow.passed(await at.decide(department, kind, id, 'reject', 1, { reason: reason[kind] }));
      const after = (await at.own(who, kind)).json();
      assert.deepEqual(
        [after.record.label, after.requests[0].label, after.requests[0].decision],
        ['未登记', '审核不通过', reason[kind]],
      );
      const begun = (await at.own(who, kind, '/form')).json();
      assert.deepEqual([begun.notPassed, begun.form], [reason[kind], forms[kind]], 'with what was not passed, and why');
      await at.registered(who, kind);
      assert.equal((await at.own(who, kind, '/form')).json().notPassed, null);
      assert.equal((await at.own(who, kind)).json().record.label, '已登记');
    });

    test('is modified: the record stays in force meanwhile and after a rejection, and changes on approval', async () => {
      const who = await at.makeGraduate();
      await at.registered(who, kind);
      const modification = { action: 'modify', form: { ...others[kind], explanation: '街道写错了。' } };
      faulty(await at.file(who, kind, { action: 'modify', form: others[kind] }), 'form.explanation');
      const first = await at.filed(who, kind, modification);
      const waiting = (await at.own(who, kind)).json().record;
      assert.deepEqual([waiting.label, waiting.tags], ['已登记', ['修改审核中']]);
      const page = (await at.desk(department, kind, `requests/${first}`)).json();
      assert.match(JSON.stringify(page.changes), /演示路 99 号/);
      assert.equal(page.explanation, '街道写错了。');
      flow.passed(await at.decide(department, kind, first, 'reject', 1, { reason: reason[kind] }));
      const kept = (await at.own(who, kind)).json().record;
      assert.deepEqual([kept.label, kept.tags, JSON.stringify(kept.section).includes('99')], ['已登记', [], false]);

      await on.database.execute(confirm, [who.graduateId]);
      const second = await at.filed(who, kind, modification);
      flow.passed(await at.decide(department, kind, second, 'approve', 1));
      flow.passed(await at.decide(school, kind, second, 'approve', 2));
      assert.match(JSON.stringify((await at.own(who, kind)).json().record.section), /演示路 99 号/);
      assert.equal((await on.database.one(confirmationOf, [who.graduateId])).confirmation, 'unconfirmed');
      const { history } = (await at.desk(school, kind, `records/${who.graduateId}`)).json();
      assert.deepEqual(
        history.map(({ what }: { what: string }) => what),
        ['修改', '登记'],
      );
    });

    test('is edited in place while nobody has decided, and no longer', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      const url = `/api/graduate/archives/${kind}/requests/${id}`;
      const edited = flow.passed(await on.send(who, 'PUT', url, { version: 1, form: others[kind] })).json();
      assert.match(JSON.stringify(edited.asked), /演示路 99 号/);
      assert.equal(edited.label, '待审核（等待学院审核）');
      // Who reads the earlier version decides nothing.
      refused(await at.decide(department, kind, id, 'approve', 1), 'already-moved');
      flow.passed(await at.decide(department, kind, id, 'approve', 2));
      const late = await on.send(who, 'PUT', url, { version: 3, form: forms[kind] });
      refused(late, 'already-decided');
      const stale = await on.send(who, 'PUT', url, { version: 2, form: forms[kind] });
      refused(stale, 'already-moved');
      assert.equal(stale.json().about.who, '学院');
    });

    test('of two requests at the same instant one is filed', async () => {
      const who = await at.makeGraduate();
      const answers = await Promise.all([at.file(who, kind), at.file(who, kind)]);
      assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409]);
    });

    test('a closed module is closed to graduates, and to no reviewer', async () => {
      const who = await at.makeGraduate();
      const id = await at.filed(who, kind);
      await flow.set({ modules: { [kind]: false } });
      const page = (await at.own(who, kind)).json();
      assert.equal(page.obstacle.code, 'transfer-module-closed');
      for (const path of ['/form', `/form?request=${id}`])
        assert.equal((await at.own(who, kind, path)).json().obstacle.code, 'transfer-module-closed', path);
      const url = `/api/graduate/archives/${kind}/requests/${id}`;
      refused(await on.send(who, 'PUT', url, { version: 1, form: others[kind] }), 'transfer-module-closed');
      refused(await at.file(await at.makeGraduate(), kind), 'transfer-module-closed');
      flow.passed(await at.decide(department, kind, id, 'approve', 1));
      await flow.set({});
    });

    test('a draft survives, is handed in with its evidence, and is gone then', async () => {
      const who = await at.makeGraduate();
      const uploaded = flow.passed(await flow.upload(who, `/api/graduate/archives/${kind}/files`)).json();
      const draft = { form: { ...forms[kind], unknown: 'x' }, fileIds: [uploaded.id] };
      flow.passed(await on.send(who, 'PUT', `/api/graduate/archives/${kind}/draft`, draft));
      const form = (await at.own(who, kind, '/form')).json();
      assert.deepEqual(form.form, forms[kind]);
      assert.equal(form.files[0].id, uploaded.id);
      const stranger = await at.makeGraduate();
      refused(await at.file(stranger, kind, { fileIds: [uploaded.id] }), 'file-missing');
      const seen = (by: Someone) => on.send(by, 'GET', `/api/archives/${kind}/files/${who.graduateId}/${uploaded.id}/shown`);
      assert.deepEqual([(await seen(who)).statusCode, (await seen(department)).statusCode], [200, 404]);
      const id = await at.filed(who, kind, { fileIds: [uploaded.id] });
      assert.equal((await at.own(who, kind)).json().draftSavedAt, null);
      assert.equal((await at.desk(department, kind, `requests/${id}`)).json().files[0].id, uploaded.id);
      assert.deepEqual([(await seen(department)).statusCode, (await seen(stranger)).statusCode], [200, 404]);
    });
  });

test('hukou is closed to whom the roster does not say it is with the school, and says so', async () => {
  const [elsewhere, unknown] = [await on.graduate({ hukouTransferred: false }), await on.graduate({ hukouTransferred: null })];
  for (const who of [elsewhere, unknown]) {
    const { modules } = (await on.send(who, 'GET', '/api/graduate/archives')).json();
    assert.deepEqual(
      modules.map(({ title, obstacle }: { title: string; obstacle: { code: string } | null }) => [title, obstacle?.code]),
      [
        ['档案信息登记', undefined],
        ['户口信息登记', 'hukou-not-at-school'],
      ],
    );
    refused(await at.file(who, 'hukou'), 'hukou-not-at-school');
    refused(await at.edit(school, 'hukou', who, 0), 'hukou-not-at-school');
    const { rows } = (await at.desk(school, 'hukou', 'records?limit=100')).json();
    assert.ok(!rows.some(({ graduateId }: { graduateId: number }) => graduateId === who.graduateId));
  }
});

test('an archive that goes back to its origin is filled in from there, and stays in its province', async () => {
  const who = await at.makeGraduate();
  await at.makeOffice(who);
  const { origin, originType } = (await at.own(who, 'archive', '/form')).json();
  assert.equal(origin.receiver.archiveReceiverName, '厦门市人才服务中心');
  const form = { ...origin.receiver, archiveType: originType };
  const crossing = await at.file(who, 'archive', { form: { ...form, archiveRegionCode: '440305' } });
  faulty(crossing, 'form.archiveRegionCode');
  assert.equal(crossing.json().fields['form.archiveRegionCode'], otherProvince);
  faulty(await at.file(who, 'archive', { form: { ...form, archiveAddress: '' } }), 'form.archiveAddress');
  await at.filed(who, 'archive', { form: { ...form, archiveContact: '林老师' } });
});
