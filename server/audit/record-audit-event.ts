import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { HistoryDigest } from './tree/history-digest.ts';

export interface AuditEvent {
  readonly at: Date;
  /** Whose school's log it belongs to, where it belongs to one. */
  readonly schoolId?: number | undefined;
  /** `account:7`, `person:12` or `anyone`: never a name, never a login. */
  readonly actor: string;
  /** The module of the matter that writes it has its word. */
  readonly action: string;
  /** What it was done to, as `kind:id`. */
  readonly object: string;
  readonly addressPrefix?: string | undefined;
  readonly detail?: unknown;
  /** The step of a case that was written with it. */
  readonly history?: HistoryDigest | undefined;
}

const insertEvent = statement(
  'audit.insert',
  `insert into audit_event (at, school_id, actor, action, object, address_prefix, detail_sealed, history_seq, history_hash)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** One row of the audit. In a transaction it is there if and only if what it tells of is. */
export async function recordAuditEvent(tx: Queryable, event: AuditEvent, vault: Vault): Promise<void> {
  const { at, schoolId, actor, action, object, addressPrefix, detail, history } = event;
  const sealed = detail === undefined ? null : vault.sealJson(detail);
  const values = [at, schoolId ?? null, actor, action, object, addressPrefix ?? null, sealed, history?.seq, history?.hash];
  await tx.execute(insertEvent, values);
}

/** How an actor is named in the audit and before idempotency keys. */
export function actorKey(actor: Pick<Actor, 'accountId' | 'personId'>): string {
  if (actor.accountId !== undefined) return `account:${actor.accountId}`;
  return actor.personId === undefined ? 'anyone' : `person:${actor.personId}`;
}
