/** What is sealed of a history, beside what is there. */
import { unnamed } from '#server/platform/postgres/postgres.ts';
import type { CanonicalValue } from './canonical.ts';
import { again, keyOf, selected } from './canonical-row.ts';
import type { History } from './histories.ts';

export interface SealedRow {
  readonly batch: number | null;
  readonly place: number | null;
  /** Of audit_history. */
  readonly sealedKey: string | null;
  readonly hash: string | null;
  /** Of the history; null where the row is gone. */
  readonly rowKey: string | null;
}
export type JoinedRow = SealedRow & Readonly<Record<string, CanonicalValue>>;
/** Every row of a history with what was sealed of it, either of which may be missing. */
export const sealedRows = (history: History) =>
  unnamed<JoinedRow>(
    `select c.batch, c.place, c.key as sealed_key, encode(c.hash, 'hex') as hash, h.audit_key as row_key, ${again(history)}
     from (select * from audit_history where kind = '${history.kind}') c
     full join (select ${keyOf(history)} as audit_key, ${selected(history)} from ${history.table} h) h on h.audit_key = c.key`,
  );
