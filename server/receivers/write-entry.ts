/** An entry of the directory is added, changed or ended: each with its history and the audit, or not at all. */
import { z } from 'zod';
import { type RegionTable, regionChain } from '#domain/codes/regions.ts';
import { type ReceiverForm, regionFaultsOf } from '#domain/forms/receiver.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { overlap, type Period } from '#domain/rules/origin-office.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { pinyinOf } from './pinyin-of.ts';
import { entriesOfRegion, insertEntry, insertEntryHistory, lockEntry, lockRegion, updateEntry } from './store.ts';

export interface Writer {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const written = z.object({ id: z.number() });
type Written = z.output<typeof written>;

export function addEntry(platform: Platform, writer: Writer, form: ReceiverForm): Promise<Written | Refused> {
  return inOnce(platform, writer, ['add-receiver', form], (tx, now) => insertChecked(platform, tx, writer, form, now));
}

/** Checks and adds an entry; a sheet adds many in one transaction. */
export async function insertChecked(
  platform: Platform,
  tx: Transaction,
  writer: Writer,
  form: ReceiverForm,
  now: Date,
): Promise<Written | Refused> {
  const values = await valuesOf(platform, tx, writer, form);
  if (isRefused(values)) return values;
  const { id } = await tx.one(insertEntry, [...values, now]);
  await remember(platform, tx, writer, { id, action: 'added', form, now });
  return { id };
}

interface Change {
  readonly id: number;
  readonly version: number;
  readonly form: ReceiverForm;
}
export function changeEntry(platform: Platform, writer: Writer, change: Change): Promise<Written | Refused> {
  const { id, version, form } = change;
  return inOnce(platform, writer, ['change-receiver', change], async (tx, now) => {
    const before = await tx.first(...lockEntry(writer.scope, [id]));
    if (!before) return refuse('not-found');
    if (before.version !== version) return refuse('changed-meanwhile');
    const values = await valuesOf(platform, tx, writer, form, id);
    if (isRefused(values)) return values;
    await tx.execute(updateEntry, [...values, now, id]);
    await remember(platform, tx, writer, { id, action: 'changed', form, now });
    return { id };
  });
}

interface End {
  readonly id: number;
  readonly version: number;
  readonly validUntil: string;
}
/** An entry that ends on a day. It is kept: archives were sent to it. */
export function endEntry(platform: Platform, writer: Writer, end: End): Promise<Written | Refused> {
  const { id, version, validUntil } = end;
  return inOnce(platform, writer, ['end-receiver', end], async (tx, now) => {
    const before = await tx.first(...lockEntry(writer.scope, [id]));
    if (!before) return refuse('not-found');
    if (before.version !== version) return refuse('changed-meanwhile');
    if (validUntil < before.validFrom) return invalidFields({ validUntil: '停用日期不能早于启用日期，请核对' });
    const form = { ...formOf(before), validUntil };
    const values = await valuesOf(platform, tx, writer, form, id);
    if (isRefused(values)) return values;
    await tx.execute(updateEntry, [...values, now, id]);
    await remember(platform, tx, writer, { id, action: 'ended', form, now });
    return { id };
  });
}

type Filled = { readonly [K in keyof ReceiverForm]-?: string | null };
const formOf = ({ postcode, contact, phone, validUntil, ...entry }: Filled & Period): ReceiverForm => {
  const { servedRegionCode, name, regionCode, address, validFrom } = entry;
  return {
    ...{ servedRegionCode: servedRegionCode ?? '', name: name ?? '', regionCode: regionCode ?? '', address: address ?? '' },
    ...{ postcode: postcode ?? undefined, contact: contact ?? undefined, phone: phone ?? undefined },
    ...{ validFrom, validUntil: validUntil ?? undefined },
  };
};

const inOnce = (
  { database, clock }: Platform,
  { actor, key }: Writer,
  content: unknown,
  work: (tx: Transaction, now: Date) => Promise<Written | Refused>,
): Promise<Written | Refused> => {
  const now = clock.now();
  return once(database, { actor: actorKey(actor), key, content, now }, written.parse, tx => work(tx, now));
};

/** Whether the regions served are the writer's to keep, said at the field. */
function notTheirs(regions: RegionTable, scope: Scope, { servedRegionCode }: ReceiverForm): string | undefined {
  if (scope.kind === 'platform') return undefined;
  const [province] = regionChain(regions, servedRegionCode);
  return scope.kind === 'province' && province?.code === scope.provinceCode ? undefined : '只能维护本省地区的接收机构';
}

/** The values of an entry in the order of the statements, or what is wrong with it. Locks the region, so that two never overlap. */
async function valuesOf(
  { database }: Platform,
  tx: Transaction,
  { scope }: Writer,
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

const audited = {
  added: 'receiving-office-added',
  changed: 'receiving-office-changed',
  ended: 'receiving-office-ended',
} as const;
async function remember(
  { vault }: Platform,
  tx: Transaction,
  { actor, addressPrefix }: Writer,
  step: { readonly id: number; readonly action: keyof typeof audited; readonly form: ReceiverForm; readonly now: Date },
): Promise<void> {
  const { id, action, form, now } = step;
  await tx.execute(insertEntryHistory, [id, now, actor.accountId, action, JSON.stringify(form)]);
  const object = `receiving-office:${id}`;
  const event = { at: now, actor: actorKey(actor), action: audited[action], object, addressPrefix, detail: form };
  await recordAuditEvent(tx, event, vault);
}
