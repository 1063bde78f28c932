import { z } from 'zod';
import { decide } from '#domain/flow/decide.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import { type ReasonForm, reasonFormFor } from '#domain/forms/reason-form.ts';
import { reasonsFor } from '#domain/forms/reasons.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres.ts';
import { carryOut } from './effects.ts';
import { caseOf, factsAt } from './qualification.ts';
import { openOrganisation } from './qualified-employer.ts';
import { insertHistory, lockEmployer, writeApproval, writeReturn } from './store.ts';

export interface DecideQualification {
  readonly employerId: number;
  readonly action: 'approve' | 'return';
  readonly version: number;
  readonly reason: ReasonForm | undefined;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const decided = z.object({ state: z.string(), label: z.string() });
type Decided = z.output<typeof decided>;

export const qualificationReasons = reasonsFor('employer-qualification', 'return');
const asked = z.object({ reason: reasonFormFor(qualificationReasons) });

/** Approves or returns what an employer has handed in. */
export async function decideQualification(platform: Platform, command: DecideQualification): Promise<Decided | Refused> {
  const { employerId, action, version, reason, actor, key } = command;
  if (action === 'return') {
    const given = asked.safeParse({ reason: reason ?? {} });
    if (!given.success) return invalidFields(fieldsOf(given.error));
  }
  const content = ['qualification', employerId, action, version, reason ?? null];
  return once(platform.database, { actor: actorKey(actor), key, content, now: platform.clock.now() }, decided.parse, tx =>
    decideInside(platform, tx, command),
  );
}

async function decideInside(
  { vault, clock }: Platform,
  tx: Transaction,
  { employerId, action, version, reason, actor, addressPrefix }: DecideQualification,
): Promise<Decided | Refused> {
  const now = clock.now();
  const employer = await tx.first(lockEmployer, [employerId]);
  if (!employer?.submittedSealed) return refuse('not-found');
  const decision = decide(employerQualification, caseOf(employer.state), action, ['qualifier'], factsAt(now));
  // Whoever comes second finds another state, or other data than they have read.
  if (decision.refused) return { refused: { code: 'already-qualified' }, instead: decision.instead };
  if (employer.version !== version) return refuse('changed-meanwhile');

  const { id: state, label } = decision.to;
  const note = action === 'return' ? reason : undefined;
  if (action === 'approve') {
    const { name } = openOrganisation(vault, employer.submittedSealed);
    await tx.execute(writeApproval, [employerId, version, state, now, name]);
  } else await tx.execute(writeReturn, [employerId, version, state, now]);
  await tx.execute(insertHistory, [employerId, now, action, actor.accountId, state, note ? vault.sealJson(note) : null]);
  const object = `employer:${employerId}`;
  const event = {
    at: now,
    actor: actorKey(actor),
    action: 'qualification-decided',
    object,
    addressPrefix,
    detail: { action },
  } as const;
  await recordAuditEvent(tx, event, vault);
  await carryOut(tx, { vault, now }, decision.effects, { employerId, version: version + 1, label, reason: note });
  return { state, label };
}
