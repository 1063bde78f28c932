/** Graduates are taken off the roster: one, some, or all that a filter finds. They lapse at once, and their cases are frozen. */
import { z } from 'zod';
import type { GraduateFilter } from '#contract/routes/graduates.ts';
import { beijingDay } from '#domain/dates.ts';
import { type ReasonForm, reasonFormFor } from '#domain/forms/reason-form.ts';
import { rosterDeletionReasons } from '#domain/forms/roster-deletion-reasons.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { isOver } from '#domain/rules/cohort-window.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type SchoolScope, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import type { CasesPort } from './cases-port.ts';
import { type Claimant, freeClaims } from './claims.ts';
import { lapsedField } from './judge-row.ts';
import { rosterColumns, whereOf } from './list-graduates.ts';

export type Chosen = { readonly ids: readonly number[] } | { readonly filter: GraduateFilter };

export interface DeleteGraduates {
  readonly scope: Scope;
  readonly chosen: Chosen;
  readonly reason: ReasonForm;
  /** As the person typed it. */
  readonly count: number;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const deleted = z.object({ deleted: z.number() });

export async function deleteGraduates(
  platform: Platform,
  cases: CasesPort,
  command: DeleteGraduates,
): Promise<z.output<typeof deleted> | Refused> {
  const { chosen, reason, count, actor, key } = command;
  const given = reasonFormFor(rosterDeletionReasons).safeParse(reason);
  if (!given.success) return invalidFields(fieldsOf(given.error, 'reason.'));
  const content = ['delete-graduates', chosen, reason, count];
  const sent = { actor: actorKey(actor), key, content, now: platform.clock.now() };
  return once(platform.database, sent, deleted.parse, tx => remove(platform, cases, tx, command));
}

/** Locked in the order of their ids, before their cases: who imports, edits or decides meanwhile waits, or is waited for. */
const pickByIds = scoped<Claimant>(
  'roster.pick',
  rosterColumns,
  1,
  inside => `select id, cohort, person_id, exam_number from graduate g
   where ${inside} and id = any($1::bigint[]) and lapsed_at is null
   order by id for no key update`,
);

async function pick(tx: Transaction, scope: SchoolScope, chosen: Chosen): Promise<readonly Claimant[]> {
  if ('ids' in chosen) return tx.query(...pickByIds(scope, [chosen.ids]));
  const { text, values } = whereOf(scope, chosen.filter);
  const columns = 'g.id, g.cohort, g.person_id, g.exam_number';
  return tx.query(unnamed<Claimant>(`select ${columns} from graduate g where ${text} order by g.id for no key update`), values);
}

const markLapsed = statement(
  'roster.lapse',
  `update graduate set lapsed_at = $3, updated_at = $3, version = version + 1
   where school_id = $1 and id = any($2::bigint[])`,
);
const insertLapses = statement(
  'roster.lapse_insert',
  `insert into graduate_lapse (school_id, graduate_id, lapsed_at, reason, text_sealed, account_id)
   select $1, id, $3, $4, $5, $6 from unnest($2::bigint[]) as chosen (id) order by id`,
);
const insertHistories = statement(
  'roster.history_of_many',
  `insert into graduate_history (school_id, graduate_id, at, source, account_id, fields, changes_sealed)
   select $1, id, $3, $4, $5, $6, $7 from unnest($2::bigint[]) as chosen (id) order by id`,
);

/** The same step in the history of many: gone, or back. */
export function keepHistoryOfMany(
  tx: Queryable,
  { vault }: Pick<Platform, 'vault'>,
  step: {
    readonly schoolId: number;
    readonly ids: readonly number[];
    readonly source: 'delete' | 'restore';
    readonly accountId: number | null;
    readonly now: Date;
  },
): Promise<number> {
  const { schoolId, ids, source, accountId, now } = step;
  const change = source === 'delete' ? ['no', 'yes'] : ['yes', 'no'];
  const sealed = vault.sealJson({ [lapsedField]: change });
  return tx.execute(insertHistories, [schoolId, ids, now, source, accountId, [lapsedField], sealed]);
}

async function remove(
  platform: Platform,
  cases: CasesPort,
  tx: Transaction,
  { scope: asked, chosen, reason, count, actor, addressPrefix }: DeleteGraduates,
): Promise<z.output<typeof deleted> | Refused> {
  const { vault, clock } = platform;
  const now = clock.now();
  const scope = schoolOf(asked);
  const { schoolId } = scope;
  const picked = await pick(tx, scope, chosen);
  const today = beijingDay(now);
  if (picked.some(({ cohort }) => isOver(cohort, today))) return refuse('cohort-over');
  if (picked.length === 0) return refuse('not-found');
  if (picked.length !== count) return refuse('count-differs', { count: picked.length });
  const ids = picked.map(({ id }) => id);
  const accountId = actor.accountId ?? null;
  await cases.beforeChange(tx, schoolId, ids);
  await tx.execute(markLapsed, [schoolId, ids, now]);
  await freeClaims(tx, vault, schoolId, picked, now);
  await undoConfirmations(tx, vault, { schoolId, graduateIds: ids, change: 'lapsed', now });
  await tx.execute(insertLapses, [schoolId, ids, now, reason.reason, vault.seal(reason.text), accountId]);
  await keepHistoryOfMany(tx, platform, { schoolId, ids, source: 'delete', accountId, now });
  await cases.freeze(tx, schoolId, ids, now);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'graduates-deleted',
    object: ids.length === 1 ? `graduate:${schoolId}-${ids[0]}` : `school:${schoolId}`,
    addressPrefix,
    detail: { count: ids.length, reason: reason.reason, ...('ids' in chosen ? { ids } : { filter: chosen.filter }) },
  } as const;
  await recordAuditEvent(tx, event, vault);
  return { deleted: ids.length };
}
