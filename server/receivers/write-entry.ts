/** An entry of the directory is added, changed or ended: each with its history and the audit, or not at all. */
import { z } from 'zod';
import type { ReceiverForm } from '#domain/forms/receiver.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { valuesOf } from './check-entry.ts';
import { formOf, isSame } from './shapes.ts';
import { insertEntry, insertEntryHistory, lockEntry, updateEntry } from './store.ts';

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
export const changeEntry = (platform: Platform, writer: Writer, change: Change): Promise<Written | Refused> =>
  inOnce(platform, writer, ['change-receiver', change], (tx, now) =>
    writeOver(platform, tx, writer, { ...change, action: 'changed', formAfter: () => change.form, now }),
  );

interface End {
  readonly id: number;
  readonly version: number;
  readonly validUntil: string;
}
/** An entry that ends on a day. It is kept: archives were sent to it. */
export const endEntry = (platform: Platform, writer: Writer, end: End): Promise<Written | Refused> =>
  inOnce(platform, writer, ['end-receiver', end], (tx, now) => {
    const { validUntil } = end;
    const formAfter = (before: ReceiverForm) =>
      validUntil < before.validFrom
        ? invalidFields({ validUntil: '停用日期不能早于启用日期，请核对' })
        : { ...before, validUntil };
    return writeOver(platform, tx, writer, { ...end, action: 'ended', formAfter, now });
  });

interface Step {
  readonly id: number;
  readonly version: number;
  readonly action: 'changed' | 'ended';
  readonly formAfter: (before: ReceiverForm) => ReceiverForm | Refused;
  readonly now: Date;
}
/** What is saved as it was leaves no trace. */
async function writeOver(platform: Platform, tx: Transaction, writer: Writer, step: Step): Promise<Written | Refused> {
  const { id, version, action, formAfter, now } = step;
  const before = await tx.first(...lockEntry(writer.scope, [id]));
  if (!before) return refuse('not-found');
  if (before.version !== version) return refuse('changed-meanwhile');
  const form = formAfter(formOf(before));
  if ('refused' in form) return form;
  if (isSame(formOf(before), form)) return { id };
  const values = await valuesOf(platform, tx, writer, form, id);
  if (isRefused(values)) return values;
  await tx.execute(updateEntry, [...values, now, id]);
  await remember(platform, tx, writer, { id, action, form, now });
  return { id };
}

const inOnce = (
  { database, clock }: Platform,
  { actor, key }: Writer,
  content: unknown,
  work: (tx: Transaction, now: Date) => Promise<Written | Refused>,
): Promise<Written | Refused> => {
  const now = clock.now();
  return once(database, { actor: actorKey(actor), key, content, now }, written.parse, tx => work(tx, now));
};

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
