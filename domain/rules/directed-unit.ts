/** 定向/委培: the unit of 10.09 is the roster's. What anybody types does not count, and what was filed is held against the roster again. */
import { directedDestination } from '../codes/destination-types.ts';

/** As the roster has it. */
export interface DirectedUnit {
  readonly directedUnitName: string | null;
  readonly directedUnitRegion: string | null;
}
type Form = Readonly<Record<string, string>>;

/** What the roster fills in of a type's form: nothing but for 10.09. */
export const unitOf = (destinationType: string, { directedUnitName, directedUnitRegion }: DirectedUnit): Form =>
  destinationType === directedDestination
    ? { employerName: directedUnitName ?? '', employerRegionCode: directedUnitRegion ?? '' }
    : {};

/** Whether the roster names another unit by now than the form does. */
export const unitDiffers = (destinationType: string, form: Form, roster: DirectedUnit): boolean =>
  Object.entries(unitOf(destinationType, roster)).some(([key, value]) => (form[key] ?? '') !== value);
