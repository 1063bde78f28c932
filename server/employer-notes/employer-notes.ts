/** 经营状态: nobody has asked an authority, so it is 未查询 until staff write down what they found, and when. */
import { z } from 'zod';
import { businessStatus } from '#domain/codes/business-status.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { beijingDay } from '#domain/dates.ts';
import type { employerNoteForm } from '#domain/forms/employer-note-form.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type CaseRef, findOpenedCase } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';

/** As many as a page shows; the older ones stay in the table. */
const shown = 10;
const selectNotes = statement<{ at: Date; checkedOn: string; status: string; textSealed: Buffer | null; who: string }>(
  'cases.employer_notes',
  `select n.at, n.checked_on, n.status, n.text_sealed, a.name as who from employer_note_history n join account a on a.id = n.account_id
   where n.school_id = $1 and n.uscc = $2 order by n.id desc limit ${shown}`,
);
const insertNote = statement(
  'cases.note_employer',
  `insert into employer_note_history (school_id, uscc, at, checked_on, status, text_sealed, account_id) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Newest first. */
export async function employerNotes(queryable: Queryable, vault: Vault, schoolId: number, uscc: string) {
  const rows = uscc ? await queryable.query(selectNotes, [schoolId, uscc]) : [];
  return rows.map(({ at, checkedOn, status, textSealed, who }) => ({
    ...{ at, checkedOn, who },
    status: nameOf(businessStatus, status) ?? status,
    text: textSealed ? vault.open(textSealed) : '',
  }));
}

export interface NoteEmployer {
  readonly ref: CaseRef;
  readonly note: z.output<typeof employerNoteForm>;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const done = z.object({ done: z.literal(true) });

/** A note on the employer of a case in reach, written by reviewers of that case. */
export async function noteEmployer(platform: Platform, command: NoteEmployer): Promise<z.output<typeof done> | Refused> {
  const { database, vault, clock } = platform;
  const { ref, note, actor, scope, key, addressPrefix } = command;
  const now = clock.now();
  if (note.checkedOn > beijingDay(now)) return invalidFields({ checkedOn: '查询日期不能晚于今天' });
  return once(database, { actor: actorKey(actor), key, content: ['note', ref, note], now }, done.parse, async tx => {
    const opened = await findOpenedCase(platform, tx, ref, scope);
    if (!opened?.row.uscc) return refuse('not-found');
    const { schoolId, uscc } = opened.row;
    const { status, checkedOn, text } = note;
    await tx.execute(insertNote, [schoolId, uscc, now, checkedOn, status, text ? vault.seal(text) : null, actor.accountId]);
    const event = {
      at: now,
      schoolId,
      actor: actorKey(actor),
      action: 'employer-noted',
      object: `employer-code:${uscc}`,
      addressPrefix,
      detail: note,
    } as const;
    await recordAuditEvent(tx, event, vault);
    return { done: true as const };
  });
}
