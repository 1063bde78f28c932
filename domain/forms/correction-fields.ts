/** Which fields of a record in force the school may correct. Screen and server read it here; what is left out needs a new signing. */
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import type { AgreementKey } from './agreement-fields.ts';
import type { FormField } from './destination-field-list.ts';
import { destinationFields } from './destination-type-fields.ts';

/**
 * Of an agreement: what is reported beside what the parties agreed. Parties, post, pay, penalty and the other terms stand as signed and
 * change by termination and a new signing.
 */
const ofAgreement: readonly AgreementKey[] = [
  'employerNature',
  'employerIndustry',
  'employerRegionCode',
  'employerAddress',
  'jobCategory',
  'contactName',
  'contactPhone',
  'contactMobile',
  'contactEmail',
  'workRegionCode',
  'archiveType',
  'archiveReceiverName',
  'archiveRegionCode',
  'archiveAddress',
  'archivePostcode',
  'archiveContact',
  'archivePhone',
  'hukouType',
  'hukouRegionCode',
  'hukouAddress',
];
const correctable: ReadonlySet<string> = new Set(ofAgreement);

/**
 * The fields of a destination type that may be corrected while it is in force, in the order of the screen: of an agreement the reporting
 * fields, of any other destination all but those that the roster fills. The type itself stays: its evidence was given for it.
 */
export function correctableFields(typeCode: string, graduate: { readonly hukouAtSchool: boolean }): readonly FormField[] {
  const isAgreement = findEntry(destinationTypes, typeCode)?.flow !== 'other-destination';
  return destinationFields(typeCode, graduate).filter(({ key, fixed }) => (isAgreement ? correctable.has(key) : !fixed));
}
