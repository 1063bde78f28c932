/** The audit as a file for somebody who has neither the database nor this program (docs/audit.md, scripts/audit-verifier). */
import type { Vault } from '#server/platform/base/crypto.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { type Database, statement, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import type { Statements } from '#server/platform/statements/statements.ts';
import { type CanonicalEvent, eventColumns, eventOf } from '../tree/canonical-event.ts';
import { canonicalRow } from '../tree/canonical-row.ts';
import { type History, histories } from '../tree/histories.ts';
import { historyOf } from '../tree/history-rows.ts';
import { type JoinedRow, sealedRows } from '../tree/sealed-rows.ts';
import { headsAfter } from '../tree/store.ts';

export interface Exporting {
  readonly statements: Statements;
  readonly vault: Vault;
  /** The lines of the file of heads. */
  readonly heads: readonly string[];
  readonly now: Date;
}
interface Row extends Omit<CanonicalEvent, 'id'> {
  readonly id: number | null;
  readonly index: number | null;
  readonly eventId: number | null;
  readonly hash: string | null;
}
/** In the tree's order; last what is in no tree. */
const everything = unnamed<Row>(
  `select l.index, l.event_id, encode(l.hash, 'hex') as hash, ${eventColumns}
   from audit_leaf l full join audit_event e on e.id = l.event_id order by l.index nulls last, e.id`,
);
const steps = statement<{ school: number; steps: number }>(
  'audit.export_steps',
  'select school_id as school, count(*)::int as steps from case_history group by school_id order by school_id',
);
const steady = unnamed('set transaction isolation level repeatable read, read only');

/** Writes all lines of one moment. The writer may make us wait, though not for a minute at a time. */
export const exportAudit = (database: Database, exporting: Exporting, write: (lines: string) => Promise<void>): Promise<void> =>
  database.transaction(async tx => {
    await tx.execute(steady);
    for await (const lines of exportWithin(tx, exporting)) await write(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  });

export async function* exportWithin(tx: Transaction, { statements, vault, heads, now }: Exporting): AsyncGenerator<object[]> {
  yield [{ format: 'quxiang-audit-export-1', at: now.toISOString(), keys: statements.published }];
  yield heads.map(head => ({ head }));
  for (let after = 0; ; ) {
    const kept = await tx.query(headsAfter, [after, 1000]);
    const last = kept.at(-1);
    if (!last) break;
    yield kept.map(({ signed }) => ({ kept: signed }));
    after = last.number;
  }
  yield await tx.query(steps);
  let rows = 0;
  for await (const batch of eachRows(tx, everything, [], { atOnce: 2_000 })) {
    const events = batch.flatMap(row => (isThere(row) ? [row] : []));
    const histories = await historyOf(tx, vault, events);
    rows += batch.length;
    yield batch.map(row => ({
      leaf: row.index === null ? null : { index: row.index, id: row.eventId, hash: row.hash },
      row: isThere(row) ? eventOf(row) : null,
      ...(row.historySeq === null ? {} : { history: histories.get(row.id ?? 0) ?? null }),
    }));
  }
  for (const history of histories)
    for await (const batch of eachRows(tx, sealedRows(history), [], { atOnce: 2_000 })) {
      rows += batch.length;
      yield batch.map(row => historyLine(history, row, vault));
    }
  yield [{ end: rows }];
}
const historyLine = (history: History, row: JoinedRow, vault: Vault) => ({
  kind: history.kind,
  key: row.rowKey ?? row.sealedKey,
  sealed: row.sealedKey === null ? null : { batch: row.batch, place: row.place, hash: row.hash },
  content: row.rowKey === null ? null : canonicalRow(history, row, vault),
});
const isThere = (row: Row): row is Row & CanonicalEvent => row.id !== null;
