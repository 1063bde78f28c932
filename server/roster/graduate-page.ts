/** One graduate on the desk: the row, its history, the cases, what is asked for it, and what this account may do. */
import type { z } from 'zod';
import type { getGraduate, getGraduateForm } from '#contract/routes/graduates.ts';
import { reachOf } from '#domain/access.ts';
import { beijingDay } from '#domain/dates.ts';
import { lockedColumns } from '#domain/forms/roster-edit.ts';
import { rosterColumns } from '#domain/forms/roster-row.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { cohortNote, isOver, schoolWindow } from '#domain/rules/cohort-window.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { RosterPorts } from './cases-port.ts';
import { takenOverBy } from './claims.ts';
import { changeInWords, type Dictionaries, recordSections } from './field-words.ts';
import { findGraduateRecord, historySources, isHistorySource, sealedChanges, selectHistory } from './graduate-record.ts';
import { listDepartments } from './roster-context.ts';

type Page = z.input<(typeof getGraduate)['answer']>;
type Form = z.input<(typeof getGraduateForm)['answer']>;

const openLapse = statement<{ at: Date; who: string; reason: string; textSealed: Buffer | null }>(
  'roster.lapse_of',
  `select l.lapsed_at as at, coalesce(a.name, '') as who, l.reason, l.text_sealed
   from graduate_lapse l left join account a on a.id = l.account_id
   where l.school_id = $1 and l.graduate_id = $2 and l.restored_at is null`,
);

export async function dictionariesOf(platform: Platform, queryable: Queryable, schoolId: number): Promise<Dictionaries> {
  const departments = await listDepartments(queryable, schoolId);
  return {
    regions: await loadRegions(platform.database),
    departments: new Map(departments.map(({ id, name }) => [String(id), name])),
  };
}

export async function readGraduate(
  platform: Platform,
  { cases, modeRequestsOf }: RosterPorts,
  { id, scope, actor }: { readonly id: number; readonly scope: Scope; readonly actor: Actor },
): Promise<Page | Refused> {
  const { database, vault, clock } = platform;
  const found = await findGraduateRecord(database, vault, scope, id);
  if (!found) return refuse('not-found');
  const { schoolId, cohort, record, isLapsed } = found;
  const [dictionaries, settings, lapse, history, lines, requests] = await Promise.all([
    dictionariesOf(platform, database, schoolId),
    getSchoolSettings(database, schoolId),
    database.first(openLapse, [schoolId, id]),
    database.query(selectHistory, [schoolId, id]),
    cases.linesOf(database, schoolId, id, rolesOf(actor)),
    modeRequestsOf(database, schoolId, id),
  ]);
  const claimant = { id, cohort, personId: found.personId, examNumber: record.examNumber };
  const takenBy = isLapsed ? ((await takenOverBy(database, vault, schoolId, [claimant])).get(id) ?? null) : null;
  const today = beijingDay(clock.now());
  const manages = reachOf('roster.manage', actor.kind) !== undefined && !isOver(cohort, today);
  const obstacle = isLapsed
    ? sentenceOf('lapsed')
    : isOver(cohort, today)
      ? sentenceOf('cohort-over')
      : requests.some(({ isOpen }) => isOpen)
        ? sentenceOf('mode-request-open')
        : null;
  return {
    id,
    name: record.name,
    version: found.version,
    cohort,
    cohortNote: cohortNote(cohort, schoolWindow(cohort, settings.windows[cohort]), today),
    signedIn: found.firstSignedInAt !== null,
    lapsed: lapse
      ? {
          at: lapse.at,
          who: lapse.who,
          reason: lapse.reason,
          text: lapse.textSealed ? vault.open(lapse.textSealed) : '',
          takenOverBy: takenBy,
        }
      : null,
    sections: recordSections(record, dictionaries),
    cases: [...lines],
    history: history.map(({ at, source, who, changesSealed }) => ({
      at,
      what: isHistorySource(source) ? historySources[source] : source,
      who: who ?? (source === 'sign-in' ? '毕业生' : '系统'),
      changes: Object.entries(sealedChanges.parse(vault.openJson(changesSealed))).map(([field, change]) =>
        changeInWords(field, change, dictionaries),
      ),
    })),
    modeRequests: requests.map(({ isOpen: _, ...request }) => request),
    may: {
      edit: manages && !isLapsed,
      lapse: manages && !isLapsed,
      restore: manages && isLapsed && takenBy === null,
      report: manages && !isLapsed,
      requestMode: reachOf('trainingModes.request', actor.kind) !== undefined && obstacle === null,
    },
    modeObstacle: obstacle,
  };
}

/** What the form begins with. ID number and phone are masked: to change one, it is typed anew. */
export async function readGraduateForm(
  platform: Platform,
  { id, scope }: { readonly id: number; readonly scope: Scope },
): Promise<Form | Refused> {
  const { database, vault } = platform;
  const found = await findGraduateRecord(database, vault, scope, id);
  if (!found) return refuse('not-found');
  const { record } = found;
  const shown = rosterColumns.flatMap(({ key }): [string, string][] =>
    key === 'cohort' || key === 'idNumber' || key === 'phone' ? [] : [[key, record[key] ?? '']],
  );
  return {
    version: found.version,
    cohort: found.cohort,
    values: { ...Object.fromEntries(shown), department: found.departmentName },
    masked: { idNumber: maskIdNumber(record.idNumber), phone: record.phone ? maskPhone(record.phone) : '' },
    locked: { ...lockedColumns(record, found.firstSignedInAt !== null) },
  };
}
