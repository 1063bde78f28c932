import { z } from 'zod';
import type { CodeTable } from '../codes/code-table.ts';
import { offeredEntries } from '../codes/code-table.ts';

/** Schemas of chosen answers: codes, never words. A blank answer passes; `required…` refuses it. */
const choice = (label: string, fits: (value: string) => boolean) =>
  z.string({ error: `请选择${label}` }).refine(value => value === '' || fits(value), `请选择${label}`);
const required = (label: string, schema: z.ZodString) => schema.min(1, `请选择${label}`);

/** A code that the table offers. */
export function code(label: string, table: CodeTable) {
  const codes = new Set(offeredEntries(table).map(entry => entry.code));
  return choice(label, value => codes.has(value));
}
export const requiredCode = (label: string, table: CodeTable) => required(label, code(label, table));

/** A region code by its form. Whether the region exists is asked by the server, which has the table. */
export const region = (label: string) => choice(label, value => /^[1-9][0-9]{5}$/.test(value));
export const requiredRegion = (label: string) => required(label, region(label));
export const optionalRegion = (label: string) => region(label).optional();
