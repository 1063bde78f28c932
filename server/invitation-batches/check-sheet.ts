import type { SheetContext } from '#domain/forms/invitation-sheet.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { readInvitationDefaults } from '#server/employers/index.ts';
import { receive } from '#server/platform/images/receive.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { describeSheetRefusal } from '#server/platform/sheets/refused-file.ts';
import { headerOf, readInvitationSheet } from './read-sheet.ts';
import { insertBatch, insertRows } from './store.ts';

/** What the rows of an employer's sheet are read against: its terms and certified data, and the country's regions. */
export async function sheetContext(platform: Platform, employerId: number): Promise<Omit<SheetContext, 'columns'> | Refused> {
  const defaults = await readInvitationDefaults(platform, employerId);
  if ('refused' in defaults) return defaults;
  return { ...defaults, regions: await loadRegions(platform.database) };
}

interface Upload {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly employerId: number;
  readonly actor: Actor;
}

/** Takes a sheet in and checks every row; nothing is sent. Its rows are kept sealed, the file itself is not kept. */
export async function checkInvitationSheet(platform: Platform, upload: Upload): Promise<{ readonly batchId: number } | Refused> {
  const { database, vault, clock } = platform;
  const { stream, fileName, employerId, actor } = upload;
  const context = await sheetContext(platform, employerId);
  if ('refused' in context) return context;
  const sheet = await receive(platform, stream, ({ path }) => readInvitationSheet(path, context));
  if ('refused' in sheet) return refuse('sheet-refused', { why: describeSheetRefusal(sheet) });
  const now = clock.now();
  return database.transaction(async (tx: Queryable) => {
    const headers = sheet.headers.map(({ header }) => header);
    const { id: batchId } = await tx.one(insertBatch, [employerId, actor.accountId, fileName, headers, now]);
    await tx.execute(insertRows, [
      employerId,
      batchId,
      sheet.rows.map(({ row }) => row),
      sheet.rows.map(({ cells }) => vault.sealJson(cells)),
      sheet.rows.map(({ faults }) =>
        faults.length > 0 ? vault.sealJson(faults.map(({ key, message }) => ({ column: headerOf(key), message }))) : null,
      ),
    ]);
    return { batchId };
  });
}
