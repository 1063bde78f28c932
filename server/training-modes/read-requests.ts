/** Requests for another training mode, as lists and pages show them. */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { Section } from '#contract/parts/shapes.ts';
import type { getModeRequest, listModeRequests, ModeRequestState } from '#contract/routes/training-modes.ts';
import { detailsOf, isAction } from '#domain/actions/all.ts';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { trainingModeChange } from '#domain/flows/training-mode-change.ts';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { modeRequestStates, modeRequestStatesAtProvince } from '#domain/request-states.ts';
import { type Role, roleWords } from '#domain/roles.ts';
import { losesSigning } from '#domain/rules/training-mode.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped, valueList, within } from '#server/platform/scope/within.ts';
import type { RequestRef } from '#server/requests/index.ts';
import { type CasesPort, type ModeRequestsOf, nameSearch } from '#server/roster/index.ts';
import { factsOfRequest, modeName } from './mode-kind.ts';
import { filesOfRequest, findRequest, type RequestRow, requestColumns, requestJoins, selectSteps, whose } from './store.ts';

type List = z.input<(typeof listModeRequests)['answer']>;
type Page = z.input<(typeof getModeRequest)['answer']>;

const isState = (text: string): text is ModeRequestState => modeRequestStates.some(state => state === text);

/** Throws for a state that the flow does not have: a stored one always is of the flow. */
function placeAt(state: string) {
  const place = trainingModeChange.places.get(state);
  if (!place || !isState(state)) throw new Error(`flow ${trainingModeChange.name} has no state ${state}`);
  return { ...place, id: state };
}
const withUnit = (mode: string, unit: string | null): string => (unit ? `${modeName(mode)}，${unit}` : modeName(mode));
const refOf = ({ schoolId, id }: { readonly schoolId: number; readonly id: number }): string => `${schoolId}-${id}`;
const wordOf = (action: string, role: string): string =>
  isAction(action) ? detailsOf(action, { flow: trainingModeChange.name, role }).word : action;
const officeOf = (role: string): string => Object.entries(roleWords).find(([name]) => name === role)?.[1] ?? role;

const ofGraduate = statement<{
  schoolId: number;
  id: number;
  state: string;
  isOpen: boolean;
  toMode: string;
  toUnit: string | null;
  at: Date;
}>(
  'modes.of_graduate',
  `select school_id, id, state, is_open, to_mode, to_unit, created_at as at from training_mode_request
   where school_id = $1 and graduate_id = $2 order by id desc limit 20`,
);
/** Those of one graduate, the latest first. */
export const modeRequestsOf: ModeRequestsOf = async (queryable, schoolId, graduateId) => {
  const rows = await queryable.query(ofGraduate, [schoolId, graduateId]);
  return rows.map(({ state, toMode, toUnit, isOpen, at, ...row }) => {
    const { label, tone } = placeAt(state);
    return { ref: refOf(row), label, tone, to: withUnit(toMode, toUnit), at, isOpen };
  });
};

const counts = scoped<{ state: string; count: number }>(
  'modes.counts',
  whose,
  0,
  inside => `select r.state, count(*)::int as count ${requestJoins} where ${inside} group by r.state`,
);

/** What waits is in the order in which it came; everything else is newest first. */
export async function listRequests(
  { database }: Platform,
  scope: Scope,
  { state, q, cursor, limit }: Received<typeof listModeRequests, 'query'>,
): Promise<List> {
  const { values, put } = valueList();
  const conditions = [within(scope, whose, put)];
  const oldestFirst = state !== undefined && placeAt(state).kind === 'waits';
  if (state) conditions.push(`r.state = ${put(state)}`);
  if (q) conditions.push(nameSearch(q, put));
  const [, time, id] = /^(\d{1,15})_(\d{1,15})$/.exec(cursor ?? '') ?? [];
  if (time !== undefined)
    conditions.push(`(r.created_at, r.id) ${oldestFirst ? '>' : '<'} (${put(new Date(Number(time)))}, ${put(Number(id))})`);
  const direction = oldestFirst ? 'asc' : 'desc';
  const page = unnamed<RequestRow>(
    `select ${requestColumns} ${requestJoins} where ${conditions.join(' and ')}
     order by r.created_at ${direction}, r.id ${direction} limit ${put(limit + 1)}`,
  );
  const [found, counted] = await Promise.all([database.query(page, values), database.query(...counts(scope))]);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(row => {
      const { label, tone } = placeAt(row.state);
      return {
        ref: refOf(row),
        graduateName: row.graduateName,
        studentNumber: row.studentNumber ?? row.examNumber,
        schoolName: row.schoolName,
        departmentName: row.departmentName,
        from: withUnit(row.fromMode, row.fromUnit),
        to: withUnit(row.toMode, row.toUnit),
        label,
        tone,
        filedBy: row.askedBy,
        filedAt: row.createdAt,
      };
    }),
    next: last && found.length > limit ? `${last.createdAt.getTime()}_${last.id}` : null,
    counts: (scope.kind === 'province' ? modeRequestStatesAtProvince : modeRequestStates).map(state => ({
      state,
      label: placeAt(state).label,
      count: counted.find(one => one.state === state)?.count ?? 0,
    })),
  };
}

function sectionsOf(row: RequestRow, text: string, regions: RegionTable): Section[] {
  const region = (code: string | null) => (code ? regionPath(regions, code) : '--');
  const line = (key: string, label: string, value: string) => ({ key, label, value: value || '--' });
  return [
    {
      title: '申请修改的内容',
      rows: [
        line('fromMode', '原培养方式', modeName(row.fromMode)),
        line('toMode', '修改为', modeName(row.toMode)),
        line('fromUnit', '原定向/委培单位', row.fromUnit ?? '--'),
        line('toUnit', '修改后的单位', row.toUnit ?? '--'),
        line('fromRegion', '原单位所在地', region(row.fromRegion)),
        line('toRegion', '修改后的单位所在地', region(row.toRegion)),
        line('text', '修改原因', text),
      ],
    },
    {
      title: '毕业生',
      rows: [
        line('name', '姓名', row.graduateName),
        line('examNumber', '考生号', row.examNumber),
        line('studentNumber', '学号', row.studentNumber ?? '--'),
        line('cohort', '届别', `${row.cohort} 届`),
        line('school', '毕业院校', row.schoolName),
        line('department', '院系', row.departmentName),
        line('major', '专业', row.majorName),
        line('level', '学历层次', nameOf(educationLevel, row.educationLevel) ?? row.educationLevel),
      ],
    },
  ];
}

const consequencesOf = ({ fromMode, toMode }: RequestRow): string[] =>
  losesSigning(fromMode, toMode)
    ? [
        '修改后，毕业生不能再与用人单位签约，只能办理定向/委培毕业去向补充登记。',
        '尚未应约的签约邀请将失效，并通知毕业生和用人单位。',
      ]
    : losesSigning(toMode, fromMode)
      ? ['修改后，毕业生可以与用人单位签约或登记其他毕业去向。']
      : [];

/** One request, as far as this account may see it. */
export async function readRequest(
  platform: Platform,
  cases: CasesPort,
  ref: RequestRef,
  scope: Scope,
  roles: readonly Role[],
): Promise<Page | Refused> {
  const { database, vault } = platform;
  const row = await database.first(...findRequest(scope, [ref.schoolId, ref.id]));
  if (!row) return refuse('not-found');
  const [facts, steps, files, regions] = await Promise.all([
    factsOfRequest(cases, database, row),
    database.query(selectSteps, [row.schoolId, row.id]),
    database.query(filesOfRequest, [row.schoolId, row.id]),
    loadRegions(database),
  ]);
  const place = placeAt(row.state);
  return {
    ref: refOf(row),
    version: row.version,
    graduateId: row.graduateId,
    graduateName: row.graduateName,
    schoolName: row.schoolName,
    state: place.id,
    label: place.label,
    tone: place.tone,
    sections: sectionsOf(row, vault.open(row.textSealed), regions),
    consequences: consequencesOf(row),
    files: files.map(({ id, nameSealed, mediaType, pages, evidenceFileId }) => ({
      ...{ id, name: vault.open(nameSealed), mediaType, pages },
      deleted: evidenceFileId === null,
    })),
    actions: actionsFor(trainingModeChange, { state: row.state, levels: [] }, roles, facts).map(
      ({ action, word, asks, obstacle }) => ({
        action,
        word,
        asks: asks ?? null,
        obstacle: obstacle ? { code: obstacle.code, sentence: sentenceOf(obstacle.code, obstacle.about) } : null,
      }),
    ),
    reasons: [...reasonsFor(trainingModeChange.name, 'reject')],
    history: steps.map(({ at, action, byRole, who, toState, noteSealed }) => {
      const note = noteSealed ? reasonForm.parse(vault.openJson(noteSealed)) : undefined;
      return {
        at,
        word: wordOf(action, byRole),
        who: who ? `${officeOf(byRole)}（${who}）` : officeOf(byRole),
        label: placeAt(toState).label,
        text: note ? `${note.reason}：${note.text}` : '',
      };
    }),
  };
}
