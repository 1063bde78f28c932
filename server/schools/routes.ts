import * as accounts from '#contract/routes/accounts.ts';
import * as open from '#contract/routes/public.ts';
import * as above from '#contract/routes/schools.ts';
import * as school from '#contract/routes/settings.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { provinceOf, schoolOf } from '#server/platform/scope/scope.ts';
import { selectDepartments } from './department-store.ts';
import { writeDepartment } from './departments.ts';
import { changeProvinceSettings, readProvinceSettings, registryDefault } from './registry-place.ts';
import { openSeal, readSeal, takeSeal } from './school-seal.ts';
import { changeSettings, getSchoolSettings, type VersionedSettings } from './school-settings.ts';
import { createSchool, readSchools } from './schools.ts';

export const schoolRoutes = (platform: Platform): Served[] => [
  ...settingsRoutes(platform),
  ...departmentRoutes(platform),
  serve(above.listSchools, ({ query, scope }) => readSchools(platform, scope, query)),
  serve(above.createSchool, ask => createSchool(platform, ask, ask.body)),
  serve(open.listRegions, async ({ reply }) => {
    // Regions change once a year at most.
    reply.header('cache-control', 'public, max-age=86400, stale-while-revalidate=604800');
    const regions = await loadRegions(platform.database);
    return Array.from(regions.values(), ({ code, name, parent }): [string, string, string | null] => [
      code,
      name,
      parent ?? null,
    ]);
  }),
];

const departmentRoutes = (platform: Platform): Served[] => [
  serve(accounts.listDepartments, async ({ scope }) => platform.database.query(selectDepartments, [schoolOf(scope).schoolId])),
  serve(accounts.createDepartment, async ({ scope, actor, addressPrefix, body }) =>
    writeDepartment(platform, { schoolId: schoolOf(scope).schoolId, actor, addressPrefix }, body),
  ),
  serve(accounts.changeDepartment, async ({ scope, actor, addressPrefix, body, params }) =>
    writeDepartment(platform, { schoolId: schoolOf(scope).schoolId, actor, addressPrefix }, body, params.id),
  ),
];

const withDefault = async ({ database }: Platform, schoolId: number, settings: VersionedSettings) => ({
  ...settings,
  registryDefault: await registryDefault(database, schoolId),
});
const settingsRoutes = (platform: Platform): Served[] => [
  serve(school.getSettings, async ({ scope }) => {
    const { schoolId } = schoolOf(scope);
    return withDefault(platform, schoolId, await getSchoolSettings(platform.database, schoolId));
  }),
  serve(school.putSettings, async ask => {
    const { schoolId } = schoolOf(ask.scope);
    const changed = await changeSettings(platform, schoolId, ask.body, ask);
    return isRefused(changed) ? changed : withDefault(platform, schoolId, changed);
  }),
  serve(school.getProvinceSettings, async ({ scope }) => readProvinceSettings(platform.database, provinceOf(scope))),
  serve(school.putProvinceSettings, async ask => changeProvinceSettings(platform, provinceOf(ask.scope), ask.body, ask)),
  serve(school.getSeal, async ({ scope }) => readSeal(platform, schoolOf(scope).schoolId)),
  serve(school.uploadSeal, async ask => takeSeal(platform, schoolOf(ask.scope).schoolId, ask.file.stream, ask)),
  serve(school.getSealPicture, async ({ scope, params }) => openSeal(platform, schoolOf(scope).schoolId, params.id)),
];
