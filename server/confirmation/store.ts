/** The SQL of confirmations: one graduate's answers and falls. */

import type { WrongPart } from '#domain/confirmation/answer.ts';
import type { ConfirmationChange } from '#domain/confirmation/changes.ts';
import type { ConfirmationState } from '#domain/confirmation/states.ts';
import type { RecordSource } from '#domain/reported/parts.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface OwnRow {
  readonly confirmation: ConfirmationState;
  readonly since: Date | null;
  readonly source: RecordSource | null;
  readonly documentNumberSealed: Buffer;
  readonly archiveState: string;
  readonly hukouState: string;
}
/** Values: school, graduate. */
export const findOwn = statement<OwnRow>(
  'confirmation.own',
  `select confirmation, confirmation_since as since, reported_source as source, document_number_sealed, archive_state, hukou_state
   from graduate where school_id = $1 and id = $2`,
);
/** The row is locked. Values: school, graduate, state, moment. */
export const writeAnswer = statement(
  'confirmation.write_answer',
  'update graduate set confirmation = $3, confirmation_since = $4 where school_id = $1 and id = $2',
);
/** Values: school, graduate, moment, answer, parts, text, hash of what is confirmed. */
export const keepAnswer = statement<{ id: number }>(
  'confirmation.keep_answer',
  `insert into confirmation_history (school_id, graduate_id, at, state, parts, text_sealed, confirmed_hash)
   values ($1, $2, $3, $4, $5, $6, $7) returning id`,
);

export interface EventRow {
  readonly at: Date;
  readonly state: ConfirmationState;
  readonly cause: ConfirmationChange | null;
  readonly parts: readonly WrongPart[] | null;
  readonly textSealed: Buffer | null;
}
/** The latest first. Values: school, graduate. */
export const selectEvents = statement<EventRow>(
  'confirmation.events',
  `select at, state, cause, parts, text_sealed from confirmation_history
   where school_id = $1 and graduate_id = $2 order by id desc limit 100`,
);

export const hasAuthorization = statement<{ there: boolean }>(
  'confirmation.has_authorization',
  `select exists (select from verification_code
     where school_id = $1 and graduate_id = $2 and purpose = 'authorization' and ended_at is null and expires_at > $3) as there`,
);
