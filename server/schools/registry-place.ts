/** Where what came from the employment registry is corrected: the school's word, else its province's, else the registry's own name. */

import type { z } from 'zod';
import type { RegistryPlace } from '#contract/routes/settings.ts';
import { provinceSettings } from '#contract/routes/settings.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';

type ProvinceSettings = z.output<typeof provinceSettings>;
interface ProvinceRow extends RegistryPlace {
  readonly version: number;
}
const ofProvince = statement<ProvinceRow>(
  'schools.province_settings',
  'select registry_name as name, registry_url as url, settings_version as version from province where code = $1',
);
const ofSchool = statement<RegistryPlace>(
  'schools.registry_of_province',
  `select p.registry_name as name, p.registry_url as url from school s join province p on p.code = s.province_code where s.id = $1`,
);
const write = statement<{ version: number }>(
  'schools.write_province_settings',
  `update province set registry_name = $2, registry_url = $3, settings_version = settings_version + 1
   where code = $1 and settings_version = $4 returning settings_version as version`,
);
const builtIn: RegistryPlace = { name: '就业管理系统', url: '' };

/** What holds for a school that names no place. */
export async function registryDefault(database: Queryable, schoolId: number): Promise<RegistryPlace> {
  const place = await database.first(ofSchool, [schoolId]);
  return place?.name ? place : builtIn;
}
export const registryPlace = async (database: Queryable, schoolId: number, own: RegistryPlace): Promise<RegistryPlace> =>
  own.name ? own : registryDefault(database, schoolId);

export async function readProvinceSettings(database: Queryable, provinceCode: string): Promise<ProvinceSettings> {
  const { version, ...registryCorrection } = await database.one(ofProvince, [provinceCode]);
  return { registryCorrection, version };
}

export function changeProvinceSettings(
  { database, vault, clock }: Platform,
  provinceCode: string,
  { registryCorrection, version }: ProvinceSettings,
  { actor, addressPrefix, key }: Pick<Visit, 'actor' | 'addressPrefix'> & { readonly key: string },
): Promise<ProvinceSettings | Refused> {
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['province-settings', provinceCode, registryCorrection, version], now };
  return once(
    database,
    command,
    outcome => provinceSettings.parse(outcome),
    async tx => {
      const before = await readProvinceSettings(tx, provinceCode);
      const written = await tx.first(write, [provinceCode, registryCorrection.name, registryCorrection.url, version]);
      if (!written) return refuse('changed-meanwhile');
      const event = {
        at: now,
        actor: command.actor,
        action: 'province-settings-changed',
        object: `province:${provinceCode}`,
        addressPrefix,
        detail: { before: before.registryCorrection, after: registryCorrection },
      } as const;
      await recordAuditEvent(tx, event, vault);
      return { registryCorrection, version: written.version };
    },
  );
}
