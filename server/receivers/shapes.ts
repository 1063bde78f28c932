/** Entries as pages read them. */
import type { FieldChange } from '#contract/routes/cases.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import type { ReceiverForm } from '#domain/forms/receiver.ts';
import { receiverFields } from '#domain/forms/receiver.ts';
import { valueInWords } from '#domain/forms/value-in-words.ts';
import type { Period } from '#domain/rules/origin-office.ts';

/** What all tables of entries have. */
export interface OfficeRow {
  readonly servedRegionCode: string;
  readonly name: string;
  readonly regionCode: string;
  readonly address: string;
  readonly postcode: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
}

/** The row with the names of its regions. */
export const inWords = <Row extends OfficeRow>(regions: RegionTable, row: Row) => ({
  ...row,
  served: regionPath(regions, row.servedRegionCode),
  region: regionPath(regions, row.regionCode),
});

export const timeOf = ({ validFrom, validUntil }: Period, today: string): 'now' | 'ahead' | 'ended' => {
  if (validFrom > today) return 'ahead';
  return validUntil !== null && validUntil < today ? 'ended' : 'now';
};

/** The row as the form that it was written by. */
export const formOf = (row: OfficeRow & Period): ReceiverForm => ({
  servedRegionCode: row.servedRegionCode,
  name: row.name,
  regionCode: row.regionCode,
  address: row.address,
  ...(row.postcode === null ? {} : { postcode: row.postcode }),
  ...(row.contact === null ? {} : { contact: row.contact }),
  ...(row.phone === null ? {} : { phone: row.phone }),
  validFrom: row.validFrom,
  ...(row.validUntil === null ? {} : { validUntil: row.validUntil }),
});
export const isSame = (one: Content, other: Content): boolean => receiverFields.every(({ key }) => one[key] === other[key]);

export type Content = Readonly<Partial<Record<keyof ReceiverForm, string | undefined>>>;
/** Field by field what became different; all that was filled in when there was nothing before. */
export const changesOf = (regions: RegionTable, before: Content, after: Content): FieldChange[] =>
  receiverFields.flatMap(field => {
    const [from, to] = [before[field.key] ?? '', after[field.key] ?? ''];
    const words = (value: string) => valueInWords(field, value, regions);
    return from === to ? [] : [{ key: field.key, label: field.label, from: words(from), to: words(to) }];
  });
