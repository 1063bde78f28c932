import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/accounts.ts';
import * as above from '#contract/routes/schools.ts';
import { schoolStaffKinds } from '#domain/account-kinds.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { receiveSheet } from '#server/platform/sheets/receive-sheet.ts';
import { findSchool, knownDepartments } from '#server/schools/index.ts';
import { makeAccountTemplate } from './account-sheet.ts';
import { importStaff } from './import-accounts.ts';
import { makeResultSheet, recentImports } from './import-result.ts';
import { accountShape, actOnStaff, changeStaff, createStaff, liveSince, type Manager } from './manage-accounts.ts';
import { proveAgain, readSecurity } from './own-account.ts';
import {
  changeOwnPassword,
  confirmSecondFactor,
  removeSecondFactor,
  renewOwnRecoveryCodes,
  startSecondFactor,
} from './own-security.ts';
import { countStaff, listStaff } from './staff-store.ts';

interface Asked {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}

export const accountRoutes = (platform: Platform): Served[] => [
  ...staffRoutes(platform),
  ...importRoutes(platform),
  ...schoolAdminRoutes(platform),
  ...securityRoutes(platform),
];

/** Calls with the school of the scope; these routes reach `school`. */
const managing = async <T>({ scope, actor, key, addressPrefix }: Asked, use: (manager: Manager) => Promise<T>): Promise<T> =>
  use({ schoolId: schoolOf(scope).schoolId, kinds: schoolStaffKinds, actor, key, addressPrefix });

const staffRoutes = (platform: Platform): Served[] => [
  serve(contract.listAccounts, ask =>
    managing(ask, async ({ schoolId, actor }) => {
      const { q, kind, state, department, cursor, limit } = ask.query;
      const search = q ? likeAnywhere(q) : null;
      const disabled = state === undefined ? null : state === 'disabled';
      const values = [schoolId, liveSince(platform.clock.now()), search, kind ?? null, disabled, department ?? null];
      const before = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : null;
      const [found, { count }, departments] = await Promise.all([
        platform.database.query(listStaff, [...values, before, limit + 1]),
        platform.database.one(countStaff, values),
        platform.database.query(knownDepartments, [schoolId, null]),
      ]);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        rows: shown.map(row => accountShape(row, actor)),
        next: last && found.length > limit ? String(last.id) : null,
        total: count,
        departments,
      };
    }),
  ),
  serve(contract.createAccount, ask => managing(ask, manager => createStaff(platform, manager, ask.body))),
  serve(contract.changeAccount, ask => managing(ask, manager => changeStaff(platform, manager, ask.params.id, ask.body))),
  serve(contract.actOnAccount, ask => managing(ask, manager => actOnStaff(platform, manager, { ...ask.body, ...ask.params }))),
];

const importRoutes = (platform: Platform): Served[] => [
  serve(contract.downloadAccountTemplate, ask =>
    managing(ask, async ({ schoolId }) => {
      const template = await makeAccountTemplate(platform.database, schoolId);
      return { stream: template, mediaType: xlsxMediaType, fileName: '账号模板.xlsx', bytes: template.length };
    }),
  ),
  serve(contract.importAccounts, ask =>
    managing(ask, async manager => {
      const name = ask.file.name || '账号.xlsx';
      const limits = { sender: actorKey(ask.actor), bytesAtMost: contract.importAccounts.maxBytes };
      return receiveSheet(platform, ask.file.stream, limits, ({ path }) => importStaff(platform, manager, path, name));
    }),
  ),
  serve(contract.listAccountImports, ask => managing(ask, ({ schoolId }) => recentImports(platform, schoolId))),
  serve(contract.downloadAccountImport, ask =>
    managing(ask, async ({ schoolId }) => {
      const sheet = await makeResultSheet(platform, schoolId, ask.params.id);
      return sheet
        ? { stream: sheet, mediaType: xlsxMediaType, fileName: '批量新建账号结果.xlsx', bytes: sheet.length }
        : refuse('file-missing');
    }),
  ),
];

/** The level above touches nobody but a school's admins. */
const managingSchool = async <T>(
  platform: Platform,
  { actor, scope, key, addressPrefix }: Asked,
  id: number,
  use: (manager: Manager, school: NonNullable<Awaited<ReturnType<typeof findSchool>>>) => Promise<T>,
): Promise<T | Refused> => {
  const school = await findSchool(platform.database, scope, id);
  return school ? use({ schoolId: id, kinds: ['schoolAdmin'], actor, key, addressPrefix }, school) : refuse('not-found');
};

const schoolAdminRoutes = (platform: Platform): Served[] => [
  serve(above.listSchoolAdmins, ask =>
    managingSchool(platform, ask, ask.params.id, async ({ actor }, school) => {
      const values = [school.id, liveSince(platform.clock.now()), null, 'schoolAdmin', null, null, null, 100];
      const rows = await platform.database.query(listStaff, values);
      return { school, admins: rows.map(row => accountShape(row, actor)) };
    }),
  ),
  serve(above.createSchoolAdmin, ask =>
    managingSchool(platform, ask, ask.params.id, manager =>
      createStaff(platform, manager, { ...ask.body, kind: 'schoolAdmin', departmentIds: [] }),
    ),
  ),
  serve(above.actOnSchoolAdmin, ask =>
    managingSchool(platform, ask, ask.params.id, manager =>
      actOnStaff(platform, manager, { ...ask.body, id: ask.params.accountId, act: ask.params.act }),
    ),
  ),
];

const securityRoutes = (platform: Platform): Served[] => [
  serve(contract.getSecurity, ({ actor }) => readSecurity(platform, actor)),
  serve(contract.changePassword, ask => changeOwnPassword(platform, ask, ask.body)),
  serve(contract.proveAgain, ask => proveAgain(platform, ask, ask.body)),
  serve(contract.startSecondFactor, ask => startSecondFactor(platform, ask)),
  serve(contract.renewRecoveryCodes, ask => renewOwnRecoveryCodes(platform, ask)),
  serve(contract.confirmSecondFactor, ask => confirmSecondFactor(platform, ask, ask.body)),
  serve(contract.removeSecondFactor, ask => removeSecondFactor(platform, ask, ask.body)),
];
