import { z } from 'zod';
import { uploadInvitations } from '#contract/routes/invitation-batches.ts';
import type { SheetContext } from '#domain/forms/invitation-sheet.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey } from '#server/audit/index.ts';
import { readInvitationDefaults } from '#server/employers/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { receiveSheet } from '#server/platform/sheets/receive-sheet.ts';
import { describeSheetRefusal } from '#server/platform/sheets/refused-file.ts';
import { alreadyInvited } from './already-invited.ts';
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
  readonly key: string;
}

const checked = z.object({ batchId: z.number() });

/** Takes a sheet in and checks every row; nothing is sent. Its rows are kept sealed, the file itself is not kept. */
export async function checkInvitationSheet(platform: Platform, upload: Upload): Promise<{ readonly batchId: number } | Refused> {
  const { database, vault, clock } = platform;
  const { stream, fileName, employerId, actor, key } = upload;
  const context = await sheetContext(platform, employerId);
  if ('refused' in context) return context;
  const limits = { sender: actorKey(actor), bytesAtMost: uploadInvitations.maxBytes };
  const sheet = await receiveSheet(platform, stream, limits, async ({ path, sha256 }) => {
    const read = await readInvitationSheet(path, context);
    return 'refused' in read
      ? refuse('sheet-refused', { why: describeSheetRefusal(read) })
      : { ...read, sent: sha256.toString('hex') };
  });
  if (isRefused(sheet)) return sheet;
  const known = await alreadyInvited(
    platform,
    employerId,
    sheet.rows.flatMap(({ form }) => form ?? []),
  );
  const rows = sheet.rows.map(row => {
    const sentence = row.form && row.faults.length === 0 ? known(row.form) : undefined;
    if (sentence === undefined || !row.form) return row;
    const key = 'code' in row.form ? ('code' as const) : ('idNumber' as const);
    return { ...row, faults: [{ key, message: sentence }] };
  });
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['invitations', fileName, sheet.sent], now };
  return once(database, command, checked.parse, async tx => {
    const headers = sheet.headers.map(({ header }) => header);
    const { id: batchId } = await tx.one(insertBatch, [employerId, actor.accountId, vault.seal(fileName), headers, now]);
    await tx.execute(insertRows, [
      employerId,
      batchId,
      rows.map(({ row }) => row),
      rows.map(({ cells }) => vault.sealJson(cells)),
      rows.map(({ faults }) =>
        faults.length > 0 ? vault.sealJson(faults.map(({ key, message }) => ({ column: headerOf(key), message }))) : null,
      ),
    ]);
    return { batchId };
  });
}
