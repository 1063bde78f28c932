/** Graduates come back to the roster, by 恢复 or by being uploaded again: one function for both. */
import { z } from 'zod';
import { beijingDay } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { isOver } from '#domain/rules/cohort-window.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { scheduleComparison, undoConfirmations } from '#server/confirmation/index.ts';
import { postMessage } from '#server/messages/index.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import type { CasesPort, Returning } from './cases-port.ts';
import { type Claimant, claimAgain } from './claims.ts';
import { keepHistoryOfMany } from './lapse-graduates.ts';
import { rosterColumns } from './list-graduates.ts';

export const tellReturnedJob = defineJob(
  'roster.tell-returned',
  z.object({ schoolId: z.number(), lapseIds: z.array(z.number()).max(500) }),
  { title: '通知恢复的毕业生' },
);

const endLapses = statement<Returning>(
  'roster.lapse_end',
  `update graduate_lapse set restored_at = $3, restored_by = $4
   where school_id = $1 and graduate_id = any($2::bigint[]) and restored_at is null
   returning graduate_id, id as lapse_id, lapsed_at`,
);

interface Return {
  readonly schoolId: number;
  readonly graduateIds: readonly number[];
  /** Null when an upload brings them back. */
  readonly accountId: number | null;
  readonly now: Date;
}

/** Their lapses end, their cases go on, and they are told. The rows themselves are in the roster again already. */
export async function comeBack(
  tx: Transaction,
  cases: CasesPort,
  { schoolId, graduateIds, accountId, now }: Return,
): Promise<void> {
  if (graduateIds.length === 0) return;
  const returning = await tx.query(endLapses, [schoolId, graduateIds, now, accountId]);
  await cases.thaw(tx, schoolId, returning, now);
  const lapseIds = returning.map(({ lapseId }) => lapseId);
  for (let at = 0; at < lapseIds.length; at += 500) {
    const some = lapseIds.slice(at, at + 500);
    await addJob(tx, tellReturnedJob, { schoolId, lapseIds: some }, { key: `${schoolId}-${some[0]}` });
  }
}

/** Graduates whom an import touched. */
interface Imported {
  readonly added: readonly number[];
  readonly restored: readonly number[];
  readonly changed: readonly number[];
  /** Of whom a field changed that graduates confirm. */
  readonly important: readonly number[];
}
/** What an import brought about beyond its own rows, in its transaction. */
export const followImport =
  (cases: CasesPort, { clock, vault }: Pick<Platform, 'clock' | 'vault'>) =>
  async (tx: Transaction, schoolId: number, { added, restored, changed, important }: Imported): Promise<void> => {
    const now = clock.now();
    cases.added(tx, schoolId, added);
    await comeBack(tx, cases, { schoolId, graduateIds: restored, accountId: null, now });
    await undoConfirmations(tx, vault, { schoolId, graduateIds: important, change: 'roster', now });
    await scheduleComparison(tx, schoolId, changed);
    await cases.follow(tx, schoolId, changed);
  };

export interface RestoreGraduates {
  readonly scope: Scope;
  readonly ids: readonly number[];
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const restored = z.object({ restored: z.number() });

export function restoreGraduates(
  platform: Platform,
  cases: CasesPort,
  command: RestoreGraduates,
): Promise<z.output<typeof restored> | Refused> {
  const { ids, actor, key } = command;
  const sent = { actor: actorKey(actor), key, content: ['restore-graduates', ids], now: platform.clock.now() };
  return once(platform.database, sent, restored.parse, tx => restore(platform, cases, tx, command));
}

const pickLapsed = scoped<Claimant & { readonly name: string }>(
  'roster.pick_lapsed',
  rosterColumns,
  1,
  inside => `select id, cohort, person_id, exam_number, name from graduate g
   where ${inside} and id = any($1::bigint[]) and lapsed_at is not null
   order by id for no key update`,
);
const unlapse = statement(
  'roster.unlapse',
  'update graduate set lapsed_at = null, updated_at = $3, version = version + 1 where school_id = $1 and id = any($2::bigint[])',
);

async function restore(
  platform: Platform,
  cases: CasesPort,
  tx: Transaction,
  { scope, ids: asked, actor, addressPrefix }: RestoreGraduates,
): Promise<z.output<typeof restored> | Refused> {
  const now = platform.clock.now();
  const { schoolId } = schoolOf(scope);
  const picked = await tx.query(...pickLapsed(scope, [asked]));
  const today = beijingDay(now);
  if (picked.some(({ cohort }) => isOver(cohort, today))) return refuse('cohort-over');
  if (picked.length === 0) return refuse('nobody-to-restore');
  const ids = picked.map(({ id }) => id);
  const accountId = actor.accountId ?? null;
  const taken = await claimAgain(tx, platform.vault, schoolId, picked);
  if (taken) return taken;
  await cases.beforeChange(tx, schoolId, ids);
  await tx.execute(unlapse, [schoolId, ids, now]);
  await keepHistoryOfMany(tx, platform, { schoolId, ids, source: 'restore', accountId, now });
  await comeBack(tx, cases, { schoolId, graduateIds: ids, accountId, now });
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'graduates-restored',
    object: ids.length === 1 ? `graduate:${schoolId}-${ids[0]}` : `school:${schoolId}`,
    addressPrefix,
    detail: { count: ids.length, ids },
  } as const;
  await recordAuditEvent(tx, event, platform.vault);
  return { restored: ids.length };
}

const personsOf = statement<{ lapseId: number; personId: number; cohort: number; isLapsed: boolean }>(
  'roster.returned_persons',
  `select l.id as lapse_id, g.person_id, g.cohort, g.lapsed_at is not null as is_lapsed
   from graduate_lapse l join graduate g on g.school_id = l.school_id and g.id = l.graduate_id
   where l.school_id = $1 and l.id = any($2::bigint[])`,
);

/** One message to each, however often it runs; none to who is gone again. */
export const tellReturned = (platform: Platform): JobHandler =>
  handle(tellReturnedJob, async ({ schoolId, lapseIds }) => {
    const { database, vault, clock } = platform;
    for (const { lapseId, personId, cohort, isLapsed } of await database.query(personsOf, [schoolId, lapseIds]))
      if (!isLapsed)
        await database.transaction(tx =>
          postMessage(
            tx,
            { vault, now: clock.now() },
            {
              eventKey: `returned-${schoolId}-${lapseId}`,
              to: { personId },
              title: '您的信息已恢复',
              text: '学校已将您恢复到学生名单，您的签约和去向登记恢复原来的状态，可以继续办理。仍在有效期内的签约邀请，应约截止时间已顺延，请登录查看。',
              about: `destinations:${cohort}`,
            },
          ),
        );
  });
