import * as contract from '#contract/routes/desk-cases.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { actorKey } from '#server/audit/index.ts';
import { parseRef, selectCohorts } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { listDepartments } from '#server/roster/index.ts';
import { viewCase } from './case-viewers.ts';
import type { DeskEvents } from './desk-events.ts';
import { countDeskRows, type DeskRow, type DeskView, parseDeskCursor, readDeskPage } from './lists/desk-filter.ts';
import { countedRows, deskHome, isWaitingFor, summaryOf } from './lists/desk-lists.ts';
import { deskViewOf, wholeFilter } from './lists/desk-view.ts';

const countedTo = 1000;

export function deskRoutes(platform: Platform, events: DeskEvents): Served[] {
  const { database } = platform;
  return [
    serve(contract.getDeskHome, async ({ actor, scope }) => deskHome(database, scope, rolesOf(actor))),
    serve(contract.deskEvents, async ({ scope, reply, actor }) => {
      const { schoolId } = schoolOf(scope);
      return events.follow(reply, { schoolId, person: actorKey(actor), sessionId: actor.sessionId ?? '' });
    }),
    serve(contract.viewCase, async ({ params, actor, scope }) => {
      const others = await viewCase(platform, parseRef(params.ref), actor, scope);
      return others ? { others } : refuse('not-found');
    }),
    serve(contract.listDeskCases, async ({ query, actor, scope }) => {
      const { sort, cursor, limit, ...asked } = query;
      const view = deskViewOf(actor, scope);
      const filter = wholeFilter(asked);
      const [page, counted] = await Promise.all([
        readDeskPage(database, view, filter, { sort, cursor: parseDeskCursor(sort, cursor), limit }),
        countedRows(database, view, filter).then(total =>
          total === undefined ? countDeskRows(database, view, filter, countedTo) : { total, over: false },
        ),
      ]);
      return { rows: page.rows.map(row => listed(row, view)), next: page.next, ...counted };
    }),
    serve(contract.deskFilterOptions, async ask => {
      const scope = schoolOf(ask.scope);
      const { schoolId } = scope;
      const [cohorts, departments] = await Promise.all([
        database.query(selectCohorts, [schoolId]),
        listDepartments(database, schoolId),
      ]);
      const own = departments.filter(({ id }) => scope.kind === 'school' || scope.departmentIds.includes(id));
      const majors = new Map(own.flatMap(({ majors }) => majors.map(major => [major.code, major] as const)));
      return {
        departments: own.map(({ id, name }) => ({ id, name })),
        cohorts: cohorts.map(({ cohort }) => cohort),
        majors: [...majors.values()].map(({ code, name }) => ({ code, name })),
        levels: educationLevel.map(({ code, name }) => ({ code, name })),
        destinations: destinationTypes.map(({ code, name }) => ({ code, name })),
      };
    }),
  ];
}

function listed(row: DeskRow, { level }: DeskView) {
  const { studentNumber, examNumber, departmentName, className, cohort, uscc, agreementNumber, submittedAt, markedAt, flagged } =
    row;
  return {
    ...summaryOf({ ...row, lapsedAt: null }, level ? [level] : []),
    ...{ studentNumber, examNumber, departmentName, className, cohort, uscc, agreementNumber, submittedAt, markedAt, flagged },
    major: row.majorName,
    educationLevel: nameOf(educationLevel, row.educationLevel) ?? row.educationLevel,
    destination: destinationWords(row.destinationType),
    mine: isWaitingFor(row, level),
  };
}
const destinationWords = (code: string): string => nameOf(destinationTypes, code) ?? '';
