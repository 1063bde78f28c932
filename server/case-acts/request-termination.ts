/** 申请解约: a termination is opened on a signing in force, by either party online, by the graduate on paper. */
import { z } from 'zod';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { askOf, openingOf } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed, placeOf, terminationOf } from '#domain/flows/all.ts';
import { reasonFormFor } from '#domain/forms/reason-form.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { actorKey } from '#server/audit/index.ts';
import { moveGrounds } from '#server/case-files/index.ts';
import { alreadyMoved, type CaseRef, gatherFacts, lockOpenedCase, openCase, refOf } from '#server/cases/index.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { sqlState, type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

export interface RequestTermination {
  readonly ref: CaseRef;
  readonly version: number;
  readonly input: unknown;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const requested = z.object({ ref: z.string() });

export async function requestTermination(platform: Platform, command: RequestTermination): Promise<{ ref: string } | Refused> {
  const { ref, version, input, actor, key } = command;
  const { database, clock } = platform;
  const content = ['terminate', ref, version, input];
  try {
    return await once(database, { actor: actorKey(actor), key, content, now: clock.now() }, requested.parse, tx =>
      request(platform, tx, command),
    );
  } catch (error) {
    // Two at once: the second learns of the first as if it had come later; the same one sent twice gets the same answer.
    if (sqlState(error) === '23505' && violatedConstraint(error) === 'destination_case_one_termination')
      return requestTermination(platform, command);
    throw error;
  }
}

async function request(platform: Platform, tx: Transaction, command: RequestTermination) {
  const { ref, version, input, actor, scope, addressPrefix } = command;
  const signing = await lockOpenedCase(platform, tx, ref, scope);
  const flow = signing && terminationOf(signing.row.flow);
  if (!signing || !flow) return refuse('not-found');
  const { row, roster } = signing;
  if (row.version !== version) return alreadyMoved(tx, row, rolesOf(actor));
  const roles = rolesOf(actor);
  const action = openingOf(flowNamed(flow));
  // On paper the reason comes with the draft; online it is what the other party is asked.
  const asksReason = askOf(flowNamed(flow), start, action, roles) !== undefined;
  const parsed = asksReason ? reasonFormFor(reasonsFor(flow, action, signing.ownReasons)).safeParse(input) : undefined;
  if (parsed && !parsed.success) return invalidFields(fieldsOf(parsed.error, 'input.'));
  const facts = gatherFacts({
    row,
    settings: await getSchoolSettings(tx, row.schoolId),
    flow,
    destinationType: row.destinationType,
    roster,
    now: platform.clock.now(),
    opening: {
      isSigningInForce: placeOf(row.flow, row.state).kind === 'inForce',
      hasOpenTermination: row.terminationCaseId !== null,
    },
  });
  const opened = await openCase(tx, {
    platform,
    facts,
    who: { roles, accountId: actor.accountId, name: actor.name, auditedAs: actorKey(actor), addressPrefix },
    attached: parsed ? { note: parsed.data } : {},
    flow,
    action,
    schoolId: row.schoolId,
    graduateId: row.graduateId,
    cohort: row.cohort,
    destinationType: row.destinationType,
    employer: { id: row.employerId, name: row.employerName, uscc: row.uscc },
    jobTitle: row.jobTitle,
    validityDays: null,
    dueAt: null,
    form: {},
    signingCaseId: row.id,
  });
  if ('refused' in opened) return opened;
  await tx.execute(moveGrounds, [row.schoolId, row.id, opened.id, roles.includes('employer')]);
  return { ref: refOf(opened) };
}
