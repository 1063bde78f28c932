/** A cohort ends on 1 April: what waits is closed and told, and from then on nobody writes anything of it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeAccount } from '#server/testing/platform.ts';
import { closeCohorts } from './index.ts';

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
const told = unnamed<{ title: string; textSealed: Buffer }>(
  'select title, text_sealed from message where person_id = $1 or account_id = $2 order by id',
);
const acts = unnamed<{ actor: string; action: string }>(
  `select actor, action from audit_event where actor = 'platform' order by action`,
);
const openMode = unnamed<{ id: number }>(
  `insert into training_mode_request (school_id, graduate_id, state, is_open, from_mode, to_mode, text_sealed, account_id, created_at, updated_at,
     province_code)
   values (1, $1, 'pending', true, '1', '21', $2, $3, $4, $4, '350000') returning id`,
);

const open = '2027-05-10T02:00:00Z';
const afterWindow = '2028-02-10T02:00:00Z';
/** 31 March 2028, 23:59:59 in Beijing, and the next second. */
const lastSecond = '2028-03-31T15:59:59Z';
const over = '2028-03-31T16:00:00Z';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
let department: Someone & { readonly accountId: number };
let province: Someone;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer();
  ({ department } = flow);
  const accountId = await makeAccount(on.platform, { kind: 'province', login: 'fujian', provinceCode: '350000', name: '省厅' });
  province = { owner: { kind: 'province', accountId } };
});
after(() => on.stop());
beforeEach(() => on.clock.set(open));

const json = async (who: Someone, url: string) => flow.passed(await on.send(who, 'GET', url)).json();
const makeGraduate = () => on.graduate({ hukouTransferred: true, name: '林䶮·买买提' });
const object = (who: Someone) => on.send(who, 'POST', '/api/graduate/objections', { about: null, text: '缺少一条记录。' });
const ask = (who: Someone, kind: TransferKind, action: 'register' | 'modify' = 'register') =>
  on.send(who, 'POST', `/api/graduate/archives/${kind}/requests`, {
    action,
    form: { ...forms[kind], ...(action === 'modify' && { explanation: '街道有误。' }) },
  });
const wish = async (ref: string) => {
  await flow.enclose(ref, 'change');
  return on.send(department, 'POST', `/api/cases/${ref}/change-requests`, {
    version: (await on.row(ref)).version,
    fields: { jobCategory: '11' },
    text: '单位来函说明职位类别有误。',
  });
};

/** One request of each kind, all waiting; the destination has brought archive and hukou. */
async function waiting(who: Graduate) {
  const ref = await flow.signedOnline(employer, who);
  await on.drain();
  const archive = flow.passed(await ask(who, 'archive', 'modify')).json().id;
  const hukou = flow.passed(await ask(who, 'hukou', 'modify')).json().id;
  const change = flow.passed(await wish(ref)).json().id;
  const objection = flow.passed(await object(who)).json().id;
  const values = [who.graduateId, on.vault.seal('协议有误。'), department.accountId, on.clock.now()];
  const mode = (await on.database.one(openMode, values)).id;
  return { ref, archive, hukou, change, objection, mode };
}

test('what waits on 1 April is closed and told, once; what was in force stays', async () => {
  const who = await makeGraduate();
  const it = await waiting(who);
  on.clock.set(lastSecond);
  assert.equal(await closeCohorts(on.modules), 0);
  on.clock.set(over);
  assert.equal(await closeCohorts(on.modules), 5);
  assert.equal(await closeCohorts(on.modules), 0);
  await on.drain();

  for (const kind of transferKinds) {
    const page = await json(who, `/api/graduate/archives/${kind}/requests/${it[kind]}`);
    assert.deepEqual([page.label, page.waitsFor, page.history.at(-1).who], ['已截止', null, '系统（到期）']);
    const { record, obstacle } = await json(who, `/api/graduate/archives/${kind}`);
    assert.equal(obstacle.code, 'cohort-over');
    assert.deepEqual([record.label, record.tags], ['已登记', []], 'as the destination brought it');
  }
  const change = await json(flow.school, `/api/change-requests/${it.change}`);
  assert.deepEqual([change.label, change.decidedBy, change.actions], ['已截止', '系统（到期）', []]);
  const objection = await json(flow.school, `/api/objections/${it.objection}`);
  assert.deepEqual([objection.label, objection.answer, objection.mayAnswer], ['已截止', null, false]);
  const mode = await json(department, `/api/training-mode-requests/1-${it.mode}`);
  assert.deepEqual([mode.label, mode.actions, mode.history.at(-1).word], ['已截止', [], '截止']);
  assert.equal((await on.row(it.ref)).state, 'effective');
  assert.deepEqual(await json(flow.school, '/api/desk/requests'), { changes: 0, objections: 0, modes: 0 });

  const messages = (await on.database.query(told, [who.personId, department.accountId])).map(({ title, textSealed }) => ({
    title,
    text: on.vault.open(textSealed),
  }));
  const closed = messages.filter(({ text }) => text.includes('截止'));
  assert.deepEqual(closed.map(({ title }) => title).sort(), [
    '变更申请：已截止',
    '培养方式修改申请：已截止',
    '您的异议已截止',
    '户口信息修改已截止',
    '档案信息修改已截止',
  ]);
  assert.match(closed.find(({ title }) => title.startsWith('档案'))?.text ?? '', /原档案信息仍有效/);
  const written = (await on.database.query(acts)).map(({ action }) => action);
  assert.deepEqual(written, [
    'change-request-decided',
    'mode-change-moved',
    'objection-closed',
    'transfer-request-moved',
    'transfer-request-moved',
  ]);
});

test('after the window nobody files; what was filed is still decided', async () => {
  const who = await makeGraduate();
  const it = await waiting(who);
  on.clock.set(afterWindow);
  refused(await object(who), 'cohort-not-open');
  assert.match((await json(who, '/api/graduate/objections')).obstacle, /办理时间/);
  refused(await ask(await makeGraduate(), 'archive'), 'cohort-not-open');
  const answer = { version: 1, text: '已核对。' };
  flow.passed(await on.send(flow.school, 'POST', `/api/objections/${it.objection}/answer`, answer));
  flow.passed(await on.send(department, 'POST', `/api/archives/archive/requests/${it.archive}/approve`, { version: 1 }));
  const reason = { reason: '其他', text: '请核对。' };
  const { version, caseVersion } = await json(flow.school, `/api/change-requests/${it.change}`);
  flow.passed(await on.send(flow.school, 'POST', `/api/change-requests/${it.change}/reject`, { version, caseVersion, reason }));
  on.clock.set(over);
  assert.equal(await closeCohorts(on.modules), 3, 'what was passed on, and what nobody has looked at');
});

test('once it is over nobody writes anything of the cohort, also before the clock has come', async () => {
  const [who, other] = [await makeGraduate(), await makeGraduate()];
  const it = await waiting(who);
  const { version, caseVersion } = await json(flow.school, `/api/change-requests/${it.change}`);
  on.clock.set(over);
  const reason = { reason: '其他', text: '请核对。' };
  const draft = { form: forms.archive, fileIds: [] };
  for (const answer of await Promise.all([
    on.send(department, 'POST', `/api/archives/archive/requests/${it.archive}/approve`, { version: 1 }),
    on.send(department, 'PUT', `/api/archives/hukou/requests/${it.hukou}`, { version: 1, form: forms.hukou }),
    on.send(flow.school, 'POST', `/api/change-requests/${it.change}/reject`, { version, caseVersion, reason }),
    on.send(flow.school, 'POST', `/api/change-requests/${it.change}/approve`, { version, caseVersion }),
    on.send(flow.school, 'POST', `/api/objections/${it.objection}/answer`, { version: 1, text: '已核对。' }),
    on.send(province, 'POST', `/api/training-mode-requests/1-${it.mode}/approve`, { version: 1 }),
    on.send(flow.school, 'PUT', `/api/archives/archive/records/${other.graduateId}`, { version: 0, form: forms.archive }),
    on.send(who, 'PUT', `/api/graduate/archives/archive/requests/${it.archive}`, { version: 1, form: forms.archive }),
    ask(other, 'archive'),
    ask(other, 'hukou'),
    on.send(other, 'PUT', '/api/graduate/archives/archive/draft', draft),
    flow.upload(other, '/api/graduate/archives/archive/files'),
    object(other),
    wish(it.ref),
  ])) {
    const { code } = answer.json();
    assert.ok(code === 'cohort-over' || code === 'cohort-not-open', answer.body);
  }
  assert.equal((await json(flow.school, `/api/objections/${it.objection}`)).mayAnswer, false);
  assert.equal(await closeCohorts(on.modules), 5);
});
