import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { makeSchool } from '#server/people/testing.ts';
import { createVault, freshKeyRing } from '#server/platform/crypto.ts';
import { type Database, openDatabase, unnamed } from '#server/platform/postgres.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { type DeskFilter, deskPage } from './queries.ts';
import { seedCases, seedEmployers, seedGraduates } from './testing-many.ts';

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string | undefined;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Actual Rows': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: Node[] | undefined;
}
const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Index Name': z.string().optional(),
    'Relation Name': z.string().optional(),
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
const departments = 4;
let world: TestDatabase;
let owner: Database;

async function planOf(filter: Partial<DeskFilter>): Promise<Node[]> {
  const page = deskPage(1, {
    flow: 'online-signing',
    states: ['effective'],
    oldestFirst: false,
    departmentIds: null,
    limit,
    ...filter,
  });
  const client = await owner.pool.connect();
  try {
    // A table this small is read whole otherwise; what is asked is whether the indexes carry the statement.
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${page.statement.text}`, page.values);
    const root = explained.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
    assert.ok(root);
    return nodesOf(root);
  } finally {
    client.release(true);
  }
}

const scansOf = (nodes: readonly Node[], table: string) => nodes.filter(found => found['Relation Name'] === table);

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
    const state = `case when i % 3 = 0 then 'reviewing.department' else 'effective' end`;
    await seedCases(owner, vault, { ...range, state, employers: 10, snapshot: null, order: `i * 79 % ${cases}` });
    for (const table of ['destination_case', 'graduate', 'department']) await owner.execute(unnamed(`analyze ${table}`));
  });
  after(async () => {
    await owner.close();
    await world.drop();
  });

  const pages: Record<string, Partial<DeskFilter>> = {
    'one state': {},
    'one state, deep': { cursor: { at: new Date('2026-10-02T01:20:00Z'), id: 1500 } },
    'what waits for a department': { states: ['reviewing.department'], departmentIds: [1], oldestFirst: true },
    'several states and departments': { states: ['reviewing.department', 'effective'], departmentIds: [1, 2] },
  };
  for (const [name, filter] of Object.entries(pages)) {
    it(`${name}: reads as many cases as it shows, in the order of an index`, async () => {
      const nodes = await planOf(filter);
      const arms = (filter.states?.length ?? 1) * (filter.departmentIds?.length ?? 1);
      const scans = scansOf(nodes, 'destination_case');
      const index = filter.departmentIds ? 'destination_case_by_department' : 'destination_case_by_state';
      assert.deepEqual(
        scans.map(scan => scan['Index Name']),
        Array.from({ length: arms }, () => index),
      );
      for (const scan of scans) assert.ok(scan['Actual Rows'] <= limit, `${scan['Actual Rows']} rows were read`);
      for (const sort of nodes.filter(found => found['Node Type'] === 'Sort'))
        assert.ok(sort['Actual Rows'] <= limit, `a sort over ${sort['Actual Rows']} rows`);
      for (const scan of scansOf(nodes, 'graduate')) assert.equal(scan['Index Name'], 'graduate_pkey');
    });
  }

  it('touches no more of the database deep down than on the first page', async () => {
    const touched = ([root]: readonly Node[]) => (root?.['Shared Hit Blocks'] ?? 0) + (root?.['Shared Read Blocks'] ?? 0);
    const first = touched(await planOf(pages['one state'] ?? {}));
    const deep = touched(await planOf(pages['one state, deep'] ?? {}));
    assert.ok(first <= 6 * limit, `${first} pages for the first`);
    assert.ok(deep <= first + 6, `${deep} pages deep down, ${first} on the first`);
  });

  it('looks through the names of a school once, however many states are searched', async () => {
    const nodes = await planOf({ states: ['reviewing.department', 'effective'], search: '王' });
    const readWhole = scansOf(nodes, 'graduate').filter(
      scan => scan['Actual Rows'] > limit || scan['Index Name'] !== 'graduate_pkey',
    );
    assert.ok(readWhole.length <= 1, `${readWhole.length} scans of the roster`);
  });
});
