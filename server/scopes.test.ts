/** Every query that narrows to a scope is asked within every kind of scope: it finds what lies inside, and nothing else. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { deskFilter } from '#contract/parts/desk-filter.ts';
import { confirmationStates } from '#domain/confirmation/states.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { codePurposes } from '#domain/verification/purposes.ts';
import { listRecords } from '#server/archives/list-records.ts';
import { listRequests as listTransferRequests } from '#server/archives/list-requests.ts';
import { listRows } from '#server/confirmation-desk/list.ts';
import { countDeskRows, readDeskPage } from '#server/desk/lists/desk-filter.ts';
import { countedRows, deskHome } from '#server/desk/lists/desk-lists.ts';
import { openDatabase } from '#server/platform/postgres/postgres.ts';
import { stranger } from '#server/platform/scope/actor.ts';
import { isInSchool, type SchoolScope, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { scopedStatements } from '#server/platform/scope/within.ts';
import { countFound, graduatePage } from '#server/roster/list-graduates.ts';
import { lapsedPage } from '#server/roster/list-lapsed.ts';
import { createTestPlatform, type TestPlatform } from '#server/testing/platform.ts';
import { isInside, type Kind, kinds, type Seer, scopes } from '#server/testing/seers.ts';
import { commonJob, lapsed, makeTwoProvinces, type Place, places, undone } from '#server/testing/two-provinces.ts';
import { listRequests } from '#server/training-modes/read-requests.ts';
import { listAuthorized, listTransfers } from '#server/verification-desk/list-codes.ts';
// Brings in every matter, and with it every scoped statement.
import './app.ts';

type Found = readonly number[] | { readonly count: number };
interface Asked {
  /** The kinds that it is opened to; within any other it finds nothing. */
  readonly opens: readonly Kind[];
  readonly find: (scope: Seer) => Promise<Found>;
}

let platform: TestPlatform;
const school = ['department', 'school', 'province'] as const;
const ofCase = ['graduate', 'link', 'employer', ...school] as const;

function statementNamed(name: string) {
  const asked = scopedStatements.get(name);
  assert.ok(asked, name);
  return asked;
}
const cellOf = (row: unknown, key: string): unknown =>
  row instanceof Object ? Object.entries(row).find(([name]) => name === key)?.[1] : undefined;
const numberOf = (row: unknown, key: string): number => Number(cellOf(row, key));
/** One row for each place, asked for by its number; what is written is taken back. */
const byNumber = (name: string, opens: readonly Kind[], values: (place: Place) => readonly unknown[]): [string, Asked] => [
  name,
  {
    opens,
    find: scope =>
      undone(platform.database, async tx => {
        const rows = places.map(place => tx.execute(...statementNamed(name)(scope, values(place))));
        const counts = await Promise.all(rows);
        return places.flatMap(({ n }, at) => (counts[at] ? [n] : []));
      }),
  },
];
/** Many rows at once; `of` says whether a row is of a place. */
const list = (
  name: string,
  opens: readonly Kind[],
  values: readonly (readonly unknown[])[],
  of: (row: unknown, place: Place) => boolean,
): [string, Asked] => [
  name,
  {
    opens,
    find: async scope => {
      const rows = await Promise.all(values.map(own => platform.database.query(...statementNamed(name)(scope, own))));
      return places.filter(place => rows.flat().some(row => of(row, place))).map(({ n }) => n);
    },
  },
];
const count = (name: string, opens: readonly Kind[], values: readonly unknown[] = []): [string, Asked] => [
  name,
  {
    opens,
    find: async scope => {
      const rows = await platform.database.query(...statementNamed(name)(scope, values));
      return { count: rows.reduce<number>((sum, row) => sum + numberOf(row, 'count'), 0) };
    },
  },
];
const hasNumber = (row: unknown, { n }: Place) => numberOf(row, 'id') === n;
const number = ({ n }: Place) => [n];
const schoolAndNumber = ({ schoolId, n }: Place) => [schoolId, n];
const cohort = (place: Place) => [place.cohort];
const first = [null, null, 100] as const;
const groupings = ['department', 'major', 'class', 'education_level', 'gender', 'training_mode', 'origin'];

const statements: ReadonlyMap<string, Asked> = new Map([
  byNumber('cases.find', [...ofCase, 'everything'], schoolAndNumber),
  byNumber('cases.lock', [...ofCase, 'everything'], schoolAndNumber),
  byNumber('cases.counts', school, place => [place.cohort, null]),
  byNumber('desk.show_viewer', school, ({ schoolId, n }) => [schoolId, n, 1, '老师', new Date(0)]),
  byNumber('cases.same_contact', school, ({ n, cohort }) => [
    cohort,
    createHash('sha256').update(`contact ${n}`).digest(),
    0,
    '',
  ]),
  list(
    'cases.job_cases',
    ofCase,
    [[commonJob, null, 0, 100]],
    (row, place) => hasNumber(row, place) && cellOf(row, 'flow') !== null,
  ),
  list('cases.job_agreements', ofCase, [[commonJob]], (row, { n }) => numberOf(row, 'row') === n),
  byNumber('corrections.request', school, number),
  list('corrections.requests', school, [[['pending'], ...first]], hasNumber),
  list('corrections.requests_waiting', school, [[['pending'], ...first]], hasNumber),
  count('corrections.count_requests', school),
  byNumber('archives.graduate', ['graduate', ...school], number),
  byNumber('archives.lock_graduate', ['graduate', ...school], number),
  byNumber('archives.request', ['graduate', ...school], ({ n }) => [n, 'archive']),
  byNumber('archives.lock_request', ['graduate', ...school], ({ n }) => [n, 'archive']),
  byNumber('archives.request_counts', school, place => ['archive', place.cohort]),
  byNumber('archives.counted', school, place => ['archive', place.cohort]),
  byNumber('archives.majors', school, cohort),
  list('archives.cohorts', school, [[]], (row, place) => numberOf(row, 'cohort') === place.cohort),
  list('archives.departments', school, [[]], (row, { n }) => cellOf(row, 'name') === `院系${n}`),
  list('archive-work.candidates', school, [['archive', 'school', '4', new Date(0), 0, 100]], hasNumber),
  list(
    'archive-work.job_requests',
    school,
    [[commonJob, null, 0, 100]],
    (row, { n }) => numberOf(row, 'requestId') === n && cellOf(row, 'state') !== null,
  ),
  list(
    'archive-work.imports',
    ['account', 'school', 'province'],
    [1, 2, 3, 4].map(s => [s, 'archive']),
    hasNumber,
  ),
  byNumber('archive-work.import', ['account', 'school', 'province'], ({ schoolId, n }) => [schoolId, 'archive', n]),
  byNumber('archive-work.lock_graduates', school, ({ n, cohort }) => [[n], cohort - 1]),
  list(
    'archive-work.matches',
    school,
    places.map(place => [[place.cohort], places.map(({ n }) => `K${n}`)]),
    (row, { n }) => numberOf(row, 'graduateId') === n,
  ),
  byNumber('confirmation-desk.graduate', school, number),
  count('confirmation-desk.work', school, [places.map(place => place.cohort), confirmationStates]),
  byNumber('confirmation-desk.by_source', school, cohort),
  ...transferKinds.flatMap(kind =>
    codePurposes.map(purpose =>
      list(`verification-desk.${kind}_${purpose}`, school, places.map(number), (row, { n }) => numberOf(row, 'graduateId') === n),
    ),
  ),
  byNumber('objections.find', school, number),
  byNumber('objections.lock', school, number),
  list('objections.page', school, [[['pending'], ...first]], hasNumber),
  list('objections.page_waiting', school, [[['pending'], ...first]], hasNumber),
  count('objections.count', school),
  byNumber('modes.find', school, schoolAndNumber),
  byNumber('modes.lock', school, schoolAndNumber),
  count('modes.counts', school),
  byNumber('roster.graduate', school, number),
  byNumber('roster.graduate_lock', school, number),
  byNumber('roster.find_personal_numbers', school, number),
  byNumber('roster.pick', school, ({ n }) => [[n]]),
  byNumber('roster.pick_lapsed', school, ({ n }) => [[n + lapsed]]),
  list('roster.cohort_counts', school, [[]], (row, place) => numberOf(row, 'cohort') === place.cohort),
  list('roster-import.runs_recent', ['account', 'school', 'province'], [[1], [2], [3], [4]], hasNumber),
  byNumber('roster-import.run', ['account', 'school', 'province'], schoolAndNumber),
  byNumber('roster-import.refused_rows', ['account', 'school', 'province'], schoolAndNumber),
  ...groupings.map(by => byNumber(`statistics.by_${by}`, school, cohort)),
  list('desk-jobs.of_school', ['account', 'school', 'province'], [[null, 100]], hasNumber),
  byNumber('desk-jobs.visible', ['account', 'school', 'province'], ({ n }) => [n, null]),
  byNumber('desk-jobs.stop', ['account', 'school', 'province'], ({ n }) => [n, null, new Date()]),
  list(
    'schools.list_schools',
    ['school', 'province', 'platform'],
    [[null, 0, 100]],
    (row, { schoolId }) => numberOf(row, 'id') === schoolId,
  ),
  byNumber('schools.find_school', ['school', 'province', 'platform'], ({ schoolId }) => [schoolId]),
  list(
    'retention.runs',
    ['school', 'province', 'platform'],
    [[]],
    (row, { schoolId }) => cellOf(row, 'schoolName') === `学校${schoolId}`,
  ),
  byNumber('audit.event', ['school', 'province', 'platform'], ({ n }) => [n]),
  byNumber('audit.event_to_prove', ['school', 'province', 'platform'], ({ n }) => [n]),
  byNumber('auditors.lock', ['platform'], ({ n }) => [n]),
  // Offices belong to provinces and to no school.
  list('receivers.list', ['province', 'platform'], [[null, null, null, '%', null, '2027-03-01', '', 0, 100]], hasNumber),
  byNumber('receivers.find', ['province', 'platform'], number),
  byNumber('receivers.lock', ['province', 'platform'], number),
  count('receivers.count', ['province', 'platform'], [null, null, null, '%', null, '2027-03-01']),
  byNumber('qualification.lock', ['employer', 'platform'], ({ employerId }) => [employerId]),
  byNumber('employers.find_licence', ['employer', 'platform'], ({ employerId }) => [`licence${employerId}`]),
]);

/** Queries that are written for what is asked, and what is built of several. */
const filter = deskFilter.parse({ flow: 'online-signing', state: 'all' });
/** About one school; another scope is a mistake of ours, and throws. */
const aboutSchool = (find: (scope: SchoolScope) => Promise<Found>): Asked => ({
  opens: ['department', 'school'],
  find: async scope => {
    if (scope.kind === 'everything') return [];
    if (isInSchool(scope)) return find(scope);
    assert.throws(() => schoolOf(scope), /about one school/);
    return [];
  },
});
const request = (find: (scope: Scope) => Promise<Found>): Asked => ({
  opens: school,
  find: async scope => (scope.kind === 'everything' ? [] : find(scope)),
});
const view = (scope: SchoolScope) => ({ scope, level: 'school' as const });
const queries: ReadonlyMap<string, Asked> = new Map([
  ...(['updated', 'submitted', 'name', 'employer'] as const).map((sort): [string, Asked] => [
    `the desk's list by ${sort}`,
    aboutSchool(async scope =>
      (await readDeskPage(platform.database, view(scope), filter, { sort, limit: 100 })).rows.map(({ id }) => id),
    ),
  ]),
  [
    "the desk's list of a search",
    aboutSchool(async scope =>
      (await readDeskPage(platform.database, view(scope), { ...filter, q: '毕业生' }, { limit: 100 })).rows.map(({ id }) => id),
    ),
  ],
  [
    "the desk's list of a department",
    {
      ...aboutSchool(async scope => {
        const of = (department: number) =>
          readDeskPage(platform.database, view(scope), { ...filter, department }, { limit: 100 });
        return (await Promise.all([of(1), of(2), of(99)])).flatMap(({ rows }) => rows.map(({ id }) => id)).sort();
      }),
    },
  ],
  [
    "the desk's total",
    aboutSchool(async scope => ({ count: (await countDeskRows(platform.database, view(scope), filter, 100)).total })),
  ],
  [
    "the desk's total by the counters",
    aboutSchool(async scope => ({ count: (await countedRows(platform.database, view(scope), filter)) ?? -1 })),
  ],
  [
    "the desk's home",
    request(async scope => {
      const { flows } = await deskHome(platform.database, scope, ['school']);
      return { count: flows.flatMap(({ states }) => states).reduce((sum, state) => sum + state.count, 0) };
    }),
  ],
  ...transferKinds.map((kind): [string, Asked] => [
    `records of ${kind}`,
    aboutSchool(async scope => {
      const asked = places.map(place => listRecords(platform.database, kind, scope, { cohort: place.cohort, limit: 100 }));
      return (await Promise.all(asked)).flatMap(({ rows }) => rows.map(({ graduateId }) => graduateId));
    }),
  ]),
  ...(['archive', 'hukou'] as const).flatMap((kind): [string, Asked][] => [
    [
      `who has authorized ${kind}`,
      aboutSchool(async scope => {
        const asked = places.map(place => listAuthorized(platform, kind, scope, { cohort: place.cohort, limit: 100 }));
        return (await Promise.all(asked)).flatMap(({ rows }) => rows.map(({ graduateId }) => graduateId));
      }),
    ],
    [
      `transfer codes of ${kind}`,
      aboutSchool(async scope => {
        const asked = places.map(place => listTransfers(platform, kind, scope, { cohort: place.cohort, limit: 100 }));
        return (await Promise.all(asked)).flatMap(({ rows }) => rows.map(({ graduateId }) => graduateId));
      }),
    ],
  ]),
  [
    'confirmations',
    aboutSchool(async scope => {
      const asked = places.map(place => listRows(platform.database, scope, '2027-06-10', { cohort: place.cohort, limit: 100 }));
      return (await Promise.all(asked)).flatMap(({ rows }) => rows.map(({ graduateId }) => graduateId));
    }),
  ],
  [
    'requests about archives',
    aboutSchool(async scope => {
      const { rows } = await listTransferRequests(
        platform.database,
        'archive',
        { scope, actor: stranger },
        { state: 'all', limit: 100 },
      );
      return rows.map(({ id }) => id).sort();
    }),
  ],
  [
    'the roster',
    request(async scope =>
      (
        await Promise.all(places.map(place => graduatePage(platform.database, scope, { cohort: place.cohort }, { limit: 100 })))
      ).flatMap(({ rows }) => rows.map(({ id }) => id)),
    ),
  ],
  [
    "the roster's totals",
    request(async scope => {
      const totals = await Promise.all(places.map(place => countFound(platform.database, scope, { cohort: place.cohort })));
      return { count: totals.reduce((sum, total) => sum + total, 0) };
    }),
  ],
  [
    'who is off the roster',
    request(async scope => (await lapsedPage(platform, scope, { limit: 100 })).rows.map(({ id }) => id - lapsed)),
  ],
  [
    'requests for another training mode',
    request(async scope =>
      (await listRequests(platform, scope, { limit: 100 })).rows.map(({ ref }) => Number(ref.split('-')[1])),
    ),
  ],
]);

before(async () => {
  platform = await createTestPlatform();
  const owner = openDatabase(platform.databaseUrl);
  await makeTwoProvinces(owner);
  await owner.close();
});
after(() => platform.stop());

describe('each query within each kind of scope', () => {
  test('no scoped statement is left out', () => {
    assert.deepEqual([...scopedStatements.keys()].sort(), [...statements.keys()].sort());
  });
  for (const [name, { opens, find }] of [...statements, ...queries])
    for (const kind of kinds.filter(kind => kind !== 'everything' || opens.includes(kind)))
      test(`${name}: ${kind}`, async () => {
        for (const scope of scopes[kind]) {
          const expected = opens.includes(kind) ? places.filter(place => isInside(scope, place)).map(({ n }) => n) : [];
          const found = await find(scope);
          const said = JSON.stringify(scope);
          if ('count' in found) assert.equal(found.count, expected.length, said);
          else
            assert.deepEqual(
              [...found].sort((a, b) => a - b),
              expected,
              said,
            );
        }
      });
});
