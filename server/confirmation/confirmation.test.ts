/** 去向登记确认 over HTTP: a graduate reads what is reported, says that it is right or wrong, and it falls back. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeAccount } from '#server/testing/platform.ts';
import { contentsOf, findFormGraduate, issueCodes } from '#server/verification/index.ts';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer({ name: '厦门𬭎海数据技术有限公司' });
});
after(() => on.stop());
beforeEach(async () => {
  on.clock.set('2027-06-10T02:00:00Z');
  await flow.set({});
});

const path = '/api/graduate/confirmation';
const read = async (who: Someone) => flow.passed(await on.send(who, 'GET', path)).json();
const say = (who: Someone, body: object, key?: string) => on.send(who, 'POST', path, body, key ? { key } : {});
const right = async (who: Someone) => flow.passed(await say(who, { answer: 'right', seen: (await read(who)).seen })).json();
const wrong = async (who: Someone, more: object = {}) =>
  say(who, {
    answer: 'wrong',
    seen: (await read(who)).seen,
    parts: ['archive'],
    text: '转递单位应为厦门市㛃园人才中心',
    ...more,
  });
async function reported(more: object = {}): Promise<Graduate> {
  const who = await on.graduate({ hukouTransferred: true, ...more });
  await flow.signedOnline(employer, who);
  await on.drain();
  return who;
}
const inbox = async (who: Someone) =>
  flow
    .passed(await on.send(who, 'GET', '/api/messages?limit=100'))
    .json()
    .messages.map(({ title, link }: { title: string; link: { path: string } | null }) => [title, link?.path]);

const ends = unnamed<{ purpose: string; endReason: string | null }>(
  'select purpose, end_reason from verification_code where graduate_id = $1 order by purpose',
);
/** A code of each purpose. */
async function withCodes(who: Graduate): Promise<void> {
  const [graduate, recorded] = [await findFormGraduate(on.database, who), await on.registry.read(who)];
  assert.ok(graduate);
  const [content] = contentsOf(graduate, recorded);
  assert.ok(content);
  const now = on.clock.now();
  const issues = [{ graduateId: who.graduateId, ...content, expiresAt: new Date('2027-12-31T16:00:00Z') }];
  for (const purpose of ['authorization', 'transfer'] as const)
    await on.database.transaction(tx =>
      issueCodes(tx, on.vault, { schoolId: who.schoolId, purpose, issues, accountId: null, now }),
    );
}

describe('what a graduate reads', () => {
  test('before anything is reported: where to report first, and nothing to confirm', async () => {
    const who = await on.graduate();
    const page = await read(who);
    assert.deepEqual(
      [page.label, page.obstacle.code, page.reportFirst.path, page.parts[0].rows],
      ['未上报', 'not-reported', '/destinations', null],
    );
    refused(await say(who, { answer: 'right', seen: page.seen }), 'not-reported');
  });

  test('the three parts, each with where it came from; hukou only where it is with the school', async () => {
    const who = await reported();
    const page = await read(who);
    assert.deepEqual(
      page.parts.map(({ part, source, correct }: { part: string; source: string; correct: { path: string } }) => [
        part,
        source,
        correct.path.replace(/\d+-\d+$/, 'ref'),
      ]),
      [
        ['destination', '登记系统', '/cases/ref'],
        ['archive', '登记系统', '/archives/archive'],
        ['hukou', '登记系统', '/archives/hukou'],
      ],
    );
    assert.match(JSON.stringify(page.basics), /\*{4}/);
    assert.ok(!JSON.stringify(page).includes(who.idNumber));
    assert.equal(page.obstacle, null);
    const other = await reported({ hukouTransferred: false });
    const { parts, wrongParts } = await read(other);
    assert.ok(!JSON.stringify([parts.map(({ part }: { part: string }) => part), wrongParts]).includes('hukou'));
  });

  test('of what was uploaded to the employment registry: where it is corrected, in the school’s words or the province’s', async () => {
    const who = await reported();
    await on.database.execute(
      unnamed(`update registry_record set source = 'registry-upload' where graduate_id = $1 and part = 'destination'`),
      [who.graduateId],
    );
    const { source, correct } = (await read(who)).parts[0];
    assert.deepEqual([source, correct.url, correct.path], ['就业管理系统上传', null, null]);
    assert.match(correct.sentence, /请在「就业管理系统」更正/);
    // The province's word holds for schools that say nothing themselves.
    const accountId = await makeAccount(on.platform, { kind: 'province', login: 'fujian', provinceCode: '350000' });
    const province = { owner: { kind: 'province', accountId } } as const;
    const put = (body: object) => on.send(province, 'PUT', '/api/province/settings', body);
    const { version } = (await on.send(province, 'GET', '/api/province/settings')).json();
    const wanted = { registryCorrection: { name: '福建省高校毕业生就业公共网', url: 'https://fjbys.example/' }, version };
    for (const [registryCorrection, field] of [
      [{ name: '', url: 'https://fjbys.example/' }, 'registryCorrection.name'],
      [{ name: '某网', url: 'fjbys' }, 'registryCorrection.url'],
    ] as const)
      assert.ok((await put({ ...wanted, registryCorrection })).json().fields[field], field);
    assert.equal((await put(wanted)).statusCode, 200);
    assert.equal((await put(wanted)).json().code, 'changed-meanwhile');
    assert.match((await read(who)).parts[0].correct.sentence, /请在「福建省高校毕业生就业公共网」更正/);
    const admin = await on.makeStaff('schoolAdmin');
    const shown = (await on.send(admin, 'GET', '/api/school/settings')).json();
    assert.deepEqual([shown.registryDefault, shown.registryCorrection.name], [wanted.registryCorrection, '']);
    assert.equal((await on.send(admin, 'GET', '/api/province/settings')).statusCode, 403);
    await flow.set({ registryCorrection: { name: '91job 智慧就业平台', url: 'https://job.example/' } });
    assert.deepEqual((await read(who)).parts[0].correct, {
      sentence: '这项信息来自就业管理系统上传。有误的，请在「91job 智慧就业平台」更正，或联系学校就业部门。',
      path: null,
      url: 'https://job.example/',
      word: '前往91job 智慧就业平台',
    });
  });
});

test('while a part that is registered has not been reported yet, it says so', async () => {
  const who = await on.graduate({ hukouTransferred: true });
  await flow.signedOnline(employer, who);
  assert.equal((await read(who)).obstacle.code, 'report-on-its-way');
  await on.drain();
  assert.equal((await read(who)).obstacle, null);
  await on.database.execute(unnamed(`delete from registry_record where graduate_id = $1 and part = 'hukou'`), [who.graduateId]);
  refused(await say(who, { answer: 'right', seen: (await read(who)).seen }), 'report-on-its-way');
});

describe('信息无误', () => {
  test('is kept, told in the inbox, and once however often it is sent', async () => {
    const who = await reported();
    const { seen } = await read(who);
    const key = randomUUID();
    for (let turn = 0; turn < 2; turn += 1)
      assert.equal(flow.passed(await say(who, { answer: 'right', seen }, key)).json().label, '确认无误');
    const page = await read(who);
    assert.deepEqual(
      page.history.map(({ what }: { what: string }) => what),
      ['本人确认无误'],
    );
    assert.deepEqual(
      (await inbox(who)).filter(([title]: string[]) => title === '已确认登记去向'),
      [['已确认登记去向', '/confirmation']],
    );
    refused(await say(who, { answer: 'wrong', seen, parts: ['archive'], text: '有误' }, key), 'same-key-other-content');
  });

  test('is refused when something changed since it was read, though it be no important field', async () => {
    const who = await reported();
    const { seen } = await read(who);
    await on.database.execute(unnamed(`update graduate set origin_region = '350203' where id = $1`), [who.graduateId]);
    refused(await say(who, { answer: 'right', seen: `${seen}x` }), 'record-changed');
    await on.database.execute(unnamed(`update graduate set gender = '9' where id = $1`), [who.graduateId]);
    refused(await say(who, { answer: 'right', seen }), 'record-changed');
    assert.equal((await right(who)).label, '确认无误');
  });

  test('falls back by itself when the registry changed while it was given', async () => {
    const who = await reported();
    await right(who);
    const [destination] = await on.registry.read(who);
    assert.ok(destination);
    const sealed = on.vault.sealJson({ ...destination.content, employerName: '另一家单位' });
    await on.database.execute(
      unnamed(`update registry_record set content_sealed = $2 where graduate_id = $1 and part = 'destination'`),
      [who.graduateId, sealed],
    );
    await on.drain();
    const page = await read(who);
    assert.deepEqual([page.label, page.history[0].what], ['未确认', '已上报的信息有变更，恢复为「未确认」']);
    assert.deepEqual((await inbox(who)).find(([title]: string[]) => title === '请重新确认登记去向')?.[1], '/confirmation');
    const later = await on.graduate({ cohort: 2030, idNumber: who.idNumber });
    for (const [, path] of await inbox(later))
      assert.match(path, /^\/cases\/|\?cohort=2027$/, 'looked at from another cohort, it leads to the one that it is about');
    assert.equal((await right(who)).label, '确认无误');
  });
});

describe('信息有误', () => {
  test('names the parts and what is wrong', async () => {
    const who = await reported();
    faulty(await wrong(who, { parts: [], text: '  ' }), 'parts', 'text');
    faulty(await wrong(who, { text: '误'.repeat(501) }), 'text');
    faulty(await wrong(who, { parts: ['archive', 'archive'] }), 'parts');
    faulty(await say(who, { answer: 'right', seen: 'x', parts: ['archive'] }), 'answer');
    // Rare characters are two units of UTF-16, and one character.
    const page = flow.passed(await wrong(who, { parts: ['archive', 'basics'], text: '𬭎'.repeat(500) })).json();
    assert.deepEqual([page.label, page.wrong.parts.length, page.wrong.text.length], ['确认有误', 2, 1000]);
    assert.deepEqual(
      (await right(who)).history.map(({ what }: { what: string }) => what),
      ['本人确认无误', '本人确认有误'],
    );
  });

  test('a part that is not on the page cannot be wrong', async () => {
    const who = await reported({ hukouTransferred: false });
    faulty(await wrong(who, { parts: ['hukou'] }), 'parts');
  });

  test('ends the codes of the graduate, not those of the school', async () => {
    const who = await reported();
    await right(who);
    await withCodes(who);
    flow.passed(await wrong(who));
    assert.deepEqual(
      (await on.database.query(ends, [who.graduateId])).map(({ purpose, endReason }) => [purpose, endReason]),
      [
        ['authorization', 'wrong'],
        ['transfer', null],
      ],
    );
  });
});

describe('when it cannot be confirmed', () => {
  test('lapsed, closed by the school, over', async () => {
    const who = await reported();
    const { seen } = await read(who);
    await flow.set({ modules: { confirmation: false } });
    refused(await say(who, { answer: 'right', seen }), 'confirmation-closed');
    await flow.set({});
    await on.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1'), [who.graduateId, on.clock.now()]);
    refused(await say(who, { answer: 'right', seen }), 'lapsed');
    await on.database.execute(unnamed('update graduate set lapsed_at = null where id = $1'), [who.graduateId]);
    on.clock.set('2028-03-31T15:00:00Z');
    assert.equal((await read(who)).obstacle, null);
    on.clock.set('2028-03-31T16:00:00Z');
    refused(await say(who, { answer: 'right', seen }), 'cohort-over');
  });

  test('it is nobody else’s', async () => {
    for (const stranger of [flow.school, flow.department, employer]) refused(await on.send(stranger, 'GET', path), 'not-allowed');
  });
});

describe('离校前待办', () => {
  const tasks = async (who: Someone): Promise<string[]> => {
    const page = flow.passed(await on.send(who, 'GET', '/api/graduate/leaving')).json();
    return page.tasks.map(({ title, label, path }: Record<string, string>) => `${title} ${label} ${path}`);
  };
  test('a destination that was given back waits for its graduate, and is under way elsewhere for the school', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '80.01');
    const ofSchool = async () => {
      const { rows } = flow.passed(await on.send(flow.school, 'GET', '/api/graduates?cohort=2027&limit=100')).json();
      const line = flow.passed(await on.send(flow.school, 'GET', `/api/graduates/${who.graduateId}`)).json().cases[0];
      return [rows.find(({ id }: { id: number }) => id === who.graduateId)?.destination.tone, line.tone];
    };
    const own = async () => {
      const { tasks } = flow.passed(await on.send(who, 'GET', '/api/graduate/leaving')).json();
      return [tasks[0].tone, tasks[0].sentence];
    };
    assert.deepEqual(await own(), ['review', '正在办理，请留意审核进度。']);
    flow.passed(await on.act(flow.department, ref, 'return', { reason: '其他', text: '请重新拍摄。' }));
    assert.deepEqual(await own(), ['waiting', '等待您处理，请打开继续办理。']);
    assert.deepEqual(await ofSchool(), ['review', 'review']);
  });
  test('has its steps in order, each open when its turn has come', async () => {
    const who = await on.graduate({ hukouTransferred: true });
    assert.deepEqual(await tasks(who), [
      '毕业去向登记 未登记 /destinations',
      '档案信息登记 未登记 /archives/archive',
      '户口信息登记 未登记 /archives/hukou',
      '去向登记确认 未上报 null',
      '核验授权 未授权 null',
    ]);
    await flow.signedOnline(employer, who);
    await on.drain();
    await right(who);
    assert.deepEqual(await tasks(who), [
      '毕业去向登记 已上报 /destinations',
      '档案信息登记 已登记 /archives/archive',
      '户口信息登记 已登记 /archives/hukou',
      '去向登记确认 确认无误 /confirmation',
      '核验授权 未授权 /authorization',
    ]);
    await withCodes(who);
    assert.equal((await tasks(who)).at(-1), '核验授权 已授权 /authorization');
    assert.equal((await tasks(await on.graduate({ hukouTransferred: false }))).length, 4);
  });
});
