import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DeskFilter, type DeskSort, deskFilter, deskSorts } from '#contract/parts/desk-filter.ts';
import { labelColumns, labelSources } from '#server/cases/graduate-labels.ts';
import { seedCases, seedCounters, seedEmployers, seedGraduates } from '#server/cases/testing/many.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { countDeskRows, type DeskRow, type DeskView, parseDeskCursor, readDeskPage } from './desk-filter.ts';
import { countedRows } from './desk-lists.ts';

const cases = 120;
let world: TestDatabase;
let owner: Database;

const school: DeskView = { scope: { kind: 'school', schoolId: 1 }, level: 'school' };
const filterOf = (asked: Partial<DeskFilter>): DeskFilter => ({
  ...deskFilter.parse({ flow: 'online-signing', state: 'all' }),
  ...asked,
});
const page = async (asked: Partial<DeskFilter>, view = school) =>
  (await readDeskPage(owner, view, filterOf(asked), { limit: 200 })).rows;
const change = (id: number, columns: string) =>
  owner.execute(unnamed(`update destination_case set ${columns} where id = $1`), [id]);
const rename = async (id: number, name: string, pinyin: string) => {
  await owner.execute(unnamed('update graduate set name = $2, name_pinyin = $3 where id = $1'), [id, name, pinyin]);
  await owner.execute(
    unnamed(
      `update destination_case c set (${labelColumns.join(', ')}) = (select ${labelSources.join(', ')} from graduate g where g.school_id = c.school_id and g.id = c.graduate_id)
       where c.graduate_id = $1`,
    ),
    [id],
  );
};
/** All rows in their order, a few at a time, by the cursors that the pages give. */
async function walk(view: DeskView, filter: DeskFilter, sort: DeskSort, limit: number): Promise<DeskRow[]> {
  const walked: DeskRow[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const page = await readDeskPage(owner, view, filter, { sort, limit, cursor: parseDeskCursor(sort, next ?? undefined) });
    walked.push(...page.rows);
    next = page.next;
  }
  return walked;
}
const idsOf = (rows: readonly DeskRow[]) => rows.map(({ id }) => id).sort((a, b) => a - b);

before(async () => {
  world = await createTestDatabase();
  owner = openDatabase(world.ownerUrl, { max: 2 });
  const vault = createVault(freshKeyRing());
  await makeSchool(owner, 1);
  await makeSchool(owner, 2, '西岭师范大学');
  await seedEmployers(owner, vault, 7);
  const range = { schoolId: 1, from: 1, to: cases, departments: 2 };
  const state = `(array['reviewing.department', 'effective', 'reviewing.school', 'declined'])[1 + i % 4]`;
  await seedGraduates(owner, vault, range);
  await seedCases(owner, vault, { ...range, state, employers: 7, snapshot: null, order: `i / 4` });
  await rename(5, '单𬍛', 'shan hong');
  await rename(6, '阿依古丽·买买提', 'a yi gu li mai mai ti');
  await change(9, `submitted_at = null, state = 'draft'`);
  await change(10, 'frozen_at = now()');
  await change(11, `mark = 'helpAsked', marked_at = now(), flow = 'online-termination', state = 'reviewing.school'`);
  await seedCounters(owner);
});
after(async () => {
  await owner.close();
  await world.drop();
});

describe('what a filter means', () => {
  test('drafts, and cases of those who are off the roster, are in no list', async () => {
    const ids = idsOf(await page({}));
    assert.equal(ids.length, cases - 3);
    for (const id of [9, 10, 11]) assert.ok(!ids.includes(id));
  });

  test('a name, its sound in full or in initials, a number or a part of it', async () => {
    for (const q of ['单𬍛', '𬍛', 'shanhong', 'Shan Hong', 'anho']) assert.deepEqual(idsOf(await page({ q })), [5], q);
    for (const q of ['阿依古丽', '·买', 'ayigul', 'YGLMM', 'maimaiti']) assert.deepEqual(idsOf(await page({ q })), [6], q);
    assert.deepEqual(idsOf(await page({ q: '20230000007' })), [7]);
    assert.deepEqual(idsOf(await page({ q: '23350000000008' })), [8]);
  });

  test('what was typed is text, never a pattern', async () => {
    for (const q of ['%', '_', '\\', "'", '单%']) assert.deepEqual(await page({ q }), [], q);
    for (const employer of ['%', '_', "';--"]) assert.deepEqual(await page({ employer }), [], employer);
  });

  test('part of the employer’s name, or its whole code', async () => {
    const byName = idsOf(await page({ employer: '第3座桥' }));
    assert.ok(byName.length > 0);
    assert.deepEqual(idsOf(await page({ employer: `9135${'3'.padStart(14, '0')}` })), byName);
    assert.deepEqual(await page({ employer: '9135' }), []);
  });

  test('a department outside of one’s own leaves nothing; one of them leaves its cases', async () => {
    const view: DeskView = { scope: { kind: 'department', schoolId: 1, departmentIds: [1] }, level: 'department' };
    assert.deepEqual(await page({ department: 2 }, view), []);
    const own = await page({}, view);
    assert.ok(own.length > 0 && own.every(({ departmentId }) => departmentId === 1));
    assert.deepEqual(idsOf(await page({ department: 1 })), idsOf(own));
    assert.deepEqual(await page({}, { ...school, scope: { kind: 'school', schoolId: 2 } }), []);
  });

  test('days are days in Beijing, both included', async () => {
    // 1 October 2026, 09:00:01 in Beijing and on, a second per case.
    assert.deepEqual(await page({ to: '2026-09-30' }), []);
    assert.equal((await page({ from: '2026-10-01', to: '2026-10-01' })).length, cases - 3);
    assert.deepEqual(await page({ from: '2026-10-02' }), []);
  });

  test('major, class, level and cohort', async () => {
    assert.equal((await page({ major: '080901', level: '31', cohort: 2027 })).length, cases - 3);
    assert.deepEqual(await page({ cohort: 2026 }), []);
    assert.deepEqual(await page({ major: '0809' }), []);
    assert.ok((await page({ class: '计算机3' })).every(({ className }) => className.includes('计算机3')));
  });

  test('a mark is found in all flows', async () => {
    const marked = await page({ flow: undefined, mark: 'helpAsked' });
    assert.deepEqual(idsOf(marked), [11]);
    assert.ok(marked[0]?.markedAt);
  });

  test('employers that the school, or five schools, warn of', async () => {
    assert.deepEqual(await page({ flagged: 'yes' }), []);
    const [second, third] = [2, 3].map(number => `9135${String(number).padStart(14, '0')}`);
    await owner.execute(unnamed(`insert into flagged_employer_count (uscc, schools) values ($1, 5), ($2, 4)`), [second, third]);
    const flagged = await page({ flagged: 'yes' });
    assert.ok(flagged.length > 0 && flagged.every(row => row.uscc === second && row.flagged));
    assert.ok((await page({ employer: third })).every(row => !row.flagged));
  });

  test('who has another case that is open or in force, or another of the same employer', async () => {
    assert.deepEqual(await page({ duplicates: 'yes' }), []);
    const copy = async (id: number, state: string, employer: string) =>
      owner.execute(
        unnamed(`insert into destination_case (school_id, id, graduate_id, cohort, department_id, flow, state, destination_type, employer_name, uscc,
            job_title, form_sealed, created_at, updated_at, submitted_at, ${labelColumns.join(', ')}) overriding system value
          select school_id, 1000 + id, graduate_id, cohort, department_id, flow, $2, destination_type, ${employer}, '', job_title, form_sealed,
            created_at, updated_at, submitted_at, ${labelColumns.join(', ')} from destination_case where school_id = 1 and id = $1`),
        [id, state],
      );
    await copy(21, 'invited', `'另一家单位'`);
    await copy(22, 'declined', `'另一家单位'`);
    await copy(23, 'expired', 'employer_name');
    const graduates = (await page({ duplicates: 'yes' })).map(({ graduateId }) => graduateId);
    assert.ok(graduates.includes(21));
    assert.equal(graduates.filter(id => id === 23).length, 2);
    await owner.execute(unnamed('delete from destination_case where id > $1'), [cases]);
  });
});

describe('walking through all rows of a filter', () => {
  test('in every order each comes once, a few at a time as at once', async () => {
    const all = idsOf(await page({}));
    for (const sort of deskSorts) {
      const walked = (await walk(school, filterOf({}), sort, 7)).map(({ id }) => id);
      assert.deepEqual(
        walked.toSorted((a, b) => a - b),
        all,
        sort,
      );
      const { rows } = await readDeskPage(owner, school, filterOf({}), { sort, limit: 200 });
      assert.deepEqual(
        rows.map(({ id }) => id),
        walked,
        sort,
      );
    }
  });

  test('what waits comes in the order in which it came, in several departments too', async () => {
    const view: DeskView = { scope: { kind: 'department', schoolId: 1, departmentIds: [1, 2] }, level: 'department' };
    const walked = await walk(view, filterOf({ state: 'mine' }), 'updated', 4);
    assert.equal(walked.length, cases / 4);
    const times = walked.map(({ updatedAt }) => updatedAt.getTime());
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  test('names are read from the row, not from the address', async () => {
    const { next } = await readDeskPage(owner, school, filterOf({}), { sort: 'name', limit: 3 });
    assert.match(next ?? '', /^_\d+$/);
    assert.equal(parseDeskCursor('updated', next ?? ''), undefined);
    assert.equal(parseDeskCursor('name', '17_3'), undefined);
  });
});

describe('the number of rows', () => {
  test('from the counters where they know it, and then as many as there are', async () => {
    // Frozen cases are counted as 失效 by those who freeze them; these seeds were frozen by hand.
    await change(10, 'frozen_at = null');
    for (const asked of [
      {},
      { state: 'mine' },
      { state: 'effective' },
      { department: 2 },
      { cohort: 2027, destination: '10' },
    ] as const)
      assert.equal(await countedRows(owner, school, filterOf(asked)), (await page(asked)).length, JSON.stringify(asked));
    for (const asked of [{ q: '王' }, { employer: '桥' }, { duplicates: 'yes' }, { flow: undefined, mark: 'voided' }] as const)
      assert.equal(await countedRows(owner, school, filterOf(asked)), undefined);
  });

  test('else counted, no further than the bound', async () => {
    const { length } = await page({ employer: '桥' });
    assert.deepEqual(await countDeskRows(owner, school, filterOf({ employer: '桥' }), 1000), { total: length, over: false });
    assert.deepEqual(await countDeskRows(owner, school, filterOf({ employer: '桥' }), 10), { total: 10, over: true });
  });
});
