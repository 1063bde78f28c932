/** What a leaf of the tree holds: every column of an event, in canonical form. docs/audit.md describes it to others. */
import { canonical, momentColumn } from './canonical.ts';
import { leafHash } from './merkle.ts';

/** An event as it is sealed: the names are those of the canonical form. */
export interface CanonicalEvent {
  readonly id: number;
  /** To the microsecond, in UTC. */
  readonly at: string;
  readonly schoolId: number | null;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly addressPrefix: string | null;
  /** Of the sealed detail as it is stored: who checks the tree needs no key of ours. */
  readonly detailSha256: string | null;
  readonly historySeq: number | null;
  readonly historySha256: string | null;
}
export const eventColumns = `e.id, ${momentColumn('e.at')} as at, e.school_id, e.actor, e.action, e.object, e.address_prefix,
  encode(sha256(e.detail_sealed), 'hex') as detail_sha256, e.history_seq, encode(e.history_hash, 'hex') as history_sha256`;

/** Only the columns of an event, whatever else a query brought along. */
export const eventOf = (row: CanonicalEvent) => ({
  action: row.action,
  actor: row.actor,
  addressPrefix: row.addressPrefix,
  at: row.at,
  detailSha256: row.detailSha256,
  historySeq: row.historySeq,
  historySha256: row.historySha256,
  id: row.id,
  object: row.object,
  schoolId: row.schoolId,
});
export const leafOf = (row: CanonicalEvent): Buffer => leafHash(Buffer.from(canonical(eventOf(row)), 'utf8'));
