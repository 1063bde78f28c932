/**
 * What a form's QR states under our signature: the main facts, to be compared with the paper, without a network too. Member names are
 * one letter, since each character makes the QR denser:
 *
 * - `n`: number of the form. Its first letter is the kind (D archive, H hukou), its next eight digits the day on which it was issued;
 * - `p`: name of the graduate; `s`: name of the school;
 * - `d`: 毕业去向, our code of the type where there is one, else the authority's code of its category;
 * - `r`: where the archive goes (the receiving unit), or where the hukou moves; left out where nothing is registered.
 */
import { type RegionTable, regionPath } from '../codes/regions.ts';
import { dayInWords } from '../dates.ts';
import type { PartContent } from '../reported/parts.ts';
import type { TransferKind } from '../transfers/kinds.ts';
import type { FormContent } from './form.ts';

export interface FormStatement {
  readonly n: string;
  readonly p: string;
  readonly s: string;
  readonly d: string;
  readonly r?: string;
}

/** A longer one is cut: nobody needs its end to compare it with the paper, and a QR has its limits. */
const longest = 40;
const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
};
const placeOf: Readonly<Record<TransferKind, (transfer: PartContent, regions: RegionTable) => string | undefined>> = {
  archive: ({ receiverName }) => receiverName,
  hukou: ({ moveToRegionCode, moveToAddress }, regions) =>
    (moveToRegionCode ? regionPath(regions, moveToRegionCode) : '') + (moveToAddress ?? ''),
};

export function formStatement(
  kind: TransferKind,
  { formNumber, content: { basics, destination, transfer } }: { readonly formNumber: string; readonly content: FormContent },
  regions: RegionTable,
): FormStatement {
  const place = transfer ? placeOf[kind](transfer, regions) : undefined;
  return {
    n: formNumber,
    p: basics.name,
    s: shortened(basics.schoolName),
    d: destination.destinationType || destination.destinationCategory || '',
    ...(place ? { r: shortened(place) } : {}),
  };
}

/** The first letter of the numbers of each kind's forms. */
export const formLetters: Readonly<Record<TransferKind, string>> = { archive: 'D', hukou: 'H' };

/** The day on which a form was issued, in words; empty for what is no number of a form. */
export function dayOfForm(formNumber: string): string {
  const [, year, month, day] = /^[DH](\d{4})(\d{2})(\d{2})-/.exec(formNumber) ?? [];
  return year ? dayInWords(`${year}-${month}-${day}`) : '';
}
