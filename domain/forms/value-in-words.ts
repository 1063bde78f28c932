import { nameOf } from '../codes/code-table.ts';
import { type RegionTable, regionPath } from '../codes/regions.ts';
import { dayInWords, monthInWords } from '../dates.ts';
import type { FormField } from './form-field.ts';

/** A field's value as people read it: names for codes. Empty when nothing was entered. */
export function valueInWords(
  { kind, codeTable }: Pick<FormField, 'kind' | 'codeTable'>,
  value: string,
  regions: RegionTable,
): string {
  if (value === '') return '';
  if (codeTable) return nameOf(codeTable, value) ?? value;
  switch (kind) {
    case 'region':
      return regionPath(regions, value);
    case 'date':
      return dayInWords(value);
    case 'month':
      return monthInWords(value);
    default:
      return value;
  }
}
