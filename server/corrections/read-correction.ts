import { z } from 'zod';
import { correctionReasonForm } from '#domain/forms/correction-form.ts';
import type { Refused } from '#domain/refusals.ts';
import { provedAnew } from '#server/case-files/index.ts';
import { evidenceOfChange, type OpenedCase, type ReadInput } from '#server/cases/index.ts';
import { fieldsOf, hasFields, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { correctForm, typesOf } from './correct-form.ts';

/** Fields as they are sent: by key, an empty text for one that is to be emptied. */
export const sentFields = z.record(z.string().max(40), z.string().max(4000));

interface Correction {
  /** Another type than it has. */
  readonly destinationType?: string | undefined;
  readonly fields: z.output<typeof sentFields>;
  readonly note: { readonly reason: string; readonly text: string };
  /** The department's request that asked for it. */
  readonly requestId?: number;
}

/** 更正信息, checked: what the case is written with, and what the history keeps of it. */
export async function readCorrected(
  platform: Platform,
  opened: OpenedCase,
  { destinationType, fields, note, requestId }: Correction,
  prefix = 'input.fields.',
): Promise<ReadInput | Refused> {
  const corrected = correctForm(opened, fields, await loadRegions(platform.database), prefix, destinationType);
  if ('refused' in corrected) return corrected;
  const before = { destinationType: opened.row.destinationType, form: opened.form() };
  return {
    changes: {
      form: corrected.form,
      isImportant: corrected.isImportant,
      ...(corrected.destinationType === before.destinationType ? {} : { destinationType: corrected.destinationType }),
    },
    attached: { note, evidence: { ...evidenceOfChange(before, corrected.changes), ...(requestId ? { requestId } : {}) } },
  };
}

/** The same from what was typed on the case's page; all faults together. */
export async function readCorrection(
  platform: Platform,
  tx: Transaction,
  opened: OpenedCase,
  input: unknown,
): Promise<ReadInput | Refused> {
  const given = z.object({ destinationType: z.string().max(10).optional(), fields: sentFields.default({}) }).safeParse(input);
  const why = correctionReasonForm.safeParse(input);
  const destinationType = given.success ? given.data.destinationType : undefined;
  const faults = {
    ...(given.success ? {} : fieldsOf(given.error, 'input.')),
    ...(why.success ? {} : fieldsOf(why.error, 'input.')),
    ...(await faultsOfType(tx, opened, destinationType)),
  };
  const note = why.success ? why.data : { reason: '', text: '' };
  // Fields belong to a type: those of one that cannot be are not looked at.
  const isReadable = given.success && !Object.hasOwn(faults, typeAt);
  const read = isReadable ? await readCorrected(platform, opened, { ...given.data, note }) : undefined;
  if (read && 'refused' in read) return hasFields(read) ? invalidFields({ ...read.fields, ...faults }) : read;
  return read && Object.keys(faults).length === 0 ? read : invalidFields(faults);
}

const typeAt = 'input.destinationType';

/** Another type must be one of those that fit, and proved: nobody is found a place on paper. */
async function faultsOfType(
  tx: Transaction,
  opened: OpenedCase,
  wanted: string | undefined,
): Promise<Readonly<Record<string, string>>> {
  const { row } = opened;
  if (wanted === undefined || wanted === row.destinationType) return {};
  if (!typesOf(opened).some(({ code }) => code === wanted)) return { [typeAt]: '该去向类型不适用于这名毕业生，请另选一类' };
  const missing = await provedAnew(tx, row, wanted);
  return missing.length > 0 ? { 'input.files': `请上传更正后类型的证明材料：${missing.join('、')}` } : {};
}
