/** Limits on files, for phone and server alike. It imports nothing, so that a phone loads it without the code tables. */

export const filePurposes = ['evidence', 'scan', 'letter', 'help', 'change', 'correction', 'grounds'] as const;
export type FilePurpose = (typeof filePurposes)[number];

/** As it is sent, bytes. */
export const fileBytesAtMost = 20 * 1024 * 1024;
export const pdfBytesAtMost = 5 * 1024 * 1024;
/** 1–8 pictures, or a PDF, of each thing that is to be proved. */
export const filesAtMost = 8;

/** The number of a slot; a correction has one for each item of each type. */
export const itemsAtMost = 999;

export interface Slot {
  readonly purpose: FilePurpose;
  /** Which of the type's evidence items, from 0; of a correction see `correctionItem`; 0 for every other purpose. */
  readonly item: number;
}
interface Filed {
  readonly purpose: FilePurpose;
  readonly item: number | null;
}

/** The files of a slot. Evidence without an item was given for another type. */
export const inSlot = <File extends Filed>(files: readonly File[], slot: Slot): File[] =>
  files.filter(
    ({ purpose, item }) => purpose === slot.purpose && (item ?? (purpose === 'evidence' ? undefined : 0)) === slot.item,
  );

/** Whether there is no room for another one. */
export const isFull = (files: readonly Filed[], slot: Slot): boolean => inSlot(files, slot).length >= filesAtMost;
/** Of what the parties hand in; an office may gather documents of many kinds. */
const ofOneKind: readonly FilePurpose[] = ['evidence', 'scan', 'letter', 'correction', 'grounds'];
const isPdf = ({ mediaType }: { readonly mediaType: string }): boolean => mediaType === 'application/pdf';
/** A slot of the parties takes pictures, or one PDF: whether this file may not lie beside those that are there. */
export const isMixed = (
  files: readonly (Filed & { readonly mediaType: string })[],
  slot: Slot,
  added: { readonly mediaType: string },
): boolean => {
  const present = inSlot(files, slot);
  return ofOneKind.includes(slot.purpose) && present.length > 0 && (isPdf(added) || present.some(isPdf));
};
/** The shorter side of a licence as a picture, points: on less nobody can read what is printed. */
export const licenceLeastSide = 300;
/** The picture of a school's seal as it is sent, bytes. */
export const sealBytesAtMost = 2 * 1024 * 1024;
