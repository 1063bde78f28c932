/** One graduate's row, edited by the school: the rules of the upload, history, claims in the country, cases that follow. */
import { z } from 'zod';
import { beijingDay } from '#domain/dates.ts';
import { editRosterRecord } from '#domain/forms/roster-edit.ts';
import { type RosterFault, type RosterRecord, rosterWarnings } from '#domain/forms/roster-row.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { isOver } from '#domain/rules/cohort-window.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { documentHash } from '#server/platform/base/document-hash.ts';
import { type InvalidFields, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { sqlState, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { CasesPort } from './cases-port.ts';
import { claimExamNumber, claimPerson } from './claim-identity.ts';
import { type GraduateRecord, keepHistory, lockGraduateRecord } from './graduate-record.ts';
import { changesBetween } from './judge-row.ts';
import { recordColumns, recordValues } from './record-columns.ts';
import { loadRosterContext } from './roster-context.ts';

export interface EditGraduate {
  readonly scope: Scope;
  readonly id: number;
  readonly version: number;
  /** Texts by column, those that were changed. */
  readonly fields: Readonly<Record<string, string>>;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const edited = z.object({ version: z.number(), changed: z.number(), warnings: z.array(z.string()) });
type Edited = z.output<typeof edited>;

const update = statement(
  'roster.graduate_update',
  `update graduate set ${recordColumns.map((column, at) => `${column} = $${at + 5}`).join(', ')},
     person_id = $3, updated_at = $4, version = version + 1
   where school_id = $1 and id = $2`,
);

export async function editGraduate(platform: Platform, cases: CasesPort, command: EditGraduate): Promise<Edited | Refused> {
  const { id, version, fields, actor, key } = command;
  const content = ['edit-graduate', id, version, fields];
  const sent = { actor: actorKey(actor), key, content, now: platform.clock.now() };
  const work = () => once(platform.database, sent, edited.parse, tx => edit(platform, cases, tx, command));
  try {
    return await work();
  } catch (error) {
    // Somebody else claimed the same number at the same moment: seen now, it is a fault at its field.
    if (sqlState(error) === '23505') return work();
    throw error;
  }
}

const atFields = (faults: readonly RosterFault[]): InvalidFields => {
  const fields: Record<string, string> = {};
  for (const { column, message } of faults) fields[`fields.${column}`] ??= message;
  return invalidFields(fields);
};

async function edit(
  platform: Platform,
  cases: CasesPort,
  tx: Transaction,
  { scope, id, version, fields, actor, addressPrefix }: EditGraduate,
): Promise<Edited | Refused> {
  const { vault, clock } = platform;
  const now = clock.now();
  const found = await lockGraduateRecord(tx, vault, scope, id);
  if (!found) return refuse('not-found');
  if (found.isLapsed) return refuse('lapsed');
  if (isOver(found.cohort, beijingDay(now))) return refuse('cohort-over');
  if (found.version !== version) return refuse('changed-meanwhile');
  const { schoolId, cohort } = found;
  const context = await loadRosterContext(platform.database, { schoolId, cohort }, tx);
  const outcome = editRosterRecord(found.record, found.firstSignedInAt !== null, fields, context);
  if ('faults' in outcome) return atFields(outcome.faults);
  const changes = changesBetween(found, outcome.ok);
  if (Object.keys(changes).length === 0) return { version, changed: 0, warnings: [] };
  const claimed = await claim(platform, tx, found, outcome.ok);
  if ('faults' in claimed) return atFields(claimed.faults);

  const values = recordValues(vault, outcome.ok, claimed.documentHash);
  await cases.beforeChange(tx, schoolId, [id]);
  await tx.execute(update, [schoolId, id, claimed.personId, now, ...values]);
  await keepHistory(tx, vault, { schoolId, id, source: 'edit', accountId: actor.accountId ?? null, changes, now });
  await cases.follow(tx, schoolId, [id]);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'graduate-edited',
    object: `graduate:${schoolId}-${id}`,
    addressPrefix,
    detail: { fields: Object.keys(changes) },
  } as const;
  await recordAuditEvent(tx, event, vault);
  return {
    version: version + 1,
    changed: Object.keys(changes).length,
    warnings: rosterWarnings(outcome.ok).map(({ message }) => message),
  };
}

/** Who the row names, and under which exam number: both are unique in the country, so both are claimed before they are written. */
async function claim({ vault, clock }: Platform, tx: Transaction, { personId, ...found }: GraduateRecord, after: RosterRecord) {
  const { schoolId, cohort, id } = found;
  const hash = documentHash(vault, after.documentType, after.idNumber);
  const place = { schoolId, cohort, graduateId: id, now: clock.now() };
  const person = await claimPerson(tx, place, personId, hash);
  const number = await claimExamNumber(tx, vault, place, found.record.examNumber, after.examNumber);
  const faults = [person, number].flatMap(claimed => ('fault' in claimed ? [claimed.fault] : []));
  return 'personId' in person && faults.length === 0 ? { personId: person.personId, documentHash: hash } : { faults };
}
