import * as contract from '#contract/routes/graduates.ts';
import { beijingDay } from '#domain/dates.ts';
import { rosterDeletionReasons } from '#domain/forms/roster-deletion-reasons.ts';
import { refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { cohortNote, cohortStateOn, schoolWindow } from '#domain/rules/cohort-window.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { RosterPorts } from './cases-port.ts';
import { countGraduates } from './count-graduates.ts';
import { editGraduate } from './edit-graduate.ts';
import { readGraduate, readGraduateForm } from './graduate-page.ts';
import { findGraduateRecord } from './graduate-record.ts';
import { deleteGraduates } from './lapse-graduates.ts';
import { countFound, graduatePage, inWords } from './list-graduates.ts';
import { lapsedPage } from './list-lapsed.ts';
import { restoreGraduates } from './restore-graduates.ts';
import { revealRoute } from './reveal.ts';
import { listDepartments } from './roster-context.ts';

/** 学生名单管理, 失效信息管理: the rows of the roster, and changes to one graduate at a time. */
export function graduateRoutes(platform: Platform, ports: RosterPorts): Served[] {
  const { database } = platform;
  const { cases } = ports;
  return [
    serve(contract.listGraduates, async ({ query, scope, actor }) => {
      const { cursor, limit, ...filter } = query;
      const [{ rows, next }, total] = await Promise.all([
        graduatePage(database, scope, filter, { cursor, limit }),
        countFound(database, scope, filter),
      ]);
      const holds = await cases.headlinesOf(
        database,
        schoolOf(scope).schoolId,
        rows.map(({ id }) => id),
        rolesOf(actor),
      );
      const destinations = new Map(holds.map(({ graduateId, label, tone }) => [graduateId, { label, tone }]));
      return { rows: rows.map(row => ({ ...inWords(row), destination: destinations.get(row.id) ?? null })), next, total };
    }),
    serve(contract.getRosterChoices, ({ scope }) => choicesOf(platform, scope)),
    revealRoute(platform),
    serve(contract.listLapsed, ({ query, scope }) => lapsedPage(platform, scope, query)),
    serve(contract.getGraduate, ({ params, scope, actor }) => readGraduate(platform, ports, { id: params.id, scope, actor })),
    serve(contract.getGraduateForm, ({ params, scope }) => readGraduateForm(platform, { id: params.id, scope })),
    serve(contract.editGraduate, ({ params, body, scope, actor, key, addressPrefix }) =>
      editGraduate(platform, cases, { ...body, id: params.id, scope, actor, key, addressPrefix }),
    ),
    serve(contract.deleteGraduates, ({ body, scope, actor, key, addressPrefix }) =>
      deleteGraduates(platform, cases, { ...body, scope, actor, key, addressPrefix }),
    ),
    serve(contract.restoreGraduates, ({ body, scope, actor, key, addressPrefix }) =>
      restoreGraduates(platform, cases, { ...body, scope, actor, key, addressPrefix }),
    ),
    serve(contract.reportAgain, async ({ params, scope }) => {
      const found = await findGraduateRecord(database, platform.vault, scope, params.id);
      if (!found) return refuse('not-found');
      if (found.isLapsed) return refuse('lapsed');
      return { reported: await cases.reportAgain(found.schoolId, found.id) };
    }),
  ];
}

async function choicesOf({ database, clock }: Platform, asked: Scope) {
  const scope = schoolOf(asked);
  const { schoolId } = scope;
  const [counts, departments, settings] = await Promise.all([
    countGraduates(database, scope),
    listDepartments(database, schoolId),
    getSchoolSettings(database, schoolId),
  ]);
  const today = beijingDay(clock.now());
  return {
    cohorts: counts.map(({ cohort, count }) => {
      const window = schoolWindow(cohort, settings.windows[cohort]);
      return { cohort, count, state: cohortStateOn(cohort, window, today), note: cohortNote(cohort, window, today) };
    }),
    departments: departments
      .filter(({ id }) => scope.kind === 'school' || scope.departmentIds.includes(id))
      .map(({ id, name }) => ({ id, name })),
    deleteReasons: [...rosterDeletionReasons],
  };
}
