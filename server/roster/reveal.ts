import { revealPersonalData as contract } from '#contract/routes/accounts.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import { useQuota } from '#server/platform/limits/daily-quota.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

const findSealed = scoped<{ schoolId: number; documentNumberSealed: Buffer; phoneSealed: Buffer | null }>(
  'roster.find_personal_numbers',
  { school: 'school_id', department: 'department_id' },
  1,
  inside => `select school_id, document_number_sealed, phone_sealed from graduate where ${inside} and id = $1`,
);

interface Reveal {
  readonly graduateId: number;
  readonly what: 'idNumber' | 'phone';
  readonly purpose: string;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}

/** A reviewer looks up some tens of numbers on a busy day; who looks up more has a job for an export, which the school's admin sees. */
const quota = { what: 'reveal', atMost: 100, refusal: 'reveals-used-up' } as const;

/** One number of one graduate in full. The audit is written first: nothing is shown without a record of the reader and the reason. */
async function revealPersonalData(platform: Platform, reveal: Reveal): Promise<{ value: string } | Refused> {
  const { database, vault, clock } = platform;
  const { graduateId, what, purpose, actor, scope, addressPrefix } = reveal;
  const found = await database.first(...findSealed(scope, [graduateId]));
  if (!found) return refuse('not-found');
  const sealed = what === 'idNumber' ? found.documentNumberSealed : found.phoneSealed;
  if (!sealed) return refuse('nothing-to-reveal');
  const usedUp = await useQuota(database, quota, { actor: actorKey(actor), now: clock.now() });
  if (usedUp) return usedUp;
  const event = {
    at: clock.now(),
    schoolId: found.schoolId,
    actor: actorKey(actor),
    action: 'personal-data-revealed',
    object: `graduate:${graduateId}`,
    addressPrefix,
    detail: { what: what === 'idNumber' ? '证件号码' : '手机号码', purpose },
  } as const;
  await recordAuditEvent(database, event, vault);
  return { value: vault.open(sealed) };
}

export const revealRoute = (platform: Platform): Served =>
  serve(contract, ({ params, body, actor, scope, addressPrefix }) =>
    revealPersonalData(platform, { graduateId: params.id, ...body, actor, scope, addressPrefix }),
  );
