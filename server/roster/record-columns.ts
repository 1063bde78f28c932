import type { RosterRecord } from '#domain/forms/roster-row.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { CopyValue } from '#server/platform/postgres/copy.ts';
import { namePinyin } from './name-pinyin.ts';
import { plainFields, yesNoKeys, yesNoToBoolean } from './roster-fields.ts';

/** The columns of a record beside the plain ones, in the order of `recordValues`. */
const sealedColumns = [
  'exam_number',
  'document_hash',
  'document_number_sealed',
  'name_pinyin',
  'phone_sealed',
  'phone_hash',
] as const;

/** Every column that a record fills in `graduate`. */
export const recordColumns: readonly string[] = [...sealedColumns, ...plainFields.map(([, column]) => column)];

/** The values of `recordColumns`, ID number and phone sealed. */
export function recordValues(vault: Vault, record: RosterRecord, document: Buffer | undefined): CopyValue[] {
  const { examNumber, idNumber, phone, name } = record;
  return [
    examNumber,
    document,
    vault.seal(idNumber),
    namePinyin(name),
    phone && vault.seal(phone),
    phone && vault.keyedHash(phone),
    ...plainFields.map(([key]) => (yesNoKeys.has(key) ? yesNoToBoolean(record[key]) : record[key])),
  ];
}
