/** Takes new rows of the histories into a batch, and writes an event of the log that covers it: the tree holds the event. */
import { createHash } from 'node:crypto';
import type { Platform } from '#server/platform/platform.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { recordAuditEvent } from './record-audit-event.ts';
import type { CanonicalValue } from './tree/canonical.ts';
import { canonicalRow, keyOf, rowHash, selected } from './tree/canonical-row.ts';
import { batchKind, type History, histories, latestHours } from './tree/histories.ts';
import { takeTurn } from './tree/store.ts';

type Row = { readonly auditKey: string } & Readonly<Record<string, CanonicalValue>>;

const together = 5_000;
const hour = 3_600_000;
const lastBatch = statement<{ batch: number; at: Date }>(
  'audit.last_batch',
  'select batch, at from audit_history order by batch desc, place desc limit 1',
);
/** Relies on the index by time, and on the key of audit_history. */
const newRows = (history: History) =>
  statement<Row>(
    `audit.new_${history.table}`,
    `select ${keyOf(history)} as audit_key, ${selected(history)} from ${history.table} h
     where h.at >= $1 and not exists (select from audit_history c where c.kind = '${history.kind}' and c.key = ${keyOf(history)})
     order by h.at limit $2`,
  );
const kinds = histories.map(history => ({ history, find: newRows(history) }));
const insertRows = statement(
  'audit.insert_history',
  `insert into audit_history (kind, key, hash, batch, place, at)
   select $1, key, hash, $4, $5::integer + nth - 1, $6 from unnest($2::text[], $3::bytea[]) with ordinality as t (key, hash, nth)`,
);

/** All of them in one batch; nothing where there is nothing new. The first batch takes what was there before. */
export const sealHistories = (platform: Pick<Platform, 'database' | 'vault' | 'clock'>): Promise<void> =>
  platform.database.transaction(async tx => {
    if ((await tx.one(takeTurn)).taken) await sealOneBatch(platform, tx);
  });

async function sealOneBatch({ vault, clock }: Pick<Platform, 'vault' | 'clock'>, tx: Transaction): Promise<void> {
  const last = await tx.first(lastBatch);
  const at = clock.now();
  const since = last ? new Date(last.at.getTime() - latestHours * hour) : new Date(0);
  const batch = (last?.batch ?? 0) + 1;
  const digest = createHash('sha256');
  let place = 0;
  for (const { history, find } of kinds) {
    for (;;) {
      const rows = await tx.query(find, [since, together]);
      if (rows.length === 0) break;
      const hashes = rows.map(row => rowHash(canonicalRow(history, row, vault)));
      for (const hash of hashes) digest.update(hash);
      await tx.execute(insertRows, [history.kind, rows.map(({ auditKey }) => auditKey), hashes, batch, place, at]);
      place += rows.length;
      if (rows.length < together) break;
    }
  }
  if (place === 0) return;
  const covered = { seq: place, hash: digest.digest() };
  const event = { at, actor: 'platform', action: 'history-sealed', object: `${batchKind}:${batch}`, history: covered };
  await recordAuditEvent(tx, event, vault);
}
