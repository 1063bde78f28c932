/** What a graduate who was not passed begins the next form with. */
import { formOf } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { openContent } from './open-content.ts';
import { requestsOfGraduate, selectSteps, type TransferRequestRow } from './request-store.ts';
import { progressOf } from './shapes.ts';

/** A request as the form has it, 情况说明 included. */
export function formOfRequest(vault: Vault, { kind, contentSealed, explanationSealed }: TransferRequestRow) {
  const explanation = vault.open(explanationSealed);
  return { ...formOf(kind, openContent(vault, contentSealed)), ...(explanation && { explanation }) };
}

interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
}
/** The latest request, where somebody has not passed it: why, and what it asked for. */
export async function latestRefused(through: Queryable, vault: Vault, { schoolId, graduateId, kind }: Whose) {
  const [latest] = await through.query(requestsOfGraduate, [schoolId, graduateId, kind]);
  if (!latest) return undefined;
  const { decision } = progressOf(vault, latest, await through.query(selectSteps, [schoolId, [latest.id]]));
  return decision ? { decision, form: formOfRequest(vault, latest) } : undefined;
}
