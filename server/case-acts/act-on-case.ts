/** One action of a person on a case: one transaction, one effect, however often it is sent. */
import { z } from 'zod';
import { askOf } from '#domain/flow/decide.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { consentForm } from '#domain/forms/consent-form.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { actorKey } from '#server/audit/index.ts';
import { alreadyMoved, lockOpenedCase, moveCase, type Written } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { sqlState, type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import { type CodeProof, checkConsentCode } from '#server/sign-in/index.ts';
import type { ActOnCase } from './act-command.ts';
import { giveUpFirst } from './give-up-hold.ts';
import { readInput } from './read-input.ts';

/** One destination of a graduate, one termination of a signing. */
const oneAtATime: ReadonlySet<string> = new Set(['destination_case_one_hold', 'destination_case_one_termination']);

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
    // Two at once: the database lets one hold through, and the other learns of it as if it had come later.
    if (sqlState(error) === '23505' && oneAtATime.has(violatedConstraint(error) ?? '')) return actOnCase(platform, command);
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
  const freed = await giveUpFirst(platform, tx, command);
  if (freed) return freed;
  const opened = await lockOpenedCase(platform, tx, ref, scope);
  if (!opened) return refuse('not-found');
  const { row, facts, snapshot, roster } = opened;
  // Asked first: on a page that has been overtaken, the actor learns who overtook it, before any fault in what they typed.
  const roles = rolesOf(actor);
  if (row.version !== version) return alreadyMoved(tx, row, roles);
  const asked = askOf(flowNamed(row.flow), row.state, action, roles);
  const input = await readInput(asked, { platform, tx, opened, command, proof });
  if ('refused' in input) return input;
  const { accountId, name } = actor;
  const who = { roles, accountId, name, auditedAs: actorKey(actor), addressPrefix: command.addressPrefix };
  return moveCase(tx, row, { platform, action, version, facts, snapshot, roster, who, ...input });
}

/** A consent code's try is counted before the command's transaction, which a refusal rolls back. */
async function checkProof(platform: Platform, { input, actor }: ActOnCase): Promise<CodeProof | Refused | undefined> {
  const consent = consentForm.safeParse(input);
  if (!consent.success || consent.data.proof.method !== 'sms' || !actor.graduate) return undefined;
  return checkConsentCode(platform, actor.graduate, { code: consent.data.proof.code, sender: actor.sessionId });
}
