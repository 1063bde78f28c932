/** 首页 and the filters of the lists. */
import type { z } from 'zod';
import type { getTransferHome, getTransferOptions } from '#contract/routes/desk-archives.ts';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { nameOf, offeredEntries } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { transferRequestStates } from '#domain/request-states.ts';
import { levelOf, rolesOf } from '#domain/roles.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { recordStates, recordStateWords } from '#domain/transfers/record.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { cohortOf, keptOf } from './list-records.ts';
import { countOf, readCounters } from './read-counters.ts';
import { flowOf, placeIn } from './transfer-request-kind.ts';

interface Viewer {
  readonly actor: Actor;
  readonly scope: Scope;
}
const ofRequest = { school: 'c.school_id', department: 'c.department_id' };
const ofRoster = { school: 'g.school_id', department: 'g.department_id' };
/** Values: kind, cohort. */
const requestCounts = scoped<{ state: string; count: number }>(
  'archives.request_counts',
  ofRequest,
  2,
  inside => `select c.state, count(*)::int as count from transfer_request c
   where ${inside} and c.kind = $1 and c.cohort = $2 group by c.state`,
);

export async function readHome(
  queryable: Queryable,
  kind: TransferKind,
  { actor, scope: asked }: Viewer,
  wanted: number | undefined,
): Promise<z.input<(typeof getTransferHome)['answer']>> {
  const scope = schoolOf(asked);
  const cohort = await cohortOf(queryable, scope, wanted);
  const [requests, cells] = await Promise.all([
    queryable.query(...requestCounts(scope, [kind, cohort])),
    cohort === null ? [] : readCounters(queryable, kind, scope, cohort),
  ]);
  const level = levelOf(rolesOf(actor));
  const byState = transferRequestStates.map(state => {
    const { label, tone, waitsFor } = placeIn(kind, state);
    const count = requests.find(row => row.state === state)?.count ?? 0;
    return { state, label, tone, count, mine: level !== undefined && waitsFor.includes(level) };
  });
  return {
    cohort,
    waiting: byState.reduce((sum, { mine, count }) => sum + (mine ? count : 0), 0),
    requests: byState,
    records: recordStates
      .filter(state => state !== 'lapsed')
      .map(state => ({
        state,
        ...recordStateWords[state],
        count: keptOf(state).reduce((sum, kept) => sum + countOf(cells, kept), 0),
      })),
  };
}

const cohorts = scoped<{ cohort: number }>(
  'archives.cohorts',
  ofRoster,
  0,
  inside => `select distinct g.cohort from graduate g where ${inside} and g.lapsed_at is null order by g.cohort desc`,
);
const departments = scoped<{ id: number; name: string }>(
  'archives.departments',
  { school: 'd.school_id', department: 'd.id' },
  0,
  inside => `select d.id, d.name from department d where ${inside} order by d.name`,
);
/** Value: cohort. */
const groups = scoped<{ majorCode: string; majorName: string; educationLevel: string }>(
  'archives.majors',
  ofRoster,
  1,
  inside => `select distinct g.major_code, g.major_name, g.education_level from graduate g
   where ${inside} and g.cohort = $1 and g.lapsed_at is null order by g.major_name, g.major_code, g.education_level limit 1000`,
);
export async function readOptions(
  queryable: Queryable,
  kind: TransferKind,
  asked: Scope,
): Promise<z.input<(typeof getTransferOptions)['answer']>> {
  const scope = schoolOf(asked);
  const [settings, cohortRows, departmentRows, groupRows] = await Promise.all([
    getSchoolSettings(queryable, scope.schoolId),
    queryable.query(...cohorts(scope)),
    queryable.query(...departments(scope)),
    cohortOf(queryable, scope, undefined).then(cohort => queryable.query(...groups(scope, [cohort]))),
  ]);
  const { types, flow } = transferDetails[kind];
  const distinct = (pairs: readonly (readonly [string, string])[]) => [...new Map(pairs)].map(([code, name]) => ({ code, name }));
  return {
    cohorts: cohortRows.map(({ cohort }) => cohort),
    departments: departmentRows,
    majors: distinct(groupRows.map(({ majorCode, majorName }) => [majorCode, majorName] as const)),
    levels: distinct(groupRows.map(({ educationLevel: code }) => [code, nameOf(educationLevel, code) ?? code] as const)),
    types: offeredEntries(types).map(({ code, name }) => ({ code, name })),
    recordStates: recordStates.map(code => ({ code, name: recordStateWords[code].label })),
    requestStates: transferRequestStates.flatMap(code => {
      const place = flowOf(kind).places.get(code);
      return place ? [{ code, name: place.label }] : [];
    }),
    reasons: [...reasonsFor(flow, 'reject', settings.reasons)],
    batch: settings.batchReview,
  };
}
