/** The form of a registration or modification: the kind's own fields and 情况说明. */
import { z } from 'zod';
import { type RegionTable, regionChain } from '../codes/regions.ts';
import { answerTo } from '../forms/field-schema.ts';
import type { FormField } from '../forms/form-field.ts';
import type { TransferForm } from './content.ts';
import { backToOrigin, type TransferKind, transferDetails } from './kinds.ts';

export const explanationField = {
  key: 'explanation',
  label: '情况说明',
  group: '说明与材料',
  kind: 'textarea',
  required: false,
  hint: '说明转递（迁移）的原因或需要老师了解的情况',
  maxLength: 500,
} as const satisfies FormField;

interface Asked {
  /** Where reviewers read the form: a request has it, a record that staff edit has not. */
  readonly withExplanation: boolean;
  /** For a modification. */
  readonly explanationRequired?: boolean;
}

/** In the order of the screen. */
export const transferFields = (kind: TransferKind, { withExplanation, explanationRequired = false }: Asked): FormField[] => [
  ...transferDetails[kind].fields,
  ...(withExplanation ? [{ ...explanationField, required: explanationRequired }] : []),
];

/** Trimmed texts, without blank ones and without keys that the form does not have. */
export function transferForm(kind: TransferKind, asked: Asked): z.ZodType<TransferForm> {
  const fields = transferFields(kind, asked);
  const shape = Object.fromEntries(fields.map((field): [string, z.ZodType<string>] => [field.key, answerTo(field)]));
  const filled = (given: unknown) => {
    const texts = typeof given === 'object' && given !== null ? new Map<string, unknown>(Object.entries(given)) : new Map();
    return Object.fromEntries(fields.map(({ key }) => [key, texts.get(key) ?? '']));
  };
  return z
    .preprocess(filled, z.object(shape))
    .transform(form => Object.fromEntries(Object.entries(form).filter(([, value]) => value !== '')));
}

export const otherProvince = '生源地有误请联系学校；跨省转递请选择其他类型';

/**
 * What the table of regions finds wrong, by field. 转回生源地 stays in the province of the origin where a receiver was filled in from it;
 * `origin` is then the code of that receiver's region.
 */
export function regionFaults(
  kind: TransferKind,
  form: TransferForm,
  origin: string | undefined,
  regions: RegionTable,
): Readonly<Record<string, string>> {
  const { fields, typeKey, receiverRegionKey } = transferDetails[kind];
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const code = form[field.key];
    // An office's own region is as exact as the directory has it.
    if (field.kind === 'region' && code && code !== origin && !regions.get(code)?.leaf)
      faults[field.key] = regions.has(code) ? `请把${field.label}选择到最低一级` : `${field.label}不在行政区划表中，请重新选择`;
  }
  const chosen = receiverRegionKey && form[receiverRegionKey];
  if (!receiverRegionKey || !chosen || faults[receiverRegionKey] || !origin || form[typeKey] !== backToOrigin) return faults;
  const provinceOf = (code: string) => regionChain(regions, code)[0]?.code;
  return provinceOf(chosen) === provinceOf(origin) ? faults : { ...faults, [receiverRegionKey]: otherProvince };
}
