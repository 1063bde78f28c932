/** Whether an entry may be written, and what is written then. */
import { type RegionTable, regionChain } from '#domain/codes/regions.ts';
import { type ReceiverForm, regionFaultsOf } from '#domain/forms/receiver.ts';
import type { Refused } from '#domain/refusals.ts';
import { overlap } from '#domain/rules/origin-office.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { pinyinOf } from './pinyin-of.ts';
import { entriesOfRegion, lockRegion } from './store.ts';

/** Whether the regions served are the writer's to keep, said at the field. */
function notTheirs(regions: RegionTable, scope: Scope, { servedRegionCode }: ReceiverForm): string | undefined {
  if (scope.kind === 'platform') return undefined;
  const [province] = regionChain(regions, servedRegionCode);
  return scope.kind === 'province' && province?.code === scope.provinceCode ? undefined : '只能维护本省地区的接收机构';
}

/** The values of an entry in the order of the statements, or what is wrong with it. Locks the region, so that two never overlap. */
export async function valuesOf(
  { database }: Platform,
  tx: Transaction,
  { scope }: { readonly scope: Scope },
  form: ReceiverForm,
  id?: number,
): Promise<readonly unknown[] | Refused> {
  const regions = await loadRegions(database, tx);
  const foreign = notTheirs(regions, scope, form);
  const faults = { ...regionFaultsOf(regions, form), ...(foreign ? { servedRegionCode: foreign } : {}) };
  if (Object.keys(faults).length > 0) return invalidFields(faults);
  const { servedRegionCode, name, regionCode, address, postcode, contact, phone, validFrom, validUntil } = form;
  await tx.execute(lockRegion, [servedRegionCode]);
  const period = { validFrom, validUntil: validUntil ?? null };
  const others = (await tx.query(entriesOfRegion, [servedRegionCode])).filter(other => other.id !== id);
  const taken = others.find(other => overlap(other, period));
  if (taken) {
    const time = taken.validUntil ? `${taken.validFrom} 至 ${taken.validUntil}` : `${taken.validFrom} 起`;
    return invalidFields({ validFrom: `该地区在此期间已有「${taken.name}」（${time}有效），请先停用它，或改用其他日期` });
  }
  const { letters, initials } = pinyinOf(name);
  const [province] = regionChain(regions, servedRegionCode);
  return [
    ...[
      servedRegionCode,
      name,
      regionCode,
      address,
      postcode ?? null,
      contact ?? null,
      phone ?? null,
      validFrom,
      period.validUntil,
    ],
    ...[province?.code, letters, initials],
  ];
}
