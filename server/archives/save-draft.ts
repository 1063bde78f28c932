import type { Refused } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { transferFields } from '#domain/transfers/transfer-form.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { ScopeOf } from '#server/platform/scope/scope.ts';
import { refusalToKeep } from './facts.ts';
import { writeDraft } from './request-store.ts';

interface Typed {
  readonly form: Readonly<Record<string, string>>;
  readonly fileIds: readonly string[];
}
/** What was typed so far, right or wrong; fields that the form does not have are left out. */
export async function saveDraft(
  { database, vault, clock }: Platform,
  kind: TransferKind,
  own: ScopeOf<'graduate'>,
  { form, fileIds }: Typed,
): Promise<{ savedAt: Date } | Refused> {
  const { schoolId, graduateId } = own;
  const savedAt = clock.now();
  const refused = await refusalToKeep(database, own, savedAt);
  if (refused) return refused;
  const kept = transferFields(kind, { withExplanation: true }).flatMap(({ key, maxLength }): [string, string][] => {
    const value = form[key];
    return value === undefined ? [] : [[key, value.slice(0, maxLength)]];
  });
  const sealed = vault.sealJson(Object.fromEntries(kept));
  await database.execute(writeDraft, [schoolId, graduateId, kind, sealed, fileIds, savedAt]);
  return { savedAt };
}
