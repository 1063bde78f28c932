/** What an event says of the step of a case that was written with it. Every column goes in; what is sealed by its SHA-256, a name by a keyed hash. */
import type { Vault } from '#server/platform/base/crypto.ts';
import { canonical, canonicalMoment, sha256 } from './canonical.ts';

/** A row of case_history. */
export interface HistoryRow {
  readonly schoolId: number;
  readonly caseId: number;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly accountId: number | null;
  readonly actorName: string | null;
  readonly levels: readonly string[];
  readonly toState: string;
  readonly version: number;
  readonly noteSealed: Buffer | null;
  readonly evidenceSealed: Buffer | null;
}
export interface HistoryDigest {
  readonly seq: number;
  readonly hash: Buffer;
}

const digestOf = (sealed: Buffer | null): string | null => sealed && sha256(sealed).toString('hex');

/** The canonical fields. A name goes in by its keyed hash: who checks an export does not read who it was, and sees that it was changed. */
export const canonicalHistory = (row: HistoryRow & { readonly moment?: string }, vault: Vault) => ({
  accountId: row.accountId,
  action: row.action,
  actorNameHmac: row.actorName === null ? null : vault.keyedHash(`audit name ${row.actorName}`).toString('hex'),
  at: row.moment ?? canonicalMoment(row.at),
  byRole: row.byRole,
  caseId: row.caseId,
  evidenceSha256: digestOf(row.evidenceSealed),
  levels: row.levels,
  noteSha256: digestOf(row.noteSealed),
  schoolId: row.schoolId,
  seq: row.seq,
  toState: row.toState,
  version: row.version,
});

export const digestOfHistory = (row: HistoryRow, vault: Vault): HistoryDigest => ({
  seq: row.seq,
  hash: sha256(canonical(canonicalHistory(row, vault))),
});
