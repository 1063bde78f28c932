/** What choosing an office from the directory does to the receiver of an archive. */
import type { FoundReceiver } from '#contract/routes/receivers.ts';
import { archiveFields } from '#domain/forms/archive.ts';

export type OfficeForm = Readonly<Record<string, string>>;

export const officeNameKey = 'archiveReceiverName';

/** The entry as the form has it; what it leaves open is emptied, so that nothing of another office stays. */
export const valuesOf = ({ name, regionCode, address, postcode, contact, phone }: FoundReceiver): OfficeForm => ({
  [officeNameKey]: name,
  archiveRegionCode: regionCode,
  archiveAddress: address,
  archivePostcode: postcode ?? '',
  archiveContact: contact ?? '',
  archivePhone: phone ?? '',
});

export interface FilledOffice {
  readonly values: OfficeForm;
  /** What the form had in these fields before the first office was chosen. */
  readonly before: OfficeForm;
  /** Labels of fields in which something that a person wrote gave way. */
  readonly replaced: readonly string[];
}

/**
 * Fills the office in over what is there. `last` is what the office chosen before has filled in, `offered` what the form has filled in by
 * itself: nobody wrote these.
 */
export function fillOffice(form: OfficeForm, office: FoundReceiver, last?: FilledOffice, offered: OfficeForm = {}): FilledOffice {
  const values = valuesOf(office);
  const keys = Object.keys(values);
  const written = keys.map((key): [string, string] => {
    const now = form[key] ?? '';
    return [key, last && now === last.values[key] ? (last.before[key] ?? '') : now];
  });
  return over(Object.fromEntries(written), values, offered);
}

/** The same office, where something earlier than what it was filled in over would come back with another type. */
export const overEarlier = ({ values, before }: FilledOffice, earlier: OfficeForm): FilledOffice =>
  over({ ...before, ...earlier }, values);

function over(before: OfficeForm, values: OfficeForm, offered: OfficeForm = {}): FilledOffice {
  // The name was typed to find the office.
  const gaveWay = Object.keys(values).filter(
    key => key !== officeNameKey && before[key] && before[key] !== values[key] && before[key] !== offered[key],
  );
  const replaced = archiveFields.flatMap(({ key, label }) => (gaveWay.includes(key) ? [label] : []));
  return { values, before, replaced };
}

/** Whether the form names the office that was filled in. */
export const isFilled = (form: OfficeForm, filled: FilledOffice): boolean => form[officeNameKey] === filled.values[officeNameKey];

/** Takes it out again for what was there before; what was corrected since stays. */
export const takeOut = (form: OfficeForm, { values, before }: FilledOffice): OfficeForm =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => ((form[key] ?? '') === value ? [[key, before[key] ?? '']] : [])),
  );

/** What to say after it was filled in. */
export const filledWords = ({ replaced }: FilledOffice): string =>
  replaced.length === 0
    ? '已填入该机构的地址、邮编、联系人和电话，请核对，可以修改。'
    : `已填入该机构的信息，请核对，可以修改。您原来填写的${replaced.map(label => `「${label}」`).join('')}已被替换。`;

/** Each office once, in the province that may not be left; one office may serve several regions. */
export function offered(rows: readonly FoundReceiver[], province: string | undefined): readonly FoundReceiver[] {
  const inside = rows.filter(({ regionCode }) => !province || regionCode.startsWith(province.slice(0, 2)));
  return [...new Map(inside.map(row => [Object.values(valuesOf(row)).join('\n'), row] as const)).values()];
}
