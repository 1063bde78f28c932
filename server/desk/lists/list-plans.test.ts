import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { type DeskFilter, deskFilter } from '#contract/parts/desk-filter.ts';
import { countSameContact } from '#server/cases/contact.ts';
import { selectCounts } from '#server/cases/queries.ts';
import { seedCases, seedCounters, seedEmployers, seedGraduates } from '#server/cases/testing/many.ts';
import { employerCounts, employerPage } from '#server/employer-desk/employer-lists.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { type DeskView, type DeskWindow, deskPage } from './desk-filter.ts';

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly 'Actual Rows': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: Node[] | undefined;
}
const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    'Actual Rows': z.number(),
    'Shared Hit Blocks': z.number(),
    'Shared Read Blocks': z.number(),
    Plans: z.array(node).optional(),
  }),
);
const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: node })) }));
const nodesOf = (root: Node): Node[] => [root, ...(root.Plans ?? []).flatMap(nodesOf)];

const cases = 3000;
const limit = 21;
/** What a page of a list may touch, at 10,000 cases as at 12 million. */
const bound = 40;
const departments = 4;
let world: TestDatabase;
let owner: Database;

async function planOf(
  asked: Statement<unknown>,
  values: readonly unknown[],
  without: readonly 'bitmapscan'[] = [],
): Promise<{ nodes: Node[]; buffers: number }> {
  const client = await owner.pool.connect();
  try {
    // A table this small is read whole otherwise; what is asked is whether the indexes carry the statement.
    await client.query('set enable_seqscan = off');
    for (const kind of without) await client.query(`set enable_${kind} = off`);
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${asked.text}`, [...values]);
    const root = explained.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
    assert.ok(root);
    return { nodes: nodesOf(root), buffers: root['Shared Hit Blocks'] + root['Shared Read Blocks'] };
  } finally {
    client.release(true);
  }
}

interface Page {
  readonly filter?: Partial<DeskFilter>;
  readonly view?: Partial<DeskView>;
  readonly window?: Partial<DeskWindow>;
}
const ofDepartments = (...departmentIds: number[]): DeskView => ({
  scope: { kind: 'department', schoolId: 1, departmentIds },
  level: 'department',
});
const planOfPage = ({ filter, view, window }: Page) => {
  const asked = { ...deskFilter.parse({ flow: 'online-signing', state: 'all' }), ...filter };
  const page = deskPage({ scope: { kind: 'school', schoolId: 1 }, level: 'school', ...view }, asked, { limit, ...window });
  return planOf(page.statement, page.values);
};
const middle = { at: new Date('2026-10-02T01:20:00Z'), id: 1500 };

describe('the plan of a page of the desk', () => {
  before(async () => {
    world = await createTestDatabase();
    owner = openDatabase(world.ownerUrl, { max: 2 });
    const vault = createVault(freshKeyRing());
    await makeSchool(owner, 1);
    for (let id = 3; id <= departments; id++)
      await owner.execute(unnamed('insert into department (school_id, id, name) values (1, $1, $2)'), [id, `第 ${id} 学院`]);
    await seedEmployers(owner, vault, 10);
    const range = { schoolId: 1, from: 1, to: cases, departments };
    await seedGraduates(owner, vault, range);
    const state = `(array['reviewing.department', 'effective', 'reviewing.school'])[1 + i % 3]`;
    await seedCases(owner, vault, { ...range, state, employers: 10, snapshot: null, order: `i * 79 % ${cases}` });
    await seedCounters(owner);
    await owner.execute(unnamed('vacuum analyze'));
  });
  after(async () => {
    await owner.close();
    await world.drop();
  });

  const pages: Record<string, Page> = {
    'what waits for the school': { filter: { state: 'mine' } },
    'what waits for a department': { filter: { state: 'mine' }, view: ofDepartments(1) },
    'what waits, deep': { filter: { state: 'mine' }, window: { cursor: middle } },
    'all states': {},
    'all states of a department': { view: ofDepartments(2) },
    'one state': { filter: { state: 'effective' } },
    'one state, deep': { filter: { state: 'effective' }, window: { cursor: middle } },
    'all states, deep': { window: { cursor: middle } },
    'by the time of submission': { window: { sort: 'submitted' } },
    'by name': { window: { sort: 'name' } },
    'by name, deep': { window: { sort: 'name', cursor: { at: undefined, id: 1500 } } },
    'by employer': { window: { sort: 'employer' } },
    'of a cohort and a level': { filter: { cohort: 2027, level: '31' } },
    'marked for good': { filter: { mark: 'voided' } },
  };
  for (const [name, page] of Object.entries(pages))
    it(`${name}: at most ${bound} pages of the database, no more cases than are shown, no other table's rows`, async () => {
      const { nodes, buffers } = await planOfPage(page);
      assert.ok(buffers <= bound, `${buffers} pages`);
      for (const scan of nodes.filter(found => found['Relation Name'] === 'destination_case'))
        assert.ok(scan['Actual Rows'] <= limit, `${scan['Actual Rows']} rows by ${scan['Index Name']}`);
      assert.ok(!nodes.some(found => found['Relation Name'] === 'graduate'));
    });

  it('who else named a contact: by its index, no row of anybody else', async () => {
    const [{ hash } = {}] = await owner.query(unnamed<{ hash: Buffer }>(`select sha256('contact 7') as hash`));
    for (const scope of [{ kind: 'school', schoolId: 1 } as const, ofDepartments(1, 2).scope]) {
      const { nodes } = await planOf(...countSameContact(scope, [2027, hash, 21, '']));
      const [scan, ...others] = nodes.filter(found => found['Index Name']);
      assert.deepEqual([scan?.['Index Name'], others], ['destination_case_by_contact', []]);
      assert.ok((scan?.['Actual Rows'] ?? 9) <= 3);
    }
  });

  it('several departments: each an arm read from its index, no further than the page needs', async () => {
    const { nodes, buffers } = await planOfPage({ view: ofDepartments(1, 2, 3) });
    const scans = nodes.filter(found => found['Relation Name'] === 'destination_case');
    assert.deepEqual(
      scans.map(scan => scan['Index Name']),
      [1, 2, 3].map(() => 'destination_case_listed_in_department'),
    );
    const read = scans.reduce((sum, scan) => sum + scan['Actual Rows'], 0);
    assert.ok(read <= limit + 3, `${read} rows`);
    assert.ok(buffers <= bound, `${buffers} pages`);
  });

  it('a search does not open the roster', async () => {
    for (const q of ['王', 'wang', 'w', '2023', '"'])
      assert.ok(!(await planOfPage({ filter: { q } })).nodes.some(found => found['Relation Name'] === 'graduate'), q);
  });

  it('an employer: the states of its cases, from an index alone', async () => {
    // Whether the rows' own pages are looked at as well depends on how far the vacuum came: what is asked is what the index holds.
    const { nodes } = await planOf(employerCounts, [3, 'online-signing'], ['bitmapscan']);
    const [scan] = nodes.filter(({ 'Index Name': name }) => name !== undefined);
    assert.deepEqual([scan?.['Node Type'], scan?.['Index Name']], ['Index Only Scan', 'destination_case_employer_states']);
  });

  it('an employer: its cases from its index, the names of schools once', async () => {
    const window = { cursor: undefined, limit, now: new Date() };
    for (const filter of [{}, { school: 1 }]) {
      const { nodes, buffers } = await planOf(...employerPage(3, { flow: 'online-signing', ...filter }, window));
      assert.ok(buffers <= bound, `${buffers} pages`);
      assert.ok(!nodes.some(found => found['Relation Name'] === 'graduate'));
    }
  });

  it('the numbers of the home come from the counters', async () => {
    const { nodes, buffers } = await planOf(...selectCounts({ kind: 'school', schoolId: 1 }, [null, null]));
    assert.ok(buffers <= bound, `${buffers} pages`);
    assert.ok(!nodes.some(found => found['Relation Name'] === 'destination_case'));
  });
});
