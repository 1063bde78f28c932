/** 修改信息: a department or the school writes a record itself; it counts at once, without a review. */
import { z } from 'zod';
import type { Obstacle } from '#domain/flow/decide.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { levelOf, rolesOf } from '#domain/roles.ts';
import { isSameContent } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Asking } from '#server/requests/index.ts';
import { getSchoolSettings, type VersionedSettings } from '#server/schools/index.ts';
import { factsOf } from './facts.ts';
import { openContent } from './open-content.ts';
import { type Archives, readForm } from './read-form.ts';
import { findRecord, type GraduateRow, lockGraduate } from './store.ts';
import { noteRecord, registeredRecord, writeRecord } from './write-record.ts';

export interface RecordCommand extends Asking {
  readonly kind: TransferKind;
  readonly graduateId: number;
  /** Of the record that was read; 0 where there was none. */
  readonly version: number;
}
const written = z.object({ version: z.number() });
type Written = z.output<typeof written>;

/** Why staff may not write this graduate's record now. */
export function obstacleOfEdit(
  kind: TransferKind,
  row: GraduateRow,
  settings: VersionedSettings,
  now: Date,
): Obstacle | undefined {
  const { isLapsed, isCohortOver, hukouAtSchool } = factsOf(kind, row, settings, now);
  if (isLapsed) return { code: 'lapsed' };
  if (isCohortOver) return { code: 'cohort-over' };
  return transferDetails[kind].needsHukou && !hukouAtSchool ? { code: 'hukou-not-at-school' } : undefined;
}

/** The graduate's row locked, the record in the version that was read; or who came first. */
async function locked(archives: Archives, tx: Transaction, { kind, graduateId, version, scope }: RecordCommand) {
  const row = await tx.first(...lockGraduate(scope, [graduateId]));
  if (!row) return refuse('not-found');
  const now = archives.platform.clock.now();
  const obstacle = obstacleOfEdit(kind, row, await getSchoolSettings(tx, row.schoolId), now);
  if (obstacle) return refuse(obstacle.code, obstacle.about);
  const kept = await tx.first(findRecord, [row.schoolId, graduateId, kind]);
  const isRead = version === (kept?.state === 'registered' ? kept.version : 0);
  return isRead ? row : refuse('changed-meanwhile');
}

export interface EditRecord extends RecordCommand {
  readonly form: Readonly<Record<string, string>>;
}
export function editRecord(archives: Archives, command: EditRecord): Promise<Written | Refused> {
  const { kind, graduateId, version, form, actor, key } = command;
  const { database, clock } = archives.platform;
  const sent = { actor: actorKey(actor), key, content: ['edit-transfer', kind, graduateId, version, form], now: clock.now() };
  return once(database, sent, written.parse, async tx => {
    const row = await locked(archives, tx, command);
    if (isRefused(row)) return row;
    const read = await readForm(archives, tx, row, { kind, form, withExplanation: false });
    if (isRefused(read)) return read;
    const before = await registeredRecord(tx, { schoolId: row.schoolId, graduateId, kind });
    if (before && isSameContent(kind, openContent(archives.platform.vault, before.contentSealed), read.content))
      return invalidFields({ form: '没有改动任何一项，请修改后再提交' });
    return { version: await writeByStaff(archives, tx, { row, kind, content: read.content, source: 'staff', asking: command }) };
  });
}

/** What staff wrote, one by one or from a sheet: the record, the audit, and an SMS to the graduate. */
export async function writeByStaff(
  { platform }: Archives,
  tx: Transaction,
  it: {
    readonly row: GraduateRow;
    readonly kind: TransferKind;
    readonly content: Readonly<Record<string, string>>;
    readonly source: 'staff' | 'import';
    readonly asking: Pick<Asking, 'actor' | 'addressPrefix'>;
  },
): Promise<number> {
  const { row, kind, content, source, asking } = it;
  const { actor, addressPrefix } = asking;
  const { vault, database, clock } = platform;
  const { schoolId, graduateId, personId } = row;
  const now = clock.now();
  const { title } = transferDetails[kind];
  const by = { role: levelOf(rolesOf(actor)) ?? 'school', accountId: actor.accountId };
  const regions = await loadRegions(database, tx);
  const before = await registeredRecord(tx, { schoolId, graduateId, kind });
  const version = await writeRecord(tx, { vault, regions }, { schoolId, graduateId, kind, content, source, by, now });
  const action = source === 'import' ? 'transfer-record-imported' : 'transfer-record-edited';
  const detail = { kind: title, before: before ? openContent(vault, before.contentSealed) : null, after: content };
  const event = { at: now, schoolId, actor: actorKey(actor), action, object: `graduate:${schoolId}-${graduateId}` };
  await recordAuditEvent(tx, { ...event, addressPrefix, detail }, vault);
  const done = before ? '修改了' : '登记了';
  await postMessage(
    tx,
    { vault, now },
    {
      eventKey: `transfer-record-${schoolId}-${graduateId}-${kind}-${version}`,
      to: { personId },
      title: `学校${done}您的${title}`,
      text: `学校${done}您的${title}，请登录查看。如与实际不符，请在线申请修改，或联系学校就业部门。`,
      about: `${kind}:${row.cohort}`,
      push: 'all',
    },
  );
  return version;
}

/** 核对无误: what a destination left behind is right as it is. */
export function checkRecord(archives: Archives, command: RecordCommand): Promise<Written | Refused> {
  const { kind, graduateId, version, actor, key, addressPrefix } = command;
  const { database, vault, clock } = archives.platform;
  const now = clock.now();
  const sent = { actor: actorKey(actor), key, content: ['check-transfer', kind, graduateId, version], now };
  return once(database, sent, written.parse, async tx => {
    const row = await locked(archives, tx, command);
    if (isRefused(row)) return row;
    const { schoolId } = row;
    const by = { role: levelOf(rolesOf(actor)) ?? 'school', accountId: actor.accountId } as const;
    await noteRecord(tx, { schoolId, graduateId, kind, note: null, by, now });
    const event = { at: now, schoolId, actor: actorKey(actor), object: `graduate:${schoolId}-${graduateId}`, addressPrefix };
    const detail = { kind: transferDetails[kind].title };
    await recordAuditEvent(tx, { ...event, action: 'transfer-record-checked', detail }, vault);
    return { version: version + 1 };
  });
}
