import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { employerRoutes } from '#server/employers/index.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, createTestApp, createTestPlatform, makeAccount, makeGraduate, makeSchool } from '#server/testing/platform.ts';
import { flagsOf } from './flags-of.ts';
import { flaggedEmployerRoutes } from './routes.ts';

type TestPlatform = Awaited<ReturnType<typeof createTestPlatform>>;
let platform: TestPlatform;
let app: FastifyInstance;
const staff: Record<number, string> = {};
let department = '';
let graduate = '';

const uscc = completeUscc('91350203QX990201X');
const mark = { uscc, name: '厦门㛃海浮岛企业管理咨询有限公司', kind: 'false-advertising', text: '招聘时承诺的岗位不存在。' };

before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [...flaggedEmployerRoutes(platform), ...employerRoutes(platform)]);
  for (const id of [1, 2, 3, 4, 5, 6]) {
    await makeSchool(platform.database, id, `第 ${id} 大学`);
    const accountId = await makeAccount(platform, { kind: 'school', login: `school-${id}`, schoolId: id });
    staff[id] = await cookieOf(platform, { kind: 'school', accountId });
  }
  const accountId = await makeAccount(platform, { kind: 'department', login: 'dep', schoolId: 6, departmentIds: [1] });
  department = await cookieOf(platform, { kind: 'department', accountId });
  const { personId, cohort } = await makeGraduate(platform.database, platform.vault, { schoolId: 6 });
  graduate = await cookieOf(platform, { kind: 'graduate', personId, cohort });
});
after(async () => {
  await app.close();
  await platform.stop();
});

let keys = 0;
const send = (method: 'GET' | 'POST', url: string, cookie: string | undefined, payload?: object) => {
  keys += 1;
  const headers = { cookie: cookie ?? '', 'idempotency-key': `flag-key-${keys}` };
  return app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
};
const flag = (school: number, more: object = {}) =>
  send('POST', '/api/flagged-employers', staff[school], { ...mark, version: 0, evidenceFileId: null, ...more });
const seenBy = async (cookie: string | undefined) => (await send('GET', `/api/employer-flags/${uscc}`, cookie)).json();

describe('marks of employers', () => {
  test('a mark is seen by the own school at once, and by no other', async () => {
    const answer = await flag(1, { uscc: `${uscc.slice(0, 8)} ${uscc.slice(8).toLowerCase()}` });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.json().version, 1);
    assert.deepEqual(await seenBy(staff[1]), { kind: 'false-advertising', schools: 0 });
    assert.deepEqual(await seenBy(graduate), { kind: null, schools: 0 });
    assert.deepEqual(
      await flagsOf(platform.database, 1, [uscc, '', 'x']),
      new Map([[uscc, { kind: 'false-advertising', schools: 0 }]]),
    );
    const other = (await send('GET', `/api/flagged-employers/${uscc}`, staff[2])).json();
    assert.deepEqual([other.mark, other.version, other.history, other.schools], [null, 0, [], 0]);
  });

  test('the fifth school makes it national: everybody is told how many, nobody which', async () => {
    for (const school of [2, 3, 4]) assert.equal((await flag(school)).statusCode, 200);
    assert.deepEqual(await seenBy(graduate), { kind: null, schools: 0 });
    assert.equal((await flag(5)).statusCode, 200);
    for (const cookie of [graduate, department, staff[6]]) assert.deepEqual(await seenBy(cookie), { kind: null, schools: 5 });
    const listed = (await send('GET', '/api/flagged-employers?q=浮岛', staff[1])).json();
    assert.deepEqual([listed.total, listed.rows[0].uscc, listed.rows[0].schools], [1, uscc, 5]);
    const page = await send('GET', `/api/flagged-employers/${uscc}`, staff[1]);
    assert.doesNotMatch(page.body, /第 [23456] 大学|schoolId|school_id/);
    assert.equal(page.json().history.length, 1);
  });

  test('a mark that is taken back needs a reason, counts no more and stays in the history', async () => {
    const refused = await send('POST', `/api/flagged-employers/${uscc}/removal`, staff[5], { version: 1, text: ' ' });
    assert.deepEqual([refused.statusCode, refused.json().fields.text], [422, '请填写取消标记的原因']);
    const gone = await send('POST', `/api/flagged-employers/${uscc}/removal`, staff[5], { version: 1, text: '单位已整改' });
    assert.equal(gone.statusCode, 200);
    assert.deepEqual(await seenBy(graduate), { kind: null, schools: 0 });
    const page = (await send('GET', `/api/flagged-employers/${uscc}`, staff[5])).json();
    assert.deepEqual(
      page.history.map(({ action, text }: { action: string; text: string }) => [action, text]),
      [
        ['unflagged', '单位已整改'],
        ['flagged', mark.text],
      ],
    );
    assert.equal((await flag(5)).json().schools, 5);
  });

  test('two who mark at once: one mark, one count; who saw an older one is told', async () => {
    const code = completeUscc('91350203QX990202X');
    const answers = await Promise.all([flag(1, { uscc: code }), flag(1, { uscc: code })]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409]);
    const count = unnamed<{ schools: number }>('select schools from flagged_employer_count where uscc = $1');
    assert.equal((await platform.database.one(count, [code])).schools, 1);
    assert.equal((await flag(1, { uscc: code, kind: 'fake', version: 1 })).json().version, 2);
    assert.equal((await flag(1, { uscc: code, kind: 'other', version: 1 })).json().code, 'changed-meanwhile');
    const removal = { version: 2, text: '误标' };
    const removals = await Promise.all(
      [1, 2].map(() => send('POST', `/api/flagged-employers/${code}/removal`, staff[1], removal)),
    );
    assert.deepEqual(removals.map(({ statusCode }) => statusCode).sort(), [200, 404]);
    assert.equal((await platform.database.one(count, [code])).schools, 0);
  });

  test('evidence is opened by the school that gave it, and only a file of its own can be given', async () => {
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const headers = { cookie: staff[1] ?? '', 'content-type': 'application/octet-stream', 'file-name': 'a.png' };
    const uploaded = await app.inject({ method: 'POST', url: '/api/files', headers, payload: picture });
    assert.equal(uploaded.statusCode, 200, uploaded.body);
    const { fileId } = uploaded.json();
    assert.equal(
      (await flag(2, { evidenceFileId: fileId, version: 1 })).json().fields.evidenceFileId,
      '佐证材料没有找到，请重新上传',
    );
    assert.equal((await flag(1, { evidenceFileId: fileId, version: 1 })).statusCode, 200);
    const address = `/api/flagged-employers/${uscc}/evidence/${fileId}`;
    assert.equal((await send('GET', address, staff[1])).headers['content-type'], 'image/jpeg');
    assert.equal((await send('GET', address, staff[2])).statusCode, 404);
    const elsewhere = `/api/flagged-employers/${completeUscc('91350203QX990203X')}/evidence/${fileId}`;
    assert.equal((await send('GET', elsewhere, staff[1])).statusCode, 404);
  });

  test('departments and graduates are told of marks and make none', async () => {
    for (const cookie of [department, graduate]) {
      assert.equal((await send('GET', '/api/flagged-employers', cookie)).statusCode, 403);
      assert.equal(
        (await send('POST', '/api/flagged-employers', cookie, { ...mark, version: 0, evidenceFileId: null })).statusCode,
        403,
      );
    }
    assert.equal((await send('GET', `/api/employer-flags/${uscc}`, undefined)).statusCode, 401);
  });

  test('lists go page by page, each mark once', async () => {
    for (const place of [11, 12, 13, 14, 15])
      assert.equal((await flag(3, { uscc: completeUscc(`91350203QX9902${place}X`), name: `海岛${place}` })).statusCode, 200);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (await send('GET', `/api/flagged-employers?limit=2${cursor}`, staff[3])).json();
      seen.push(...page.rows.map((row: { uscc: string }) => row.uscc));
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor);
    assert.equal(seen.length, 6);
    assert.equal(new Set(seen).size, 6);
  });

  test('what was said is sealed, and every act is audited', async () => {
    const [row] = await platform.database.query(
      unnamed<{ textSealed: Buffer }>('select text_sealed from flagged_employer where school_id = 2'),
    );
    assert.doesNotMatch(row?.textSealed.toString('utf8') ?? '', /岗位/);
    const acts = await platform.database.query(
      unnamed<{ action: string }>('select action from audit_event where school_id = 5 order by id'),
    );
    assert.deepEqual(
      acts.map(({ action }) => action),
      ['employer-flagged', 'employer-unflagged', 'employer-flagged'],
    );
  });
});
