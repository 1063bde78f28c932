import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { type Placement, placements } from './placement.ts';
import { faultsOfCatalogue } from './testing/read-catalogue.ts';

let place: TestDatabase;
let owner: pg.Client;

before(async () => {
  place = await createTestDatabase();
  owner = new pg.Client({ connectionString: place.ownerUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await place.drop();
});

test('every table lies where the placement says, and its keys allow it', async () => {
  assert.deepEqual(await faultsOfCatalogue(owner, placements), []);
});

// Each breaks one rule: the table's definition, where it is placed, and what is said of it.
const broken: readonly (readonly [string, Placement | null, RegExp])[] = [
  ['thing (id bigint primary key)', null, /^thing is not placed$/],
  ['thing (school_id bigint)', 'school', /^thing has no primary key$/],
  ['thing (id bigint primary key, school_id bigint)', 'school', /^thing_pkey of thing does not begin with school_id$/],
  [
    'thing (school_id bigint, id bigint, code text constraint thing_once unique, primary key (school_id, id))',
    'school',
    /^thing_once of thing does not begin with school_id$/,
  ],
  [
    'thing (school_id bigint, id bigint, at bigint constraint thing_at references session_number (id), primary key (school_id, id))',
    'school',
    /^thing_at leads from thing \(school\) to session_number \(coordinator\)$/,
  ],
  [
    'thing (school_id bigint, id bigint constraint thing_case references case_number (id), primary key (school_id, id))',
    'school',
    /^thing_case of thing and case_number \(school\) does not begin with school_id on both sides$/,
  ],
  [
    'thing (id bigint primary key constraint thing_case references case_number (id))',
    'everywhere',
    /^thing_case leads from thing \(everywhere\) to case_number \(school\)$/,
  ],
  [
    'thing (id bigint primary key constraint thing_case references case_number (id))',
    'coordinator',
    /^thing_case leads from thing \(coordinator\) to case_number \(school\)$/,
  ],
  ['thing (id bigint primary key, parent bigint references thing (id))', 'everywhere', /^thing_parent_fkey of thing has no name/],
  ['thing (id bigint primary key check (id > 0))', 'everywhere', /^thing_id_check of thing has no name/],
];

for (const [definition, where, fault] of broken) {
  test(`a fault is found in ${definition}, ${where ?? 'not placed'}`, async () => {
    await owner.query('begin');
    try {
      await owner.query(`create table session_number (id bigint primary key)`);
      await owner.query(
        `create table case_number (school_id bigint, id bigint constraint case_number_id unique, primary key (school_id, id))`,
      );
      await owner.query(`create table ${definition}`);
      await owner.query(`comment on table thing is 'A thing.'`);
      const known = new Map([...placements, ...(where ? [['thing', where] as const] : [])]);
      known.set('session_number', 'coordinator').set('case_number', 'school');
      const found = await faultsOfCatalogue(owner, known);
      assert.equal(found.filter(text => fault.test(text)).length, 1, found.join('\n'));
      assert.equal(found.filter(text => /\bthing/.test(text)).length, 1, found.join('\n'));
    } finally {
      await owner.query('rollback');
    }
  });
}

test('a table without a comment, a trigger, and a placed table that is not there are found', async () => {
  await owner.query('begin');
  try {
    await owner.query('comment on table province is null');
    await owner.query(
      'create trigger t before update on region for each row execute function suppress_redundant_updates_trigger()',
    );
    assert.deepEqual(await faultsOfCatalogue(owner, new Map([...placements, ['gone', 'school']])), [
      'gone is placed but is no table',
      'province has no comment',
      'region has the trigger t',
    ]);
  } finally {
    await owner.query('rollback');
  }
});
