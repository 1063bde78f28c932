/** The one place where a confirmation falls back, and with it every code that was issued on what it said. */
import { type ConfirmationChange, confirmationChanges, movedBy } from '#domain/confirmation/changes.ts';
import { type ConfirmationState, isAnswered } from '#domain/confirmation/states.ts';
import type { RecordSource } from '#domain/reported/parts.ts';
import { postMessages } from '#server/messages/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { endCodes } from '#server/verification/index.ts';

interface Moved {
  readonly id: number;
  readonly personId: number;
  readonly cohort: number;
  readonly was: ConfirmationState;
}
// Joined with itself for the state before; the rows are locked, so both are the same row.
const move = statement<Moved>(
  'confirmation.fall_back',
  `update graduate g
   set confirmation = $3, confirmation_since = $4, reported_source = case when $6::text = 'kept' then g.reported_source else nullif($6, '') end
   from graduate was
   where g.school_id = $1 and g.id = any($2::bigint[]) and was.school_id = $1 and was.id = g.id
     and (g.confirmation = any($5::text[]) or ($6 not in ('kept', '') and g.reported_source is distinct from $6))
   returning g.id, g.person_id, g.cohort, was.confirmation as was`,
);
const keepFalls = statement(
  'confirmation.keep_falls',
  `insert into confirmation_history (school_id, graduate_id, at, state, cause)
   select $1, id, $3, $4, $5 from unnest($2::bigint[]) as fallen (id) order by id`,
);

export interface Undoing {
  readonly schoolId: number;
  readonly graduateIds: readonly number[];
  readonly change: ConfirmationChange;
  /** Of a destination that was reported: by whom. */
  readonly source?: RecordSource;
  readonly now: Date;
}

/** What the source of the reported destination becomes: its name, '' for none, or as it was. */
const sourceAfter: Readonly<Partial<Record<ConfirmationChange, '' | 'given'>>> = {
  reported: 'given',
  restored: 'given',
  cleared: '',
  lapsed: '',
};

/**
 * Something important changed: what the graduates had confirmed counts no more, codes die, and those who had confirmed are told. Their
 * rows are locked. Answers which of them had confirmed.
 */
export async function undoConfirmations(
  tx: Transaction,
  vault: Vault,
  { schoolId, graduateIds, change, source = 'platform', now }: Undoing,
): Promise<readonly number[]> {
  if (graduateIds.length === 0) return [];
  const { becomes, ends, told, what } = confirmationChanges[change];
  const after = sourceAfter[change];
  const kept = after === 'given' ? source : (after ?? 'kept');
  const [moved] = await Promise.all([
    tx.query(move, [schoolId, graduateIds, becomes, now, movedBy(change), kept]),
    endCodes(tx, { schoolId, graduateIds, reason: ends, now }),
  ]);
  const fallen = moved.filter(({ was }) => isAnswered(was));
  if (fallen.length === 0) return [];
  const ids = fallen.map(({ id }) => id);
  await tx.execute(keepFalls, [schoolId, ids, now, becomes, change]);
  if (told !== 'no')
    await postMessages(
      tx,
      { vault, now },
      fallen.map(({ id, personId, cohort }) => ({
        eventKey: `confirmation-${schoolId}-${id}-${now.getTime()}`,
        personId,
        title: '请重新确认登记去向',
        text: `您的${what}有变更，此前的登记确认和核验编号已失效。请核对后重新确认。`,
        about: `confirmation:${cohort}`,
      })),
      { push: told === 'pushed' },
    );
  return ids;
}
