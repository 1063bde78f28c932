/** What somebody is told who acts on a request that has been moved since they read it. */
import type { Action } from '#domain/actions/all.ts';
import { formatBeijing } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { type Role, roleWords } from '#domain/roles.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';

interface Seen<Row> {
  readonly row: Row;
  readonly action: Action;
  /** The version that was read is not the one that is there. */
  readonly isStale: boolean;
  /** The flow's own refusal, if it has one. */
  readonly refusal: Refused | undefined;
}
export type Overtaken<Row> = (tx: Transaction, seen: Seen<Row>) => Refused | undefined | Promise<Refused | undefined>;

export const versionFirst: Overtaken<unknown> = (_, { isStale, refusal }) => (isStale ? refuse('changed-meanwhile') : refusal);
export const flowFirst: Overtaken<unknown> = (_, { isStale, refusal }) =>
  refusal ?? (isStale ? refuse('changed-meanwhile') : undefined);

interface LastMove {
  readonly role: Role;
  readonly name: string | null;
  readonly at: Date;
  readonly label: string;
}
/** Names who acted first, when, and the state that it is in now. */
export const alreadyMovedBy =
  <Row>(lastMove: (tx: Transaction, row: Row) => Promise<LastMove>): Overtaken<Row> =>
  async (tx, { row, isStale, refusal }) => {
    if (!isStale) return refusal;
    const { role, name, at, label } = await lastMove(tx, row);
    const who = name ? `${roleWords[role]}（${name}）` : roleWords[role];
    return refuse('already-moved', { who, when: formatBeijing(at, 'second'), state: label });
  };
