/** A school's own entries: set, changed, cleared, each with its history and the audit. */
import { z } from 'zod';
import { type OwnReceiverForm, regionFaultsOf } from '#domain/forms/receiver.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import {
  deleteOwn,
  historyOfOwn,
  insertOwn,
  insertOwnHistory,
  listOwn,
  lockOwn,
  type OwnRow,
  ownFor,
  updateOwn,
} from './own-store.ts';
import { pinyinOf } from './pinyin-of.ts';
import { type Content, changesOf, inWords } from './shapes.ts';

interface Command {
  readonly schoolId: number;
  readonly version: number;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}

export async function readOwnOffices({ database }: Platform, schoolId: number) {
  const [regions, rows, history] = await Promise.all([
    loadRegions(database),
    database.query(listOwn, [schoolId]),
    database.query(historyOfOwn, [schoolId]),
  ]);
  return {
    rows: rows.map(row => inWords(regions, row)),
    history: history.map(({ content, servedRegionCode, ...step }) => {
      const { served } = inWords(regions, { ...empty, servedRegionCode });
      return { ...step, served, name: content.name };
    }),
  };
}
const empty = { name: '', regionCode: '', address: '', postcode: null, contact: null, phone: null };

export async function setOwnOffice(platform: Platform, command: Command & { readonly form: OwnReceiverForm }) {
  const { schoolId, form, version } = command;
  const regions = await loadRegions(platform.database);
  const faults = regionFaultsOf(regions, form);
  if (Object.keys(faults).length > 0) return invalidFields(faults);
  const { servedRegionCode, name, regionCode, address, postcode, contact, phone } = form;
  const done = await inOnce(platform, command, ['set-origin-office', schoolId, form, version], async (tx, now) => {
    const before = await tx.first(lockOwn, [schoolId, servedRegionCode]);
    if (before && version === 0) return invalidFields({ servedRegionCode: '本校已指定该地区的接收机构，请在列表中修改' });
    if ((before?.version ?? 0) !== version) return refuse('changed-meanwhile');
    const { letters, initials } = pinyinOf(name);
    const values = [
      ...[schoolId, servedRegionCode, name, regionCode, address, postcode ?? null, contact ?? null, phone ?? null],
      ...[letters, initials, now],
    ];
    if (before) await tx.execute(updateOwn, values);
    // Two at once: there was no row to lock, and the first is in.
    else if ((await tx.execute(insertOwn, values)) === 0) return refuse('changed-meanwhile');
    await remember(platform, tx, command, { action: 'set', servedRegionCode, content: form, now });
    return { done: true };
  });
  if (isRefused(done)) return done;
  const [row] = await platform.database.query(ownFor, [schoolId, [servedRegionCode]]);
  return row ? inWords(regions, row) : refuse('not-found');
}

export function clearOwnOffice(platform: Platform, command: Command & { readonly servedRegionCode: string }) {
  const { schoolId, servedRegionCode, version } = command;
  return inOnce(platform, command, ['clear-origin-office', schoolId, servedRegionCode, version], async (tx, now) => {
    const before = await tx.first(lockOwn, [schoolId, servedRegionCode]);
    if (!before) return refuse('not-found');
    if (before.version !== version) return refuse('changed-meanwhile');
    await tx.execute(deleteOwn, [schoolId, servedRegionCode]);
    await remember(platform, tx, command, { action: 'cleared', servedRegionCode, content: contentOf(before), now });
    return { done: true };
  });
}

const contentOf = (row: OwnRow): Content => ({
  servedRegionCode: row.servedRegionCode,
  name: row.name,
  regionCode: row.regionCode,
  address: row.address,
  postcode: row.postcode ?? undefined,
  contact: row.contact ?? undefined,
  phone: row.phone ?? undefined,
});
const done = z.object({ done: z.literal(true) });
type Done = z.output<typeof done>;
const inOnce = (
  { database, clock }: Platform,
  { actor, key }: Command,
  content: unknown,
  work: (tx: Transaction, now: Date) => Promise<Done | Refused>,
): Promise<Done | Refused> => {
  const now = clock.now();
  return once(database, { actor: actorKey(actor), key, content, now }, done.parse, tx => work(tx, now));
};

interface Step {
  readonly action: 'set' | 'cleared';
  readonly servedRegionCode: string;
  readonly content: Content;
  readonly now: Date;
}
async function remember({ database, vault }: Platform, tx: Transaction, command: Command, step: Step): Promise<void> {
  const { schoolId, actor, addressPrefix } = command;
  const { action, servedRegionCode, content, now } = step;
  await tx.execute(insertOwnHistory, [schoolId, servedRegionCode, now, actor.accountId, action, JSON.stringify(content)]);
  const written = changesOf(await loadRegions(database, tx), {}, content);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: action === 'set' ? 'origin-office-set' : 'origin-office-cleared',
    object: `origin-office:${servedRegionCode}`,
    addressPrefix,
    // As the school's admin reads it in the log.
    detail: Object.fromEntries(written.map(({ label, to }) => [label, to])),
  } as const;
  await recordAuditEvent(tx, event, vault);
}
