import { type Permission, permissionsOf } from '#domain/access.ts';
import { isLeavingTime } from '#domain/confirmation/leaving.ts';
import { beijingDay } from '#domain/dates.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import { refuse } from '#domain/refusals.ts';
import { cohortNote, cohortStateOn, schoolWindow } from '#domain/rules/cohort-window.ts';
import { actorKey } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { type MeOfAccount, meOfAccount, meOfGraduate } from './queries.ts';

/** Modules in the order of the graduate guide §3; those without a setting have not been opened by anybody. */
const modules = [
  { key: 'destinations', title: '毕业去向填报' },
  { key: 'archive', title: '档案信息登记' },
  { key: 'hukou', title: '户口信息登记' },
  { key: 'confirmation', title: '去向登记确认' },
  { key: 'authorization', title: '核验授权' },
] as const;

/** Who I am and what I may do. */
export async function readMe(platform: Platform, actor: Actor) {
  const base = {
    kind: actor.kind,
    owner: platform.vault.keyedHash(`owner:${actorKey(actor)}`).toString('hex', 0, 8),
    can: await permissionsNow(platform, actor),
    mustFirst: actor.mustFirst ?? null,
    demo: platform.demo,
  };
  const nothing = { login: null, school: null, departments: [], employer: null, graduate: null };
  const own = actor.graduate
    ? await ofGraduate(platform, actor, actor.graduate)
    : await ofAccount(platform, actor.accountId ?? 0, actor.name);
  return 'refused' in own ? own : { ...base, ...nothing, ...own };
}

/** What the school's settings close is not offered. */
async function permissionsNow({ database }: Platform, { kind, schoolId }: Actor): Promise<Permission[]> {
  const all = permissionsOf(kind);
  if (kind !== 'department' || schoolId === undefined) return all;
  const { rosterUploadByDepartments } = await getSchoolSettings(database, schoolId);
  return rosterUploadByDepartments ? all : all.filter(permission => permission !== 'roster.upload');
}

async function ofGraduate(platform: Platform, actor: Actor, at: NonNullable<Actor['graduate']>) {
  const row = await platform.database.first(meOfGraduate, [at.schoolId, at.graduateId]);
  if (!row) return refuse('not-found');
  const settings = await getSchoolSettings(platform.database, at.schoolId);
  const open: Readonly<Record<string, boolean>> = settings.modules;
  const today = beijingDay(platform.clock.now());
  const window = schoolWindow(at.cohort, settings.windows[at.cohort]);
  const graduate = {
    cohort: at.cohort,
    schoolName: row.schoolName,
    cohorts: [...row.cohorts],
    checked: at.checked,
    wechatBound: row.wechatBound,
    modules: modules.map(module => ({ ...module, open: open[module.key] ?? false })),
    lapsed: row.lapsed,
    cohortState: cohortStateOn(at.cohort, window, today),
    cohortNote: cohortNote(at.cohort, window, today),
    leaving: isLeavingTime(at.cohort, today),
  };
  const school = { id: at.schoolId, name: row.schoolName };
  return { name: actor.name, school, graduate, unreadMessages: row.unread };
}

const employerOf = ({ employerId, employerName, employerState, employerQualified }: MeOfAccount) =>
  employerId === null
    ? null
    : {
        id: employerId,
        name: employerName,
        state: employerState,
        stateLabel: employerQualification.places.get(employerState ?? '')?.label ?? '未提交',
        qualified: employerQualified,
      };

async function ofAccount(platform: Platform, accountId: number, name: string) {
  const row = await platform.database.first(meOfAccount, [accountId]);
  if (!row) return refuse('not-found');
  return {
    name: row.employerName ?? name,
    login: row.login,
    school: row.schoolId === null ? null : { id: row.schoolId, name: row.schoolName ?? '' },
    departments: [...row.departments],
    employer: employerOf(row),
    unreadMessages: row.unread,
  };
}
