import { z } from 'zod';
import { correctionReasonForm } from '#domain/forms/correction-form.ts';
import type { Refused } from '#domain/refusals.ts';
import { evidenceOfChange, type OpenedCase, type ReadInput } from '#server/cases/index.ts';
import { fieldsOf, hasFields, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { correctForm } from './correct-form.ts';

/** Fields as they are sent: by key, an empty text for one that is to be emptied. */
export const sentFields = z.record(z.string().max(40), z.string().max(4000));

interface Correction {
  readonly fields: z.output<typeof sentFields>;
  readonly note: { readonly reason: string; readonly text: string };
  /** The department's request that asked for it. */
  readonly requestId?: number;
}

/** 更正信息, checked: what the case is written with, and what the history keeps of it. */
export async function readCorrected(
  platform: Platform,
  opened: OpenedCase,
  { fields, note, requestId }: Correction,
  prefix = 'input.fields.',
): Promise<ReadInput | Refused> {
  const corrected = correctForm(opened, fields, await loadRegions(platform.database), prefix);
  if ('refused' in corrected) return corrected;
  const before = { destinationType: opened.row.destinationType, form: opened.form() };
  return {
    changes: { form: corrected.form, isImportant: corrected.isImportant },
    attached: { note, evidence: { ...evidenceOfChange(before, corrected.changes), ...(requestId ? { requestId } : {}) } },
  };
}

/** The same from what was typed on the case's page; all faults together. */
export async function readCorrection(platform: Platform, opened: OpenedCase, input: unknown): Promise<ReadInput | Refused> {
  const given = z.object({ fields: sentFields.default({}) }).safeParse(input);
  const why = correctionReasonForm.safeParse(input);
  const faults = {
    ...(given.success ? {} : fieldsOf(given.error, 'input.')),
    ...(why.success ? {} : fieldsOf(why.error, 'input.')),
  };
  const note = why.success ? why.data : { reason: '', text: '' };
  const read = given.success ? await readCorrected(platform, opened, { fields: given.data.fields, note }) : undefined;
  if (read && 'refused' in read) return hasFields(read) ? invalidFields({ ...read.fields, ...faults }) : read;
  return read && Object.keys(faults).length === 0 ? read : invalidFields(faults);
}
