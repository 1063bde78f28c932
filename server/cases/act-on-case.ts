/** One action of a person on a case: one transaction, one effect, however often it is sent. */
import { z } from 'zod';
import type { Action } from '#domain/actions.ts';
import { askOf } from '#domain/flow/decide.ts';
import type { Ask } from '#domain/flow/table.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { consentForm } from '#domain/forms/consent-form.ts';
import { optionalReasonForm, reasonFormFor } from '#domain/forms/reason-form.ts';
import { normalizePersonName } from '#domain/identifiers/person-name.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Role } from '#domain/roles.ts';
import { actorKey } from '#server/audit/index.ts';
import { type CodeProof, checkConsentCode, useCode } from '#server/people/index.ts';
import type { Actor, Scope } from '#server/platform/http/actor.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import { sqlState, type Transaction, violatedConstraint } from '#server/platform/postgres.ts';
import { type CaseRef, lockOpenedCase, type OpenedCase } from './read-case.ts';
import { reasonsFor } from './reasons.ts';
import { type Attached, alreadyMoved, moveCase, type Written } from './write-case.ts';

export interface ActOnCase {
  readonly ref: CaseRef;
  readonly action: Action;
  readonly version: number;
  readonly input: unknown;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
  readonly device: string;
}

/** What an actor is towards a case in their scope. */
export function rolesOf(actor: Actor): readonly Role[] {
  switch (actor.kind) {
    case 'graduate':
      return ['graduate'];
    case 'employerAdmin':
    case 'employerStaff':
      return ['employer'];
    case 'department':
      return ['department'];
    case 'school':
    case 'schoolAdmin':
      return ['school'];
    default:
      return [];
  }
}

const written = z.object({ schoolId: z.number(), id: z.number(), state: z.string(), version: z.number() });
export async function actOnCase(platform: Platform, command: ActOnCase): Promise<Written | Refused> {
  const { ref, action, version, input, actor, key } = command;
  const proof = await checkProof(platform, command);
  try {
    return await once(
      platform.database,
      { actor: actorKey(actor), key, content: { ref, action, version, input }, now: platform.clock.now() },
      written.parse,
      tx => act(platform, tx, command, proof),
    );
  } catch (error) {
    // Two acceptances at once: the database lets one hold through, and the other learns of it as if it had come later.
    if (sqlState(error) === '23505' && violatedConstraint(error) === 'destination_case_one_hold')
      return actOnCase(platform, command);
    throw error;
  }
}

async function act(
  platform: Platform,
  tx: Transaction,
  command: ActOnCase,
  proof: CodeProof | Refused | undefined,
): Promise<Written | Refused> {
  const { ref, action, version, actor, scope } = command;
  const opened = await lockOpenedCase(platform, tx, ref, scope);
  if (!opened) return refuse('not-found');
  const { row, facts, snapshot, roster } = opened;
  // Asked first: whoever acts on a page that has been overtaken is told who overtook it, whatever else they typed.
  const roles = rolesOf(actor);
  if (row.version !== version) return alreadyMoved(tx, row, roles);
  const asked = askOf(flowNamed(row.flow), row.state, action, roles);
  const attached = asked ? await readInput(platform, tx, asked, opened, command, proof) : {};
  if ('refused' in attached) return attached;
  const { accountId, name } = actor;
  const who = { roles, accountId, name, auditedAs: actorKey(actor), addressPrefix: command.addressPrefix };
  return moveCase(tx, row, { vault: platform.vault, action, version, facts, snapshot, roster, who, attached });
}

/** A consent code's try is counted before the command's transaction, which a refusal rolls back. */
async function checkProof(platform: Platform, { input, actor }: ActOnCase): Promise<CodeProof | Refused | undefined> {
  const consent = consentForm.safeParse(input);
  if (!consent.success || consent.data.proof.method !== 'sms' || !actor.graduate) return undefined;
  return checkConsentCode(platform, actor.graduate, consent.data.proof.code);
}

/** Parses what the action's form asked for, into what the history keeps. */
async function readInput(
  platform: Platform,
  tx: Transaction,
  asked: Ask,
  { row }: OpenedCase,
  command: ActOnCase,
  proof: CodeProof | Refused | undefined,
): Promise<Attached | Refused> {
  const { input, action } = command;
  switch (asked) {
    case 'reason': {
      const parsed = reasonFormFor(reasonsFor(row.flow, action)).safeParse(input);
      return parsed.success ? { note: parsed.data } : invalidFields(fieldsOf(parsed.error, 'input.'));
    }
    case 'note': {
      const parsed = optionalReasonForm.safeParse(input);
      if (!parsed.success) return invalidFields(fieldsOf(parsed.error, 'input.'));
      const { reason = '', text = '' } = parsed.data;
      return reason || text ? { note: { reason, text } } : {};
    }
    case 'consent': {
      const parsed = consentForm.safeParse(input);
      if (!parsed.success) return invalidFields(fieldsOf(parsed.error, 'input.'));
      const given = parsed.data.proof;
      if (given.method === 'name' && normalizePersonName(given.name) !== row.name)
        return invalidFields({ 'input.proof.name': '输入的姓名与您的姓名不一致，请核对' });
      if (given.method === 'sms' && (!proof || (await useCode(tx, proof))))
        return invalidFields({ 'input.proof.code': '短信验证码不正确或已过期，请重新获取' });
      // Kept as evidence of the deliberate act.
      const { addressPrefix, device } = command;
      return { evidence: { consent: given.method, at: platform.clock.now().toISOString(), addressPrefix, device } };
    }
    case 'invitation':
      return refuse('not-possible-here');
  }
}
