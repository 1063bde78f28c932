/** Which receiving office an archive goes to when it goes back to its origin. */
import { type RegionTable, regionChain } from '../codes/regions.ts';

interface Serving {
  readonly servedRegionCode: string;
}
/** Days of Beijing, `YYYY-MM-DD`; both are days on which the entry holds. Without an end it holds until it gets one. */
export interface Period {
  readonly validFrom: string;
  readonly validUntil: string | null;
}

export const isValidOn = ({ validFrom, validUntil }: Period, day: string): boolean =>
  validFrom <= day && (validUntil === null || day <= validUntil);

/** Whether two entries hold on one day. A region has one entry at a time, or nobody could say where an archive goes. */
export const overlap = (one: Period, other: Period): boolean =>
  (other.validUntil === null || one.validFrom <= other.validUntil) &&
  (one.validUntil === null || other.validFrom <= one.validUntil);

/** The region and what lies above it, the nearest first; empty when the table does not have it. */
export const upFrom = (regions: RegionTable, code: string): readonly string[] =>
  regionChain(regions, code)
    .map(region => region.code)
    .reverse();

const nearest = <Entry extends Serving>(upwards: readonly string[], entries: readonly Entry[]): Entry | undefined => {
  for (const code of upwards) {
    const found = entries.find(({ servedRegionCode }) => servedRegionCode === code);
    if (found) return found;
  }
  return undefined;
};

/**
 * The entry that holds for an origin on a day: the school's own that is nearest up the tree (county, city, province); without one, the
 * nearest of the directory. A school that names a whole province means all of it, so its entry wins over a nearer national one.
 */
export const originOfficeOn = <Own extends Serving, National extends Serving & Period>(
  upwards: readonly string[],
  day: string,
  own: readonly Own[],
  national: readonly National[],
): Own | National | undefined =>
  nearest(upwards, own) ??
  nearest(
    upwards,
    national.filter(entry => isValidOn(entry, day)),
  );
