import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  countersAgree,
  type Employer,
  historiesReplay,
  type Someone,
  startCases,
  type TestCases,
} from '#server/cases/testing/cases.ts';
import { faulty, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer({ name: '厦门环岛路海豚声学与人工智能联合实验室（普通合伙）' });
});
after(async () => {
  await countersAgree(on.database);
  await historiesReplay(on.database);
  await on.stop();
});
beforeEach(() => on.clock.set('2027-05-10T02:00:00Z'));

interface Filing {
  readonly fields?: object;
  readonly text?: string;
  readonly version?: number;
  readonly key?: string;
  /** Without evidence. */
  readonly bare?: true;
}
const text = '单位来函说明职位类别有误。';
async function filing(who: Someone, ref: string, it: Filing = {}) {
  if (!it.bare) await flow.enclose(ref, 'change');
  const version = it.version ?? (await on.row(ref)).version;
  const body = { version, fields: it.fields ?? { jobCategory: '11' }, text: it.text ?? text };
  return on.send(who, 'POST', `/api/cases/${ref}/change-requests`, body, it.key ? { key: it.key } : {});
}
const filed = async (ref: string, it: Filing = {}): Promise<number> =>
  flow.passed(await filing(flow.department, ref, it)).json().id;
const read = async (who: Someone, id: number) => on.send(who, 'GET', `/api/change-requests/${id}`);
const list = async (who: Someone, query = '') => flow.passed(await on.send(who, 'GET', `/api/change-requests${query}`)).json();
async function decide(who: Someone, id: number, action: 'approve' | 'reject', more: object = {}) {
  const { version, caseVersion } = (await read(flow.school, id)).json();
  return on.send(who, 'POST', `/api/change-requests/${id}/${action}`, { version, caseVersion, ...more });
}
const signed = async () => {
  const who = await on.graduate({ name: '林䶮' });
  return { who, ref: await flow.signedOnline(employer, who) };
};
const reason = { reason: '缺少证明材料', text: '请补充单位来函。' };

describe('变更申请', () => {
  test('filed by the department with its evidence, granted by the school: the record is corrected in the same step', async () => {
    const { who, ref } = await signed();
    const fileId = await flow.enclose(ref, 'change');
    const id = await filed(ref, { bare: true });
    assert.equal((await on.row(ref)).state, 'effective');
    const page = flow.passed(await read(flow.school, id)).json();
    assert.deepEqual(
      [page.label, page.text, page.changes, page.files.map(({ id }: { id: number }) => id)],
      ['待学校处理', text, [{ key: 'jobCategory', label: '职位类别', from: '工程技术人员', to: page.changes[0].to }], [fileId]],
    );
    assert.deepEqual(
      page.actions.map(({ word, obstacle }: Record<string, unknown>) => [word, obstacle]),
      [
        ['同意变更', null],
        ['不予变更', null],
      ],
    );
    assert.deepEqual((await read(flow.department, id)).json().actions, []);
    const granted = flow.passed(await decide(flow.school, id, 'approve')).json();
    assert.deepEqual([granted.label, granted.decidedBy, granted.actions], ['已变更', '欧阳老师', []]);
    assert.deepEqual(granted.changes, page.changes, 'what was asked for can still be read');
    const { history } = (await on.page(who, ref)).json();
    const last = history.at(-1);
    assert.deepEqual([last.action, last.reason, last.changes], ['correct', { reason: '学院变更申请', text }, page.changes]);
    await on.drain();
    assert.equal((await flow.titles(who, ref)).at(-1), '登记信息已更正');
    assert.deepEqual(await flow.titles(flow.department, ref), ['变更申请：已变更']);
    refused(await decide(flow.school, id, 'approve'), 'not-possible-here');
  });

  test('refused with a reason of the list and a text, which the department reads; the record stays', async () => {
    const { ref } = await signed();
    const id = await filed(ref);
    const before = await on.row(ref);
    faulty(await decide(flow.school, id, 'reject'), 'reason.reason', 'reason.text');
    faulty(await decide(flow.school, id, 'reject', { reason: { reason: '随意', text: '说明' } }), 'reason.reason');
    flow.passed(await decide(flow.school, id, 'reject', { reason }));
    assert.deepEqual(await on.row(ref), before);
    const page = flow.passed(await read(flow.department, id)).json();
    assert.deepEqual([page.label, page.decision], ['不予变更', reason]);
    assert.deepEqual(await flow.titles(flow.department, ref), ['变更申请：不予变更']);
    await filed(ref);
  });

  test('one at a time for each record, also of two at the same instant; the same one sent twice is one', async () => {
    const { ref } = await signed();
    const answers = await Promise.all([1, 2, 3].map(() => filing(flow.department, ref)));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409, 409]);
    refused(await filing(flow.department, ref), 'change-request-open');
    const again = await signed();
    const twice = await Promise.all([1, 2].map(() => filing(flow.department, again.ref, { key: 'the-same-request' })));
    assert.equal(flow.passed(twice[0] ?? assert.fail()).json().id, flow.passed(twice[1] ?? assert.fail()).json().id);
  });

  test('faults are given by field, all together; only correctable fields may be asked for', async () => {
    const { who, ref } = await signed();
    faulty(await filing(flow.department, ref, { fields: { archivePostcode: '1' }, text: ' ' }), 'fields.archivePostcode', 'text');
    faulty(await filing(flow.department, (await signed()).ref, { bare: true, text: ' ' }), 'files', 'text');
    faulty(await filing(flow.department, ref, { fields: {} }), 'fields');
    faulty(await filing(flow.department, ref, { fields: { jobTitle: '总经理' } }), 'fields.jobTitle');
    faulty(await filing(flow.department, ref, { text: '字'.repeat(501) }), 'text');
    const waiting = await on.invited(employer, await on.graduate());
    for (const other of [flow.school, who, employer]) refused(await filing(other, ref), 'not-allowed');
    refused(await filing(flow.department, waiting), 'not-possible-here');
    refused(await filing(flow.department, ref, { version: 1 }), 'already-moved');
  });

  test('a department sees and files for its own graduates alone; the school decides, no department and no other school', async () => {
    const { ref } = await signed();
    const other = await on.makeStaff('department', { departmentIds: [2] });
    const elsewhere = await on.makeStaff('school', { schoolId: 2 });
    refused(await filing(other, ref), 'not-found');
    const id = await filed(ref);
    for (const stranger of [other, elsewhere]) {
      refused(await read(stranger, id), 'not-found');
      assert.ok(!(await list(stranger)).rows.some((row: { id: number }) => row.id === id));
    }
    refused(await decide(flow.department, id, 'approve'), 'not-allowed');
    refused(await decide(elsewhere, id, 'approve'), 'not-found');
    assert.ok((await list(flow.department)).rows.some((row: { id: number }) => row.id === id));
  });

  test('what the school has corrected meanwhile is read again before it is granted', async () => {
    const { ref } = await signed();
    const id = await filed(ref);
    const seen = (await read(flow.school, id)).json();
    flow.passed(
      await on.act(flow.school, ref, 'correct', { reason: '填写有误', text: '更正', fields: { contactName: '苏经理' } }),
    );
    const body = { version: seen.version, caseVersion: seen.caseVersion };
    refused(await on.send(flow.school, 'POST', `/api/change-requests/${id}/approve`, body), 'already-moved');
    assert.equal((await read(flow.school, id)).json().label, '待学校处理');
    flow.passed(await on.act(flow.school, ref, 'correct', { reason: '填写有误', text: '更正', fields: { jobCategory: '11' } }));
    const { actions } = (await read(flow.school, id)).json();
    assert.match(actions[0].obstacle, /申请之后又有变动/);
    flow.passed(await decide(flow.school, id, 'reject', { reason }));
  });

  test('a record that ended meanwhile, or whose graduate lapsed, is not changed; the request can still be refused', async () => {
    const { who, ref } = await signed();
    const id = await filed(ref);
    await on.database.execute(unnamed('update graduate set lapsed_at = now() where id = $1'), [who.graduateId]);
    refused(await decide(flow.school, id, 'approve'), 'lapsed');
    flow.passed(await decide(flow.school, id, 'reject', { reason }));
  });

  test('evidence is the department’s to add and take away until it is filed, and staff’s alone to see', async () => {
    const { who, ref } = await signed();
    const url = `/api/cases/${ref}/files/change/0`;
    for (const other of [flow.school, who, employer]) refused(await flow.upload(other, url), 'not-yours');
    const { id: first } = flow.passed(await flow.upload(flow.department, url)).json();
    flow.passed(await on.send(flow.department, 'DELETE', `/api/cases/${ref}/files/${first}`));
    const { id: second } = flow.passed(await flow.upload(flow.department, url)).json();
    const request = await filed(ref, { bare: true });
    refused(await on.send(flow.department, 'DELETE', `/api/cases/${ref}/files/${second}`), 'not-possible-here');
    const files = async (reader: Someone) => (await on.page(reader, ref)).json().files.length;
    assert.deepEqual([await files(who), await files(employer), await files(flow.school)], [0, 0, 1]);
    refused(await on.send(who, 'GET', `/api/cases/${ref}/files/${second}/shown`), 'not-found');
    flow.passed(await decide(flow.school, request, 'reject', { reason }));
    for (let more = 0; more < 8; more += 1) await flow.enclose(ref, 'change');
    refused(await flow.upload(flow.department, url), 'too-many-files');
    const next = await filed(ref, { bare: true });
    assert.equal((await read(flow.school, next)).json().files.length, 8, 'those of the earlier request stay with it');
  });

  test('the list is read by state and page, with its counts: what waits in the order in which it came, all newest first', async () => {
    const before = await list(flow.school, '?state=all&limit=100');
    const waiting: number[] = (await list(flow.school, '?limit=100')).rows.map(({ id }: { id: number }) => id);
    const ids: number[] = [];
    for (let more = 0; more < 3; more += 1) ids.push(await filed((await signed()).ref));
    const idsOf = ({ rows }: { rows: { id: number }[] }) => rows.map(({ id }) => id);
    assert.deepEqual(idsOf(await list(flow.school, '?limit=100')), [...waiting, ...ids]);
    const first = await list(flow.school, '?limit=2');
    const second = await list(flow.school, `?limit=2&cursor=${first.next}`);
    assert.deepEqual([...idsOf(first), ...idsOf(second)], [...waiting, ...ids].slice(0, 4));
    const newest = await list(flow.school, '?state=all&limit=2');
    assert.deepEqual(idsOf(newest), ids.toReversed().slice(0, 2));
    assert.equal(idsOf(await list(flow.school, `?state=all&limit=2&cursor=${newest.next}`))[0], ids[0]);
    const counts = (page: { states: { count: number }[] }) => page.states.reduce((sum, { count }) => sum + count, 0);
    assert.equal(counts(first), counts(before) + 3);
    assert.deepEqual(newest.rows[0].fields, ['职位类别']);
  });
});
