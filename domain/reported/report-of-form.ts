import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import type { PartCode } from '../forms/form-field.ts';
import { type PartContent, partCodes, recordParts } from './parts.ts';

/** The parts of the reported record that a destination's form fills, each with what was filled in. */
export function reportOf(
  destinationType: string,
  form: Readonly<Record<string, string | undefined>>,
): Partial<Record<PartCode, PartContent>> {
  const destinationCategory = findEntry(destinationTypes, destinationType)?.parentCode;
  const answers = { ...form, destinationCategory, destinationType };
  const report: Partial<Record<PartCode, PartContent>> = {};
  for (const part of partCodes) {
    const content = Object.fromEntries(
      recordParts[part].fields({ destinationType }).flatMap(({ key, reportedAs }): [string, string][] => {
        const value: unknown = Reflect.get(answers, key);
        return reportedAs && typeof value === 'string' && value !== '' ? [[reportedAs.code, value]] : [];
      }),
    );
    if (Object.keys(content).length > 0) report[part] = content;
  }
  return report;
}
