/** Many entries from one sheet: each line has its outcome, what is right is added, the lines that were refused can be had back. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { receiverFields } from '#domain/forms/receiver.ts';
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { openFileName } from '#server/platform/files/file-name.ts';
import { hasFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { remarkHeaders } from '#server/platform/sheets/map-headers.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { readReceiverLine, readReceiverSheet, type SheetLine } from './sheet.ts';
import { insertChecked, type Writer } from './write-entry.ts';

const insertImport = statement<{ id: number }>(
  'receivers.insert_import',
  'insert into receiving_office_import (account_id, at, file_name_sealed, lines) values ($1, $2, $3, $4) returning id',
);
export interface ImportRow {
  readonly id: number;
  readonly at: Date;
  readonly fileName: string;
  readonly rows: number;
  readonly added: number;
}
type StoredImport = Omit<ImportRow, 'fileName'> & { readonly fileNameSealed: Buffer | null };
const columns = `id, at, file_name_sealed, jsonb_array_length(lines) as rows,
  jsonb_array_length(jsonb_path_query_array(lines, '$[*] ? (@.fault == null)')) as added`;
/** Relies on receiving_office_import_recent. */
const selectRecent = statement<StoredImport>(
  'receivers.recent_imports',
  `select ${columns} from receiving_office_import where account_id = $1 order by id desc limit 10`,
);
const runOf = (vault: Vault, { fileNameSealed, ...row }: StoredImport): ImportRow => ({
  ...row,
  fileName: openFileName(vault, fileNameSealed),
});
/** The last ten of an account. */
export async function recentImports({ database, vault }: Platform, accountId: number | undefined): Promise<ImportRow[]> {
  const rows = await database.query(selectRecent, [accountId]);
  return rows.map(row => runOf(vault, row));
}
const findImport = statement<StoredImport & { readonly lines: unknown }>(
  'receivers.find_import',
  `select ${columns}, lines from receiving_office_import where account_id = $1 and id = $2`,
);

const storedLines = z.array(z.object({ row: z.number(), cells: z.record(z.string(), z.string()), fault: z.string().nullable() }));

const imported = z.object({ id: z.number() });

/** Why a line was refused: the sentences of its fields, or the refusal's own. */
const whyRefused = (refusal: Refused): string =>
  hasFields(refusal) ? Object.values(refusal.fields).join('；') : sentenceOf(refusal.refused.code, refusal.refused.about);

export async function importEntries(platform: Platform, writer: Writer, path: string, fileName: string) {
  const { database, vault, clock } = platform;
  const lines = await readReceiverSheet(path);
  if ('refused' in lines) return lines;
  const regions = await loadRegions(database);
  const now = clock.now();
  const add = async (tx: Transaction, { cells }: SheetLine): Promise<string | null> => {
    const form = readReceiverLine(regions, cells);
    if ('fault' in form) return form.fault;
    const written = await insertChecked(platform, tx, writer, form, now);
    return isRefused(written) ? whyRefused(written) : null;
  };
  const command = { actor: actorKey(writer.actor), key: writer.key, content: ['import-receivers', fileName, lines], now };
  const done = await once(database, command, imported.parse, async tx => {
    const told: { readonly row: number; readonly cells: SheetLine['cells']; readonly fault: string | null }[] = [];
    for (const line of lines) told.push({ ...line, fault: await add(tx, line) });
    const { actor, addressPrefix } = writer;
    const { id } = await tx.one(insertImport, [actor.accountId, now, vault.seal(fileName), JSON.stringify(told)]);
    const event = {
      at: now,
      actor: actorKey(actor),
      action: 'receiving-offices-imported',
      object: `receiving-office-import:${id}`,
      addressPrefix,
      detail: { fileName, rows: told.length, created: told.filter(({ fault }) => fault === null).length },
    } as const;
    await recordAuditEvent(tx, event, vault);
    return { id };
  });
  return isRefused(done) ? done : readImport(platform, writer.actor.accountId, done.id);
}

async function readImport({ database, vault }: Platform, accountId: number | undefined, id: number) {
  const found = await database.first(findImport, [accountId, id]);
  if (!found) return refuse('not-found');
  const { lines, ...run } = found;
  return {
    run: runOf(vault, run),
    lines: storedLines
      .parse(lines)
      .map(({ row, cells, fault }) => ({ row, served: cells.servedRegionCode ?? '', name: cells.name ?? '', fault })),
  };
}

/** The lines of an own import that were refused, in the template's columns, each with its reason. */
export async function makeRefusedSheet({ database }: Platform, accountId: number | undefined, id: number) {
  const found = await database.first(findImport, [accountId, id]);
  if (!found) return refuse('not-found');
  const refused = storedLines.parse(found.lines).filter(({ fault }) => fault !== null);
  const columns = [
    ...receiverFields.map(({ label }) => ({ header: label, width: 24 })),
    { header: remarkHeaders[0], width: 60 },
    { header: remarkHeaders[1], type: 'number' as const, width: 8 },
  ];
  const rows = refused.map(({ row, cells, fault }) => [...receiverFields.map(({ key }) => cells[key] ?? ''), fault, row]);
  const to = new PassThrough();
  const made = buffer(to);
  await writeRows('未导入的行', columns, rows, to);
  return made;
}
