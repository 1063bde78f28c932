import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer();
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-05-10T02:00:00Z'));

interface Entry {
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly who: string;
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly objections: readonly { readonly text: string; readonly answer: string | null; readonly label: string }[];
}
const record = async (who: Someone, query = '?limit=100'): Promise<{ entries: Entry[]; next: string | null }> =>
  flow.passed(await on.send(who, 'GET', `/api/graduate/record${query}`)).json();
const object = (who: Someone, about: string | null, text: string, key?: string) =>
  on.send(who, 'POST', '/api/graduate/objections', { about, text }, key ? { key } : {});
const objected = async (who: Someone, about: string | null, text: string): Promise<number> =>
  flow.passed(await object(who, about, text)).json().id;
const objections = async (who: Someone) => flow.passed(await on.send(who, 'GET', '/api/graduate/objections')).json().objections;
const read = (who: Someone, id: number) => on.send(who, 'GET', `/api/objections/${id}`);
const answer = async (who: Someone, id: number, text: string) =>
  on.send(who, 'POST', `/api/objections/${id}/answer`, { version: (await read(flow.school, id)).json().version, text });

const insertChange = unnamed(
  `insert into graduate_history (school_id, graduate_id, at, source, fields, changes_sealed) values ($1, $2, $3, $4, $5, $6)`,
);
const edited = ({ schoolId, graduateId }: Graduate, changes: Record<string, readonly [string | null, string | null]>) =>
  on.database.execute(insertChange, [
    ...[schoolId, graduateId, on.clock.now(), 'edit', Object.keys(changes), on.vault.sealJson(changes)],
  ]);

describe('异议', () => {
  test('to an entry: the school answers, the graduate is told and reads the answer beside the entry', async () => {
    const who = await on.graduate({ name: '林䶮' });
    const ref = await flow.signedOnline(employer, who);
    const [entry] = (await record(who)).entries;
    assert.ok(entry);
    const id = await objected(who, entry.key, '岗位名称与协议不一致。');
    const page = flow.passed(await read(flow.school, id)).json();
    assert.deepEqual(
      [page.graduateName, page.text, page.label, page.entry.key, page.entry.caseRef, page.entry.caseFlow, page.mayAnswer],
      ['林䶮', '岗位名称与协议不一致。', '等待学校答复', entry.key, ref, 'online-signing', true],
    );
    const said = flow.passed(await answer(flow.school, id, '已核对，与协议一致。')).json();
    assert.deepEqual([said.label, said.answeredBy, said.mayAnswer], ['学校已答复', '欧阳老师', false]);
    const { messages } = (await on.send(who, 'GET', '/api/messages')).json();
    assert.equal(messages[0].title, '学校已答复您的异议');
    assert.match(messages[0].text, /已核对，与协议一致/);
    assert.equal(messages[0].link.path, '/record');
    const [again] = (await record(who)).entries;
    assert.deepEqual(
      again?.objections.map(({ text, answer }) => [text, answer]),
      [['岗位名称与协议不一致。', '已核对，与协议一致。']],
    );
    assert.ok(!JSON.stringify(await objections(who)).includes('欧阳'), 'the office answers, not the person');
    refused(await answer(flow.school, id, '再次答复'), 'not-possible-here');
  });

  test('leads to the graduate and to the destination that they hold, whatever it is about', async () => {
    const [who, none] = [await on.graduate(), await on.graduate()];
    const ref = await flow.signedOnline(employer, who);
    await on.drain();
    const reported = (await record(who)).entries.find(({ key }) => key.startsWith('reported-'));
    for (const about of [null, reported?.key ?? '']) {
      const page = flow.passed(await read(flow.school, await objected(who, about, '与实际不符。'))).json();
      assert.deepEqual([page.graduateId, page.held.ref, page.held.flow], [who.graduateId, ref, 'online-signing']);
    }
    const page = flow.passed(await read(flow.school, await objected(none, null, '没有我的登记。'))).json();
    assert.deepEqual([page.graduateId, page.held], [none.graduateId, null]);
  });

  test('to none in particular; one at a time for each entry, and once however often it is sent', async () => {
    const who = await on.graduate();
    await flow.signedOnline(employer, who);
    const sent = await Promise.all([1, 2].map(() => object(who, null, '缺少实习单位的记录。', 'same-objection')));
    const [one, two] = sent.map(it => flow.passed(it).json().id);
    assert.equal(one, two);
    refused(await object(who, null, '再提一次。'), 'objection-open');
    const [first, second] = (await record(who)).entries;
    await objected(who, first?.key ?? '', '甲');
    await objected(who, second?.key ?? '', '乙');
    refused(await object(who, first?.key ?? '', '甲'), 'objection-open');
    flow.passed(await answer(flow.school, one, '已补充。'));
    await objected(who, null, '仍有缺漏。');
    assert.equal((await objections(who)).length, 4);
  });

  test('only to an entry of one’s own, with something said', async () => {
    const [who, other] = [await on.graduate(), await on.graduate()];
    await flow.signedOnline(employer, who);
    await edited(who, { className: ['1 班', '2 班'] });
    await on.drain();
    for (const { key } of (await record(who)).entries) refused(await object(other, key, '不是我的。'), 'not-found');
    const [entry] = (await record(who)).entries;
    faulty(await object(who, entry?.key ?? '', '  '), 'text');
    faulty(await object(who, entry?.key ?? '', '字'.repeat(1001)), 'text');
    for (const key of ['case-1', 'case-1-1-1', 'other-1', "roster-1'", 'case-999999-1'])
      assert.ok([404, 422].includes((await object(who, key, '无此条。')).statusCode), key);
  });

  test('the department reads those of its graduates, and does not answer; another school reads none', async () => {
    const who = await on.graduate();
    const id = await objected(who, null, '生源所在地有误。');
    const [elsewhere, other] = [
      await on.makeStaff('school', { schoolId: 2 }),
      await on.makeStaff('department', { departmentIds: [2] }),
    ];
    const own = flow.passed(await read(flow.department, id)).json();
    assert.equal(own.mayAnswer, false);
    refused(await answer(flow.department, id, '院系答复'), 'not-allowed');
    for (const stranger of [elsewhere, other]) {
      refused(await read(stranger, id), 'not-found');
      const { rows } = flow.passed(await on.send(stranger, 'GET', '/api/objections?state=all&limit=100')).json();
      assert.deepEqual(rows, []);
    }
    refused(await answer(elsewhere, id, '外校答复'), 'not-found');
    const { rows, states } = flow.passed(await on.send(flow.school, 'GET', '/api/objections?state=all&limit=1')).json();
    assert.deepEqual([rows[0].id, rows[0].text], [id, '生源所在地有误。']);
    const waiting = states.find(({ state }: { state: string }) => state === 'pending').count;
    const counts = async (reader: Someone) => flow.passed(await on.send(reader, 'GET', '/api/desk/requests')).json();
    assert.deepEqual(
      [await counts(flow.school), await counts(flow.department)],
      [
        { changes: 0, objections: waiting, modes: 0 },
        { changes: 0, objections: 0, modes: 0 },
      ],
    );
  });

  test('what is said and answered is sealed', async () => {
    const who = await on.graduate();
    const id = await objected(who, null, '这一句不应出现在数据库里');
    flow.passed(await answer(flow.school, id, '这一句也不应出现'));
    const row = await on.database.one(
      unnamed<{ objectionSealed: Buffer; answerSealed: Buffer }>(
        'select objection_sealed, answer_sealed from objection where id = $1',
      ),
      [id],
    );
    assert.ok(!row.objectionSealed.includes('不应出现') && !row.answerSealed.includes('不应出现'));
  });
});
