/** Archive and hukou over HTTP: a graduate asks, a department and the school decide, staff write themselves. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { otherProvince } from '#domain/transfers/transfer-form.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, refused, startFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { transferCountersAgree } from './testing/counters.ts';

const forms = {
  archive: {
    archiveType: '2',
    archiveReceiverName: '厦门市演示人才服务中心',
    archiveRegionCode: '350203',
    archiveAddress: '演示路 1 号',
    archivePostcode: '361000',
  },
  hukou: { hukouType: '1', hukouRegionCode: '350203', hukouAddress: '演示路 7 号' },
} as const;
const others = {
  archive: { ...forms.archive, archiveAddress: '演示路 99 号' },
  hukou: { ...forms.hukou, hukouAddress: '演示路 99 号' },
} as const;
const reason = {
  archive: { reason: '转递类型选择有误', text: '请核对转递类型。' },
  hukou: { reason: '迁移类型选择有误', text: '请核对迁移类型。' },
} as const;
const confirm = unnamed(`update graduate set confirmation = 'right' where id = $1`);
const confirmationOf = unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1');
const told = unnamed<{ title: string; channels: string[] }>(
  `select m.title, array_agg(d.channel) filter (where d.id is not null) as channels
   from message m left join delivery d on d.message_id = m.id where m.person_id = $1 group by m.id order by m.id`,
);
const steps = unnamed<{ action: string; toState: string; byRole: string }>(
  `select h.action, h.to_state, h.by_role from transfer_request_history h join transfer_request r on r.id = h.request_id
   where r.graduate_id = $1 order by h.request_id, h.seq`,
);

const insertRegion = unnamed('insert into region (code, name, parent_code, level) values ($1, $2, $3, $4)');
const elsewhere = [
  ['440000', '广东省', null, 'province'],
  ['440300', '深圳市', '440000', 'city'],
  ['440305', '南山区', '440300', 'county'],
] as const;

let on: TestCases;
let flow: Awaited<ReturnType<typeof startFlows>>;
let department: Someone;
let school: Someone;
before(async () => {
  on = await startCases();
  for (const region of elsewhere) await on.database.execute(insertRegion, [...region]);
  flow = await startFlows(on);
  ({ department, school } = flow);
});
after(async () => {
  await transferCountersAgree(on.database);
  await on.stop();
});

const own = (who: Someone, kind: TransferKind, path = '') => on.send(who, 'GET', `/api/graduate/archives/${kind}${path}`);
const file = (who: Someone, kind: TransferKind, more: object = {}) =>
  on.send(who, 'POST', `/api/graduate/archives/${kind}/requests`, { action: 'register', form: forms[kind], ...more });
async function filed(who: Someone, kind: TransferKind, more: object = {}): Promise<number> {
  return flow.passed(await file(who, kind, more)).json().id;
}
const desk = (who: Someone, kind: TransferKind, path: string) => on.send(who, 'GET', `/api/archives/${kind}/${path}`);
const decide = (who: Someone, kind: TransferKind, id: number, action: string, version: number, more: object = {}) =>
  on.send(who, 'POST', `/api/archives/${kind}/requests/${id}/${action}`, { version, ...more });
async function registered(who: Someone, kind: TransferKind): Promise<number> {
  const id = await filed(who, kind);
  flow.passed(await decide(department, kind, id, 'approve', 1));
  flow.passed(await decide(school, kind, id, 'approve', 2));
  return id;
}
const reported = async (who: Graduate, kind: TransferKind) => (await on.registry.read(who)).find(({ part }) => part === kind);
const edit = (who: Someone, kind: TransferKind, graduate: Graduate, version: number, form: object = others[kind]) =>
  on.send(who, 'PUT', `/api/archives/${kind}/records/${graduate.graduateId}`, { version, form });
const makeGraduate = (more: object = {}) => on.graduate({ hukouTransferred: true, ...more });

for (const kind of transferKinds)
  describe(kind, () => {
    test('is registered: asked for, passed by the department, approved by the school, reported, and the graduate is told', async () => {
      const who = await makeGraduate();
      const empty = (await own(who, kind)).json();
      assert.deepEqual([empty.record.label, empty.obstacle, empty.actions[0].action], ['未登记', null, 'register']);
      const id = await filed(who, kind);
      const asked = (await own(who, kind)).json();
      assert.deepEqual(
        [asked.record.label, asked.requests[0].label, asked.requests[0].waitsFor],
        ['审核中', '待审核（等待学院审核）', '学院'],
      );
      assert.equal(asked.actions[0].obstacle.code, 'transfer-request-open');
      refused(await file(who, kind), 'transfer-request-open');

      const page = (await desk(department, kind, `requests/${id}`)).json();
      assert.deepEqual(
        page.actions.map(({ action, word }: { action: string; word: string }) => `${action} ${word}`),
        ['approve 审核通过', 'reject 审核不通过', 'correct 修改信息'],
      );
      const passed = flow.passed(await decide(department, kind, id, 'approve', 1)).json();
      assert.equal(passed.label, '待审核（等待学校审核）');
      assert.equal((await own(who, kind)).json().record.section, null);
      assert.equal(flow.passed(await decide(school, kind, id, 'approve', 2)).json().label, '审核通过');
      const done = (await own(who, kind)).json();
      assert.deepEqual([done.record.label, done.record.source, done.actions[0].action], ['已登记', '本人申请', 'modify']);
      assert.match(JSON.stringify(done.record.section), /演示路/);
      await on.drain();
      assert.equal((await reported(who, kind))?.content.transferType, kind === 'archive' ? '2' : '1');
      const title = kind === 'archive' ? '档案信息' : '户口信息';
      assert.deepEqual(
        (await on.database.query(told, [who.personId])).map(({ title, channels }) => [title, channels]),
        [
          [`${title}登记：学院审核已通过`, null],
          [`${title}登记审核通过`, ['sms']],
        ],
      );
      refused(await file(who, kind), 'already-registered');
    });

    test('a rejected registration leaves nothing; one registers anew', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      faulty(await decide(department, kind, id, 'reject', 1), 'reason.reason', 'reason.text');
      flow.passed(await decide(department, kind, id, 'reject', 1, { reason: reason[kind] }));
      const after = (await own(who, kind)).json();
      assert.deepEqual(
        [after.record.label, after.requests[0].label, after.requests[0].decision],
        ['未登记', '审核不通过', reason[kind]],
      );
      await registered(who, kind);
      assert.equal((await own(who, kind)).json().record.label, '已登记');
    });

    test('is modified: the record stays in force meanwhile and after a rejection, and changes on approval', async () => {
      const who = await makeGraduate();
      await registered(who, kind);
      const modification = { action: 'modify', form: { ...others[kind], explanation: '街道写错了。' } };
      faulty(await file(who, kind, { action: 'modify', form: others[kind] }), 'form.explanation');
      const first = await filed(who, kind, modification);
      const waiting = (await own(who, kind)).json().record;
      assert.deepEqual([waiting.label, waiting.tags], ['已登记', ['修改审核中']]);
      const page = (await desk(department, kind, `requests/${first}`)).json();
      assert.match(JSON.stringify(page.changes), /演示路 99 号/);
      assert.equal(page.explanation, '街道写错了。');
      flow.passed(await decide(department, kind, first, 'reject', 1, { reason: reason[kind] }));
      const kept = (await own(who, kind)).json().record;
      assert.deepEqual([kept.label, kept.tags, JSON.stringify(kept.section).includes('99')], ['已登记', [], false]);

      await on.database.execute(confirm, [who.graduateId]);
      const second = await filed(who, kind, modification);
      flow.passed(await decide(department, kind, second, 'approve', 1));
      flow.passed(await decide(school, kind, second, 'approve', 2));
      assert.match(JSON.stringify((await own(who, kind)).json().record.section), /演示路 99 号/);
      assert.equal((await on.database.one(confirmationOf, [who.graduateId])).confirmation, 'unconfirmed');
      const { history } = (await desk(school, kind, `records/${who.graduateId}`)).json();
      assert.deepEqual(
        history.map(({ what }: { what: string }) => what),
        ['修改', '登记'],
      );
    });

    test('is edited in place while nobody has decided, and no longer', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      const url = `/api/graduate/archives/${kind}/requests/${id}`;
      const edited = flow.passed(await on.send(who, 'PUT', url, { version: 1, form: others[kind] })).json();
      assert.match(JSON.stringify(edited.asked), /演示路 99 号/);
      assert.equal(edited.label, '待审核（等待学院审核）');
      // Who reads the earlier version decides nothing.
      refused(await decide(department, kind, id, 'approve', 1), 'already-moved');
      flow.passed(await decide(department, kind, id, 'approve', 2));
      const late = await on.send(who, 'PUT', url, { version: 3, form: forms[kind] });
      refused(late, 'already-decided');
      const stale = await on.send(who, 'PUT', url, { version: 2, form: forms[kind] });
      refused(stale, 'already-moved');
      assert.equal(stale.json().about.who, '学院');
    });

    test('a reviewer corrects before approving; that decides nothing', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      const url = `/api/archives/${kind}/requests/${id}`;
      faulty(await on.send(department, 'PUT', url, { version: 1, form: forms[kind] }), 'form');
      refused(await on.send(school, 'PUT', url, { version: 1, form: others[kind] }), 'not-yours');
      const corrected = flow.passed(await on.send(department, 'PUT', url, { version: 1, form: others[kind] })).json();
      assert.equal(corrected.label, '待审核（等待学院审核）');
      flow.passed(await decide(department, kind, id, 'approve', 2));
      flow.passed(await decide(school, kind, id, 'approve', 3));
      assert.match(JSON.stringify((await own(who, kind)).json().record.section), /演示路 99 号/);
      assert.deepEqual(
        (await on.database.query(steps, [who.graduateId])).map(({ action, byRole }) => `${byRole} ${action}`),
        ['graduate register', 'department correct', 'department approve', 'school approve'],
      );
    });

    test('of two reviewers at the same instant one decides, and the other is told who did', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      const answers = await Promise.all([
        decide(department, kind, id, 'approve', 1),
        decide(department, kind, id, 'reject', 1, { reason: reason[kind] }),
      ]);
      const codes = answers.map(answer => answer.json().code);
      assert.deepEqual(codes.filter(code => code === undefined).length, 1);
      assert.ok(codes.includes('already-moved'));
    });

    test('of two requests at the same instant one is filed', async () => {
      const who = await makeGraduate();
      const answers = await Promise.all([file(who, kind), file(who, kind)]);
      assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409]);
    });

    test('staff write it themselves: in force at once, told by SMS, and over the version that they read alone', async () => {
      const who = await makeGraduate();
      const made = flow.passed(await edit(department, kind, who, 0, forms[kind])).json();
      assert.deepEqual([made.record.label, made.record.source, made.record.version], ['已登记', '老师修改', 1]);
      refused(await edit(school, kind, who, 0), 'changed-meanwhile');
      faulty(await edit(school, kind, who, 1, forms[kind]), 'form');
      flow.passed(await edit(school, kind, who, 1));
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
      const { history } = (await desk(school, kind, `records/${who.graduateId}`)).json();
      assert.match(history[0].who, /学校（欧阳老师）/);
      await on.drain();
      assert.match(JSON.stringify(await reported(who, kind)), /演示路 99 号/);
    });

    test('a request that waits goes on as a modification when staff write the record meanwhile', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      flow.passed(await edit(department, kind, who, 0));
      const { record, requests } = (await own(who, kind)).json();
      assert.deepEqual([record.tags, requests[0].action], [['修改审核中'], 'modify']);
      flow.passed(await decide(department, kind, id, 'approve', 1));
      flow.passed(await decide(school, kind, id, 'approve', 2));
      assert.equal((await own(who, kind)).json().record.source, '本人申请');
    });

    test('a closed module is closed to graduates, and to no reviewer', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      await flow.set({ modules: { [kind]: false } });
      const page = (await own(who, kind)).json();
      assert.equal(page.obstacle.code, 'transfer-module-closed');
      const url = `/api/graduate/archives/${kind}/requests/${id}`;
      refused(await on.send(who, 'PUT', url, { version: 1, form: others[kind] }), 'transfer-module-closed');
      refused(await file(await makeGraduate(), kind), 'transfer-module-closed');
      flow.passed(await decide(department, kind, id, 'approve', 1));
      await flow.set({});
    });

    test('levels are those of the day on which it was handed in', async () => {
      const who = await makeGraduate();
      await flow.set({ reviewLevels: { [`${kind}-request`]: 'department' } });
      const id = await filed(who, kind);
      await flow.set({});
      assert.equal(flow.passed(await decide(department, kind, id, 'approve', 1)).json().label, '审核通过');
    });

    test('a draft survives, is handed in with its evidence, and is gone then', async () => {
      const who = await makeGraduate();
      const uploaded = flow.passed(await flow.upload(who, `/api/graduate/archives/${kind}/files`)).json();
      const draft = { form: { ...forms[kind], unknown: 'x' }, fileIds: [uploaded.id] };
      flow.passed(await on.send(who, 'PUT', `/api/graduate/archives/${kind}/draft`, draft));
      const form = (await own(who, kind, '/form')).json();
      assert.deepEqual(form.form, forms[kind]);
      assert.equal(form.files[0].id, uploaded.id);
      const stranger = await makeGraduate();
      refused(await file(stranger, kind, { fileIds: [uploaded.id] }), 'file-missing');
      const seen = (by: Someone) => on.send(by, 'GET', `/api/archives/${kind}/files/${who.graduateId}/${uploaded.id}/shown`);
      assert.deepEqual([(await seen(who)).statusCode, (await seen(department)).statusCode], [200, 404]);
      const id = await filed(who, kind, { fileIds: [uploaded.id] });
      assert.equal((await own(who, kind)).json().draftSavedAt, null);
      assert.equal((await desk(department, kind, `requests/${id}`)).json().files[0].id, uploaded.id);
      assert.deepEqual([(await seen(department)).statusCode, (await seen(stranger)).statusCode], [200, 404]);
    });

    test('another department, school or graduate finds nothing', async () => {
      const who = await makeGraduate();
      const id = await filed(who, kind);
      const strangers = [await on.makeStaff('department', { departmentIds: [2] }), await on.makeStaff('school', { schoolId: 2 })];
      for (const stranger of strangers) {
        assert.equal((await desk(stranger, kind, `requests/${id}`)).statusCode, 404);
        assert.equal((await desk(stranger, kind, `records/${who.graduateId}`)).statusCode, 404);
        assert.equal((await decide(stranger, kind, id, 'approve', 1)).statusCode, 404);
        assert.equal((await edit(stranger, kind, who, 0)).statusCode, 404);
        for (const list of ['requests?state=all', 'records'])
          assert.deepEqual((await desk(stranger, kind, list)).json().rows, [], list);
      }
      const other = await makeGraduate();
      assert.equal((await own(other, kind, `/requests/${id}`)).statusCode, 404);
      assert.equal((await desk(who, kind, 'requests')).statusCode, 403);
    });

    test('ticked rows are decided one by one; what somebody else has decided is named', async () => {
      const [one, two, three] = [await makeGraduate(), await makeGraduate(), await makeGraduate()];
      const ids = [await filed(one, kind), await filed(two, kind), await filed(three, kind)];
      flow.passed(await decide(department, kind, ids[1] ?? 0, 'reject', 1, { reason: reason[kind] }));
      const requests = [...ids, 999_999].map(id => ({ id, version: 1 }));
      const send = (body: object) => on.send(department, 'POST', `/api/archives/${kind}/decisions`, body);
      const answer = flow.passed(await send({ action: 'approve', requests })).json();
      assert.equal(answer.passed, 2);
      assert.deepEqual(
        answer.rows.map(({ outcome }: { outcome: string }) => outcome),
        ['done', 'refused', 'done', 'refused'],
      );
      assert.match(answer.rows[1].sentence, /学院（.*）已于.*审核不通过/);
      const fresh = [{ id: await filed(await makeGraduate(), kind), version: 1 }];
      faulty(await send({ action: 'reject', requests: fresh }), 'reason.reason', 'reason.text');
      await flow.set({ batchReview: false });
      refused(await send({ action: 'approve', requests }), 'batch-off');
      await flow.set({});
    });

    test('lists, their filters and the home page say the same', async () => {
      const who = await makeGraduate({ name: '欧阳锋' });
      const id = await filed(who, kind);
      const rows = async (list: string) => (await desk(department, kind, list)).json().rows;
      const mine = await rows('requests?limit=100');
      assert.ok(mine.every(({ mine }: { mine: boolean }) => mine));
      assert.ok(mine.some((row: { id: number }) => row.id === id));
      for (const q of ['欧阳', '阳锋'])
        assert.deepEqual(
          (await rows(`requests?state=all&q=${encodeURIComponent(q)}`)).map((row: { id: number }) => row.id),
          [id],
        );
      const { waiting, records } = (await desk(department, kind, 'home')).json();
      assert.equal(waiting, mine.length);
      for (const { state, count } of records) {
        const { rows, total } = (await desk(department, kind, `records?state=${state}&limit=100`)).json();
        assert.deepEqual([rows.length, total], [count, count], state);
      }
      const all: number[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { rows: { graduateId: number }[]; next: string | null } = (
          await desk(department, kind, `records?limit=3${cursor && `&cursor=${cursor}`}`)
        ).json();
        all.push(...page.rows.map(({ graduateId }) => graduateId));
        cursor = page.next;
      }
      const { total } = (await desk(department, kind, 'records')).json();
      assert.deepEqual([all.length, new Set(all).size], [total, total]);
      const options = (await desk(department, kind, 'options')).json();
      assert.ok(options.types.length === 4 && options.reasons.length > 1 && options.departments.length === 1);
    });

    test('who lapses loses it: the record lapses, what waits is rejected, and nothing comes back', async () => {
      const admin = await on.makeStaff('schoolAdmin');
      const [has, asks] = [await makeGraduate(), await makeGraduate()];
      await registered(has, kind);
      const id = await filed(asks, kind);
      await on.drain();
      const remove = {
        reason: { reason: '信息有误，重新上传', text: '更正后重新上传。' },
        chosen: { ids: [has.graduateId, asks.graduateId] },
        count: 2,
      };
      flow.passed(await on.send(admin, 'POST', '/api/graduates/deletions', remove));
      await on.drain();
      assert.equal(await reported(has, kind), undefined);
      assert.equal((await own(has, kind)).json().record.label, '已失效');
      const rejected = (await own(asks, kind, `/requests/${id}`)).json();
      assert.deepEqual([rejected.label, rejected.decision.reason], ['审核不通过', '毕业生信息已删除']);
      refused(await file(asks, kind), 'lapsed');
      refused(await edit(school, kind, has, 0), 'lapsed');
      const lapsed = (await desk(school, kind, 'lapsed')).json();
      const names = lapsed.rows.map(({ graduateId, had }: { graduateId: number; had: string }) => `${graduateId} ${had}`);
      assert.ok(names.includes(`${has.graduateId} 已登记`) && names.includes(`${asks.graduateId} 审核中`));
      const ids = [has.graduateId, asks.graduateId];
      flow.passed(await on.send(admin, 'POST', '/api/graduates/restorations', { ids }));
      await on.drain();
      for (const who of [has, asks]) assert.equal((await own(who, kind)).json().record.label, '未登记');
      assert.equal(await reported(has, kind), undefined);
      await registered(has, kind);
      await on.drain();
      assert.ok(await reported(has, kind));
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
    refused(await file(who, 'hukou'), 'hukou-not-at-school');
    refused(await edit(school, 'hukou', who, 0), 'hukou-not-at-school');
    const { rows } = (await desk(school, 'hukou', 'records?limit=100')).json();
    assert.ok(!rows.some(({ graduateId }: { graduateId: number }) => graduateId === who.graduateId));
  }
});

test('an archive that goes back to its origin is filled in from there, and stays in its province', async () => {
  const who = await makeGraduate();
  const insert = unnamed(
    `insert into origin_office (school_id, served_region_code, name, region_code, address, name_letters, name_initials, updated_at)
     values (1, (select origin_region from graduate where id = $1), '厦门市人才服务中心', '350200', '演示路 3 号', 'x', 'x', now())`,
  );
  await on.database.execute(insert, [who.graduateId]);
  const { origin, originType } = (await own(who, 'archive', '/form')).json();
  assert.equal(origin.receiver.archiveReceiverName, '厦门市人才服务中心');
  const form = { ...origin.receiver, archiveType: originType };
  const crossing = await file(who, 'archive', { form: { ...form, archiveRegionCode: '440305' } });
  faulty(crossing, 'form.archiveRegionCode');
  assert.equal(crossing.json().fields['form.archiveRegionCode'], otherProvince);
  faulty(await file(who, 'archive', { form: { ...form, archiveAddress: '' } }), 'form.archiveAddress');
  await filed(who, 'archive', { form: { ...form, archiveContact: '林老师' } });
});

test('a destination brings both along; ended, it leaves them with a note until somebody has looked', async () => {
  const [employer, who] = [await on.makeEmployer(), await makeGraduate()];
  const ref = await flow.signedOnline(employer, who);
  await on.drain();
  for (const kind of transferKinds) {
    const { record } = (await own(who, kind)).json();
    assert.deepEqual([record.label, record.source], ['已登记', `毕业去向登记（${employer.name}）`]);
    refused(await file(who, kind), 'already-registered');
  }
  const { hints } = (await own(who, 'archive', '/form')).json();
  assert.match(hints['1'], /一般没有档案管理权限/, 'the employer is known now, and with it where its archives usually go');
  // What the graduate changes later wins over what the destination brought.
  flow.passed(await edit(school, 'hukou', who, 1));
  const asked = await on.send(who, 'POST', `/api/cases/${ref}/terminations`, {
    version: (await on.row(ref)).version,
    input: { reason: '升学或出国', text: '已录取' },
  });
  const termination = flow.passed(asked).json().ref;
  flow.passed(await on.act(employer, termination, 'accept'));
  await flow.approved(termination);
  await on.drain();
  assert.equal((await own(who, 'archive')).json().record.note, '来自已解除去向，请核对');
  assert.equal((await reported(who, 'archive'))?.note, 'destination-ended');
  assert.equal((await own(who, 'hukou')).json().record.note, null);
  const checked = await on.send(school, 'POST', `/api/archives/archive/records/${who.graduateId}/checks`, { version: 2 });
  assert.equal(flow.passed(checked).json().record.note, null);
  await on.drain();
  assert.equal((await reported(who, 'archive'))?.note, null);
});

test('a case that is restored does not bring archive and hukou again', async () => {
  const [employer, who] = [await on.makeEmployer(), await makeGraduate()];
  await flow.signedOnline(employer, who);
  await on.drain();
  const admin = await on.makeStaff('schoolAdmin');
  flow.passed(
    await on.send(admin, 'POST', '/api/graduates/deletions', {
      reason: { reason: '信息有误，重新上传', text: '更正后重新上传。' },
      chosen: { ids: [who.graduateId] },
      count: 1,
    }),
  );
  await on.drain();
  assert.deepEqual(await on.registry.read(who), []);
  flow.passed(await on.send(admin, 'POST', '/api/graduates/restorations', { ids: [who.graduateId] }));
  await on.drain();
  assert.deepEqual(
    (await on.registry.read(who)).map(({ part }) => part),
    ['destination'],
  );
  for (const kind of transferKinds) assert.equal((await own(who, kind)).json().record.label, '未登记');
});

test('a closed module takes nothing from a destination', async () => {
  await flow.set({ modules: { archive: false } });
  const [employer, who] = [await on.makeEmployer(), await makeGraduate()];
  await flow.signedOnline(employer, who);
  await on.drain();
  assert.deepEqual(
    (await on.registry.read(who)).map(({ part }) => part),
    ['destination', 'hukou'],
  );
  await flow.set({});
});
