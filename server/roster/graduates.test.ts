import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Graduate, idNumberOf, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeAccount } from '#server/testing/platform.ts';
import { examNumberHash } from './index.ts';

const claim = unnamed('insert into exam_number (hash, cohort, school_id) values ($1, 2027, $2)');
const audited = unnamed<{ action: string; object: string }>(
  'select action, object from audit_event where object = $1 order by id desc limit 1',
);

describe('the roster, graduate by graduate', () => {
  let on: TestCases;
  let admin: Someone;
  let department: Someone;
  before(async () => {
    on = await startCases();
    admin = await on.makeStaff('schoolAdmin');
    department = await on.makeStaff('department', { departmentIds: [1] });
  });
  after(() => on.stop());

  let men = 0;
  /** One whose ID number is a man's, as the row says. */
  const man = (more: { schoolId?: number } = {}) => {
    men += 1;
    return on.graduate({ ...more, idNumber: idNumberOf(701 + 2 * men) });
  };
  const get = (who: Someone, path: string) => on.send(who, 'GET', path);
  const edit = async (who: Someone, { graduateId }: Graduate, fields: object, version?: number) => {
    const form = (await get(admin, `/api/graduates/${graduateId}/form`)).json();
    return on.send(who, 'PUT', `/api/graduates/${graduateId}`, { version: version ?? form.version, fields });
  };
  const names = async (query: string, who = admin) =>
    (await get(who, `/api/graduates?cohort=2027&${query}`)).json().rows.map(({ name }: { name: string }) => name);

  describe('lists', () => {
    before(async () => {
      const pinyin = unnamed('update graduate set name_pinyin = $2, class_name = $3, major_name = $4 where id = $1');
      for (const [name, syllables, className, major, more] of [
        ['林知𬭎', 'lin zhi hong', '计算机2301', '计算机科学与技术', { departmentId: 1 }],
        ['欧阳䶮', 'ou yang yan', '新闻2302', '新闻学', { departmentId: 2 }],
        ['阿卜杜拉·买买提', 'a bu du la mai mai ti', '软件2301', '软件工程', { departmentId: 1, trainingMode: '22' }],
      ] as const) {
        const { graduateId } = await on.graduate({ name, ...more });
        await on.database.execute(pinyin, [graduateId, syllables, className, major]);
      }
      await on.graduate({ schoolId: 2, name: '林别校' });
    });

    test('are found by name, pinyin, initials, numbers, and by each filter', async () => {
      assert.deepEqual(await names(`q=${encodeURIComponent('知𬭎')}`), ['林知𬭎']);
      for (const q of ['linzhi', 'lin zhi hong', 'LZH', 'zhihong', 'zh']) assert.deepEqual(await names(`q=${q}`), ['林知𬭎'], q);
      assert.deepEqual(await names('q=oyy'), ['欧阳䶮']);
      assert.deepEqual(await names('q=abdlmmt'), ['阿卜杜拉·买买提']);
      assert.deepEqual(await names('q=%25'), [], 'a percent sign is no pattern');
      const [row] = (await get(admin, '/api/graduates?cohort=2027&q=oyy')).json().rows;
      assert.deepEqual(await names(`q=${row.examNumber}`), ['欧阳䶮']);
      assert.deepEqual(await names('department=2'), ['欧阳䶮']);
      assert.deepEqual(await names('mode=22'), ['阿卜杜拉·买买提']);
      assert.deepEqual(await names(`major=${encodeURIComponent('新闻')}&className=2302`), ['欧阳䶮']);
      assert.deepEqual(await names('signedIn=yes'), []);
      assert.equal((await names('signedIn=no')).length, 3);
      assert.deepEqual(await names('level=99'), []);
    });

    test('in the order that is asked for, and reversed, page by page', async () => {
      const all = async (sort: string) => {
        const seen: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const page: Awaited<ReturnType<typeof get>> = await get(
            admin,
            `/api/graduates?cohort=2027&limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`,
          );
          assert.equal(page.statusCode, 200, page.body);
          seen.push(...page.json().rows.map(({ name }: { name: string }) => name));
          cursor = page.json().next;
        }
        return seen;
      };
      const [lin, ouyang, abdu] = ['林知𬭎', '欧阳䶮', '阿卜杜拉·买买提'];
      for (const [sort, ...order] of [
        ['name', abdu, lin, ouyang],
        ['className', ouyang, lin, abdu],
        ['department', lin, abdu, ouyang],
        ['mode', lin, ouyang, abdu],
        ['examNumber', lin, ouyang, abdu],
      ] as const) {
        assert.deepEqual(await all(sort), order, sort);
        assert.deepEqual(await all(`-${sort}`), order.toReversed(), `-${sort}`);
      }
      assert.equal((await get(admin, '/api/graduates?cohort=2027&sort=idNumber')).statusCode, 422);
    });

    test('page by page nobody is shown twice or left out, and the total is said', async () => {
      const seen: string[] = [];
      let cursor: string | null = '';
      interface Page {
        readonly total: number;
        readonly rows: readonly { readonly examNumber: string }[];
        readonly next: string | null;
      }
      while (cursor !== null) {
        const page: Page = (await get(admin, `/api/graduates?cohort=2027&limit=1&cursor=${cursor}`)).json();
        assert.equal(page.total, 3);
        seen.push(...page.rows.map(({ examNumber }) => examNumber));
        cursor = page.next;
      }
      assert.deepEqual(seen, [...new Set(seen)].sort());
      assert.equal(seen.length, 3);
    });

    test('show a department its own, a school its own, and nobody else anything', async () => {
      assert.deepEqual((await names('', department)).length, 2);
      assert.deepEqual(await names('department=2', department), []);
      const other = await on.makeStaff('school', { schoolId: 2 });
      assert.deepEqual(await names('', other), ['林别校']);
      for (const who of [await on.makeEmployer(), await on.graduate({ cohort: 2020 })])
        assert.equal((await get(who, '/api/graduates?cohort=2027')).statusCode, 403);
    });

    test('are narrowed by where a graduate is with the destination, in the sheet too', async () => {
      const employer = await on.makeEmployer();
      const staff = [await on.makeStaff('department', { schoolId: 2 }), await on.makeStaff('school', { schoolId: 2 })];
      const [signed, waiting, invited] = [
        await on.graduate({ schoolId: 2, name: '签约生' }),
        await on.graduate({ schoolId: 2, name: '待审生' }),
        await on.graduate({ schoolId: 2, name: '受邀生' }),
      ];
      await on.invited(employer, invited);
      const refs = new Map<Graduate, string>();
      for (const who of [signed, waiting]) {
        await on.act(who, await on.invited(employer, who), 'accept', on.consent(who));
        refs.set(who, (await on.send(who, 'GET', '/api/graduate/cases')).json().cards[0].ref);
      }
      for (const one of staff) assert.equal((await on.act(one, refs.get(signed) ?? '', 'approve')).statusCode, 200);
      const school = staff[1] ?? admin;
      const found = async (destination: string) => (await names(`destination=${destination}`, school)).sort();
      assert.deepEqual(await found('unregistered'), ['受邀生', '林别校']);
      assert.deepEqual(await found('underReview'), ['待审生']);
      for (const part of ['inForce', 'agreementContract']) assert.deepEqual(await found(part), ['签约生'], part);
      for (const part of ['furtherStudy', 'unemployed', 'flexible']) assert.deepEqual(await found(part), [], part);
      const both = await get(school, '/api/graduates?cohort=2027&destination=unregistered&limit=1');
      assert.equal(both.json().total, 2);
      assert.equal((await get(school, '/api/graduates?cohort=2027&destination=somewhere')).statusCode, 422);
      const body = { cohort: 2027, destination: 'underReview' };
      assert.equal((await on.send(school, 'POST', '/api/roster/exports', body)).json().rows, 1);
    });
  });

  test('a page shows the row with its ID number masked, its history and its cases; out of scope there is none', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate({ departmentId: 2 })];
    await on.invited(employer, who);
    const page = (await get(admin, `/api/graduates/${who.graduateId}`)).json();
    const text = JSON.stringify(page);
    assert.ok(!text.includes(who.idNumber) && !text.includes(who.phone));
    assert.ok(text.includes(`${who.idNumber.slice(0, 3)}***********${who.idNumber.slice(-4)}`));
    assert.deepEqual(
      page.cases.map(({ label, subject }: { label: string; subject: string }) => [label, subject]),
      [['单位发起邀请，等待应约', employer.name]],
    );
    assert.deepEqual(page.may, { edit: true, lapse: true, restore: false, report: true, requestMode: true });
    const seen = (await get(await on.makeStaff('school'), `/api/graduates/${who.graduateId}`)).json();
    assert.deepEqual(seen.may, { edit: false, lapse: false, restore: false, report: false, requestMode: true });
    assert.equal((await get(department, `/api/graduates/${who.graduateId}`)).statusCode, 404);
    assert.equal((await get(admin, '/api/graduates/999999')).statusCode, 404);
  });

  describe('edits', () => {
    test('are checked like an upload, kept in the history, audited, and followed by the cases', async () => {
      const [employer, who] = [await on.makeEmployer(), await man()];
      const ref = await on.invited(employer, who);
      const wrong = await edit(admin, who, { name: '王\uE000', studentNumber: '学号一', originRegion: '350200' });
      assert.equal(wrong.statusCode, 422);
      assert.deepEqual(Object.keys(wrong.json().fields).sort(), ['fields.name', 'fields.originRegion', 'fields.studentNumber']);
      const done = await edit(admin, who, {
        name: '单·㛃',
        department: '人文与新闻传播学院',
        studentNumber: '',
        className: '新闻2301',
      });
      assert.deepEqual(done.json(), { version: 2, changed: 5 - 1, warnings: [] });
      const page = (await get(admin, `/api/graduates/${who.graduateId}`)).json();
      assert.equal(page.name, '单·㛃');
      assert.equal(page.history[0].what, '修改信息');
      assert.deepEqual(
        page.history[0].changes.map(({ label, to }: { label: string; to: string }) => [label, to]),
        [
          ['姓名', '单·㛃'],
          ['院系', '人文与新闻传播学院'],
          ['班级', '新闻2301'],
          ['学号', '--'],
        ],
      );
      assert.equal((await on.row(ref)).departmentId, 2);
      assert.equal((await on.database.one(audited, [`graduate:1-${who.graduateId}`])).action, 'graduate-edited');
      assert.deepEqual((await edit(admin, who, { className: '新闻2301' })).json(), { version: 2, changed: 0, warnings: [] });
      assert.equal((await edit(admin, who, { className: '新闻2302' }, 1)).json().code, 'changed-meanwhile');
    });

    test('of numbers respect who has them: in the school, in the country', async () => {
      const [who, other, elsewhere] = [await man(), await man(), await man({ schoolId: 2 })];
      const taken = (answer: Awaited<ReturnType<typeof edit>>) => answer.json().fields ?? answer.json();
      assert.match(taken(await edit(admin, who, { idNumber: other.idNumber }))['fields.idNumber'], /本校本届考生号 2335/);
      assert.match(taken(await edit(admin, who, { idNumber: elsewhere.idNumber }))['fields.idNumber'], /其他学校/);
      await on.database.execute(claim, [examNumberHash(on.vault, '23350000077777'), 2]);
      assert.match(taken(await edit(admin, who, { examNumber: '23350000077777' }))['fields.examNumber'], /其他学校/);
      const fresh = { idNumber: idNumberOf(901), gender: '男', examNumber: '23350000088888' };
      const { changed } = (await edit(admin, who, fresh)).json();
      assert.ok(changed >= 2);
      // What was given up is free for somebody else.
      assert.deepEqual((await edit(admin, other, { idNumber: who.idNumber })).json().changed, 1);
      const [row] = (await get(admin, `/api/graduates/${who.graduateId}`)).json().history;
      assert.ok(!JSON.stringify(row).includes(fresh.idNumber));
    });

    test('are the administrator’s, and not of the training mode, of contact data after a sign-in, of who lapsed', async () => {
      const who = await on.graduate();
      for (const staff of [department, await on.makeStaff('school')])
        assert.equal(
          (await on.send(staff, 'PUT', `/api/graduates/${who.graduateId}`, { version: 1, fields: {} })).statusCode,
          403,
        );
      const other = await on.makeStaff('schoolAdmin', { schoolId: 2 });
      assert.equal((await edit(other, who, { className: '一班' })).statusCode, 404);
      await on.database.execute(unnamed('update graduate set first_signed_in_at = now() where id = $1'), [who.graduateId]);
      const refused = (await edit(admin, who, { trainingMode: '22', phone: '13800000000' })).json().fields;
      assert.deepEqual(Object.keys(refused).sort(), ['fields.phone', 'fields.trainingMode']);
      await on.database.execute(unnamed('update graduate set lapsed_at = now() where id = $1'), [who.graduateId]);
      assert.equal((await edit(admin, who, { className: '一班' })).json().code, 'lapsed');
      const old = await on.graduate({ cohort: 2024 });
      assert.equal((await edit(admin, old, { className: '一班' })).json().code, 'cohort-over');
    });
  });

  test('the cohorts say what they allow, and departments are one’s own', async () => {
    const choices = (await get(department, '/api/graduates/choices')).json();
    assert.deepEqual(choices.departments, [{ id: 1, name: '信息学院' }]);
    const states = Object.fromEntries(
      choices.cohorts.map(({ cohort, state }: { cohort: number; state: string }) => [cohort, state]),
    );
    assert.deepEqual(states, { 2027: 'open', 2024: 'over', 2020: 'over' });
    const account = await makeAccount(on.platform, { kind: 'province', login: 'fujian', provinceCode: '350000' });
    const province: Someone = { owner: { kind: 'province', accountId: account } };
    assert.equal((await get(province, '/api/graduates?cohort=2027')).statusCode, 403);
  });
});
