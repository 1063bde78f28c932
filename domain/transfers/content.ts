/** A form by the keys of its fields, and a content by the codes of the reported record: one and the same, written two ways. */
import { type RegionTable, regionChain } from '../codes/regions.ts';
import type { PartContent } from '../reported/parts.ts';
import { type TransferKind, transferDetails } from './kinds.ts';

export type TransferForm = Readonly<Record<string, string>>;

const pairs = (kind: TransferKind) =>
  transferDetails[kind].fields.flatMap(({ key, important, reportedAs }) =>
    reportedAs ? [{ key, code: reportedAs.code, important: important === true }] : [],
  );

/** What a form says, without what was left blank. */
export const contentOf = (kind: TransferKind, form: TransferForm): PartContent =>
  Object.fromEntries(pairs(kind).flatMap(({ key, code }) => (form[key] ? [[code, form[key]]] : [])));

export const formOf = (kind: TransferKind, content: PartContent): TransferForm =>
  Object.fromEntries(pairs(kind).flatMap(({ key, code }) => (content[code] ? [[key, content[code]]] : [])));

export const isSameContent = (kind: TransferKind, one: PartContent, other: PartContent): boolean =>
  pairs(kind).every(({ code }) => (one[code] ?? '') === (other[code] ?? ''));

/** Whether a field changed that the graduate confirms. */
export const changesImportant = (kind: TransferKind, before: PartContent, after: PartContent): boolean =>
  pairs(kind).some(({ code, important }) => important && (before[code] ?? '') !== (after[code] ?? ''));

/** The code of its transfer type; empty where an outside record names none. */
export const transferTypeOf = ({ transferType = '' }: PartContent): string => transferType;

/** The region that it goes to, of either kind. */
const regionOf = (content: PartContent): string => content.receiverRegionCode ?? content.moveToRegionCode ?? '';

/** The province that it goes to; null where the table does not have its region. */
export const provinceOf = (content: PartContent, regions: RegionTable): string | null =>
  regionChain(regions, regionOf(content))[0]?.code ?? null;
