/** The one writer of a graduate's record: the record, its history, what lists show, what follows. The graduate's row is locked. */
import type { RegionTable } from '#domain/codes/regions.ts';
import type { PartContent, PartNote } from '#domain/reported/parts.ts';
import type { Role } from '#domain/roles.ts';
import { changesImportant, provinceOf, transferTypeOf } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { TransferSource } from '#domain/transfers/record.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { openContent } from './open-content.ts';
import { scheduleReport } from './report-record.ts';
import { becomeModification, hasOpenRequest } from './request-store.ts';
import { findRecord, insertRecordHistory, type RecordRow, showRecord, writeNote, writeRecordRow } from './store.ts';
import { countAgain } from './transfer-counters.ts';

interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
}
interface By {
  readonly role: Role;
  readonly accountId?: number | undefined;
}
export interface RecordWrite extends Whose {
  readonly content: PartContent;
  readonly source: TransferSource;
  readonly sourceName?: string | undefined;
  readonly requestId?: number | undefined;
  readonly caseId?: number | undefined;
  readonly by: By;
  readonly now: Date;
}

/** The record as it counts: one that has lapsed counts no more. */
export async function registeredRecord(tx: Transaction, { schoolId, graduateId, kind }: Whose): Promise<RecordRow | undefined> {
  const row = await tx.first(findRecord, [schoolId, graduateId, kind]);
  return row?.state === 'registered' ? row : undefined;
}

/** Answers the version that the record has now. */
export async function writeRecord(
  tx: Transaction,
  { vault, regions }: { readonly vault: Vault; readonly regions: RegionTable },
  write: RecordWrite,
): Promise<number> {
  const { schoolId, graduateId, kind, content, source, sourceName, requestId, caseId, by, now } = write;
  const whose = [schoolId, graduateId, kind];
  await countAgain(tx, schoolId, [graduateId]);
  const before = await tx.first(findRecord, whose);
  const version = (before?.version ?? 0) + 1;
  const sealed = vault.sealJson(content);
  const type = transferTypeOf(content);
  const origin = { source, sourceName: sourceName ?? null, requestId: requestId ?? null, caseId: caseId ?? null };
  const written = { schoolId, graduateId, kind, version, contentSealed: sealed, ...origin };
  await writeRecordRow(tx, { ...written, transferType: type, provinceCode: provinceOf(content, regions), now });
  await insertRecordHistory(tx, { ...written, at: now, change: 'written', accountId: by.accountId ?? null, byRole: by.role });
  const waiting = await tx.first(hasOpenRequest, whose);
  if (waiting) await tx.execute(becomeModification, [schoolId, waiting.id]);
  await tx.execute(showRecord[kind], [schoolId, graduateId, waiting ? 'modifying' : 'registered', type, now]);

  const was = before?.state === 'registered' ? openContent(vault, before.contentSealed) : {};
  if (changesImportant(kind, was, content))
    await undoConfirmations(tx, vault, { schoolId, graduateIds: [graduateId], change: kind, now });
  // The registry's own change is not sent back to it.
  if (source !== 'registry') await scheduleReport(tx, { schoolId, graduateId, kind, version });
  return version;
}

/** Says of the record that it came with a destination that has ended; or, with null, that somebody has looked at it. */
export async function noteRecord(
  tx: Transaction,
  { schoolId, graduateId, kind, note, by, now }: Whose & { readonly note: PartNote | null; readonly by: By; readonly now: Date },
): Promise<void> {
  const row = await registeredRecord(tx, { schoolId, graduateId, kind });
  if (!row || row.note === note) return;
  const whose = [schoolId, graduateId, kind];
  const version = row.version + 1;
  await tx.execute(writeNote, [...whose, note]);
  const { source, sourceName, requestId, caseId } = row;
  await insertRecordHistory(tx, {
    ...{ schoolId, graduateId, kind, version, source, sourceName, requestId, caseId },
    at: now,
    change: note ? 'noted' : 'checked',
    contentSealed: null,
    accountId: by.accountId ?? null,
    byRole: by.role,
  });
  await scheduleReport(tx, { schoolId, graduateId, kind, version });
}
