/** What a change of a record reads like: field by field, from what to what, in the words of the day on which it was made. */
import { z } from 'zod';
import { type FieldChange, fieldChange } from '#contract/routes/cases.ts';
import { typeName } from '#domain/codes/destination-types.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { wordOf } from './form-in-words.ts';
import type { CaseForm, OpenedCase } from './read-case.ts';

interface Filled {
  readonly destinationType: string;
  readonly form: CaseForm;
}
const wholeForm = { hukouAtSchool: true };

/** The type first, where it changed; then the fields in the order of the screen, those of the earlier type last. */
export function changesBetween(before: Filled, after: Filled, regions: RegionTable): FieldChange[] {
  const now = destinationFields(after.destinationType, wholeForm);
  const gone = destinationFields(before.destinationType, wholeForm).filter(({ key }) => !now.some(field => field.key === key));
  const fields = [...now, ...gone].flatMap(({ key, label }) => {
    if ((before.form[key] ?? '') === (after.form[key] ?? '')) return [];
    return [{ key, label, from: wordOf(before.form, key, regions), to: wordOf(after.form, key, regions) }];
  });
  if (before.destinationType === after.destinationType) return fields;
  return [
    { key: 'destinationType', label: '去向类型', from: typeName(before.destinationType), to: typeName(after.destinationType) },
    ...fields,
  ];
}

/** What the history keeps of a change: the version that it replaced, and how the difference read. */
export const evidenceOfChange = (before: Filled, changes: readonly FieldChange[]) => ({ before, changes });

/** The steps of which the evidence is read on pages: what changed a form, of submissions those after the first; what was witnessed. */
export const stepsWithEvidence = `'correct', 'amend', 'submit', 'refreshSnapshot', 'approve', 'reject'`;
/** The evidence of each says what it changed. */
export const changesOfCase = statement<{ seq: number; action: string; evidenceSealed: Buffer }>(
  'cases.changes',
  `select seq, action, evidence_sealed from case_history
   where school_id = $1 and case_id = $2 and action in (${stepsWithEvidence}) and evidence_sealed is not null order by seq`,
);
const evidence = z.object({ changes: z.array(fieldChange).default([]), witnessed: z.boolean().default(false) });
export const openEvidence = (vault: Vault, sealed: Uint8Array) => evidence.parse(vault.openJson(sealed));
export const openChanges = (vault: Vault, sealed: Uint8Array): FieldChange[] => openEvidence(vault, sealed).changes;

const corrected = z.object({ before: z.object({ form: z.record(z.string(), z.string()) }) });
/** The form as the parties signed it, whatever was corrected since: an agreement that is made late must not print the corrections. */
export async function formAsSigned({ database, vault }: Platform, { row, form }: OpenedCase): Promise<CaseForm> {
  const changed = await database.query(changesOfCase, [row.schoolId, row.id]);
  const first = changed.find(({ action }) => action === 'correct');
  return first ? corrected.parse(vault.openJson(first.evidenceSealed)).before.form : form();
}
