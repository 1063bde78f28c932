import { z } from 'zod';
import { type LevelsSetting, type SchoolSettings, versionedSettings } from '#contract/routes/settings.ts';
import { isStricter } from '#domain/account-kinds.ts';
import type { ReviewedFlow } from '#domain/flow-names.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Levels } from '#domain/roles.ts';
import { witnessedFlows } from '#domain/rules/witness.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { findSeal } from './school-seal.ts';

const settingsSchema = versionedSettings;
export type VersionedSettings = z.output<typeof settingsSchema>;

/** What holds until a school decides otherwise. */
export const defaultSettings: SchoolSettings = {
  reviewLevels: {
    'online-signing': 'department+school',
    'offline-signing': 'department+school',
    'paper-signing': 'department+school',
    'online-termination': 'department+school',
    'offline-termination': 'department+school',
    'other-destination': 'department+school',
    'archive-request': 'department+school',
    'hukou-request': 'department+school',
  },
  reviewAs: { 'online-signing': 'review', 'offline-signing': 'review', 'paper-signing': 'review' },
  batchReview: true,
  voiding: 'at-once',
  terminationHelpDays: 7,
  promisedWorkingDays: null,
  modules: { destinations: true, archive: true, hukou: true, confirmation: true, authorization: true },
  registryCorrection: { name: '', url: '' },
  windows: {},
  reasons: {},
  supplementaryClauses: '',
  rosterUploadByDepartments: false,
  fullIdInExports: 'schoolAdmin',
  secondFactorDuty: 'admins',
  evidenceYears: 3,
  helpContact: '本校就业指导中心（毕业生就业工作部门）',
};

interface SettingsRow {
  readonly settings: unknown;
  readonly version: number;
}
const findSettings = statement<SettingsRow>(
  'schools.find_settings',
  'select settings, settings_version as version from school where id = $1',
);
const writeSettings = statement<{ version: number }>(
  'schools.write_settings',
  `update school set settings = $2, settings_version = settings_version + 1
   where id = $1 and settings_version = $3 returning settings_version as version`,
);
const askFromNowOn = statement('schools.ask_second_factor', 'update school set second_factor_since = $2 where id = $1');

/** Settings that open or close doors: changed only by somebody who has just shown who they are. */
const guarded = ['secondFactorDuty', 'fullIdInExports', 'rosterUploadByDepartments'] as const;

const part = z.record(z.string(), z.unknown()).catch({});
const stored = z
  .object({ reviewLevels: part, reviewAs: part, modules: part })
  .loose()
  .catch({ reviewLevels: {}, reviewAs: {}, modules: {} });

/** Settings that were stored before a new one came lack it: the default fills in. */
function withDefaults({ settings, version }: SettingsRow): VersionedSettings {
  const own = stored.parse(settings);
  return settingsSchema.parse({
    ...defaultSettings,
    ...own,
    reviewLevels: { ...defaultSettings.reviewLevels, ...own.reviewLevels },
    reviewAs: { ...defaultSettings.reviewAs, ...own.reviewAs },
    modules: { ...defaultSettings.modules, ...own.modules },
    ...(own.helpContact === '' ? { helpContact: defaultSettings.helpContact } : {}),
    version,
  });
}

/** A school's settings with their version, if there is such a school. */
export async function findSchoolSettings(queryable: Queryable, schoolId: number): Promise<VersionedSettings | undefined> {
  const row = await queryable.first(findSettings, [schoolId]);
  return row && withDefaults(row);
}

/** A school's settings with their version. Throws when there is no such school. */
export async function getSchoolSettings(queryable: Queryable, schoolId: number): Promise<VersionedSettings> {
  return withDefaults(await queryable.one(findSettings, [schoolId]));
}

const levelsOfSetting: Readonly<Record<LevelsSetting, Levels>> = {
  'department+school': ['department', 'school'],
  school: ['school'],
  department: ['department'],
};
export const levelsFor = (settings: Pick<SchoolSettings, 'reviewLevels'>, flow: ReviewedFlow): Levels =>
  levelsOfSetting[settings.reviewLevels[flow]];

/** Changes them, if nobody else has since they were read. The audit keeps what they were before. */
export function changeSettings(
  platform: Platform,
  schoolId: number,
  wanted: VersionedSettings,
  { actor, addressPrefix, key }: Pick<Visit, 'actor' | 'addressPrefix'> & { readonly key: string },
): Promise<VersionedSettings | Refused> {
  const { database, vault, clock } = platform;
  const { version, ...settings } = wanted;
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['settings', schoolId, wanted], now };
  return once(
    database,
    command,
    outcome => settingsSchema.parse(outcome),
    async tx => {
      const { version: present, ...before } = await getSchoolSettings(tx, schoolId);
      if (present !== version) return refuse('changed-meanwhile');
      if (guarded.some(name => before[name] !== settings[name]) && !actor.proven) return refuse('prove-again');
      const unsealed = (await tx.first(findSeal, [schoolId])) ? [] : witnessedFlows(settings.reviewAs);
      if (unsealed.length > 0)
        return invalidFields(Object.fromEntries(unsealed.map(flow => [`reviewAs.${flow}`, '请先上传学校印章，再选择鉴证'])));
      const written = await tx.first(writeSettings, [schoolId, JSON.stringify(settings), version]);
      if (!written) return refuse('changed-meanwhile');
      if (isStricter(settings.secondFactorDuty, before.secondFactorDuty)) await tx.execute(askFromNowOn, [schoolId, now]);
      const event = {
        at: now,
        schoolId,
        actor: command.actor,
        action: 'settings-changed',
        object: `school:${schoolId}`,
        addressPrefix,
        detail: { before, after: settings },
      } as const;
      await recordAuditEvent(tx, event, vault);
      return { ...settings, version: written.version };
    },
  );
}
