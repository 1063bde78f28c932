/** 去向登记信息表 (档案登记信息表, 户口登记信息表): what the form and the public check show, and nothing else. The graduate guide §5.1. */
import { findEntry, nameOf } from '../codes/code-table.ts';
import { countries } from '../codes/countries.ts';
import { destinationCategories, destinationTypes } from '../codes/destination-types.ts';
import { educationLevel } from '../codes/education-level.ts';
import { type RegionTable, regionPath } from '../codes/regions.ts';
import { gender } from '../codes/small-tables.ts';
import { monthInWords } from '../dates.ts';
import type { PartContent } from '../reported/parts.ts';
import { recordParts } from '../reported/parts.ts';
import { type Line, linesOf } from '../reported/record-in-words.ts';
import { type TransferKind, transferKinds } from '../transfers/kinds.ts';
import { formWords } from './form-words.ts';

export { formWords };

/** From the roster, by codes where there is a code. */
export interface FormBasics {
  readonly name: string;
  readonly gender: string;
  readonly originRegion: string;
  readonly schoolName: string;
  readonly majorName: string;
  readonly educationLevel: string;
  /** `YYYYMM` */
  readonly graduatesIn: string;
}
export interface FormContent {
  readonly basics: FormBasics;
  readonly destination: PartContent;
  /** Null where nothing is registered: the form then has no such block. */
  readonly transfer: PartContent | null;
}

/** Codes of a destination's name, in the order in which they are looked for: an employer, a school, an enterprise of one's own. */
const namedBy = ['employerName', 'admittingSchool', 'businessName', 'shopName', 'projectName'] as const;
const placedBy = ['employerRegionCode', 'regionCode', 'recruitRegionCode'] as const;
/** Of the block of each kind: what is shown, by the codes of the record. */
const shownOf: Readonly<Record<TransferKind, readonly string[]>> = {
  archive: [
    ...['transferType', 'receiverName', 'receiverRegionCode', 'receiverAddress'],
    ...['receiverPostcode', 'receiverContact', 'receiverPhone'],
  ],
  hukou: ['transferType', 'moveToRegionCode', 'moveToAddress'],
};
const shownOfDestination: readonly string[] = ['destinationCategory', 'destinationType', ...namedBy, ...placedBy, 'countryCode'];

const only = (content: PartContent, codes: readonly string[]): PartContent =>
  Object.fromEntries(codes.flatMap(code => (content[code] ? [[code, content[code]]] : [])));

/** Cut to what a form of this kind shows: pay, numbers and everything else that was reported stay out. */
export const formContent = (
  kind: TransferKind,
  basics: FormBasics,
  { destination, transfer }: { readonly destination: PartContent; readonly transfer: PartContent | undefined },
): FormContent => ({
  basics,
  destination: only(destination, shownOfDestination),
  transfer: transfer ? only(transfer, shownOf[kind]) : null,
});

/** The employer, or the school admitted to; empty for a destination without one. */
export const destinationName = (destination: PartContent): string =>
  namedBy.map(code => destination[code]).find(name => name) ?? '';

/** 毕业去向 in words; where our own type says more than the authority's category, that type. */
export function destinationTypeName({ destinationType, destinationCategory }: PartContent): string {
  const type = findEntry(destinationTypes, destinationType);
  return type?.parentName ?? nameOf(destinationCategories, destinationCategory ?? '') ?? '';
}

/** A form on which nothing is filled in: it has every line. */
export const emptyContent: FormContent = {
  basics: { name: '', gender: '', originRegion: '', schoolName: '', majorName: '', educationLevel: '', graduatesIn: '' },
  destination: {},
  transfer: {},
};

export interface FormSection {
  readonly title: string;
  readonly rows: readonly Line[];
}
const dash = '--';

function destinationRows(destination: PartContent, regions: RegionTable): Line[] {
  const region = placedBy.map(code => destination[code]).find(code => code);
  const row = (key: string, label: string, value: string): Line => ({ key, label, value: value || dash });
  return [
    row('destinationType', '毕业去向', destinationTypeName(destination)),
    row('destinationName', destination.admittingSchool ? '录取学校' : '单位名称', destinationName(destination)),
    row(
      'destinationPlace',
      '单位所在地',
      region ? regionPath(regions, region) : (nameOf(countries, destination.countryCode) ?? ''),
    ),
  ];
}

/** The form in words, block by block, in the order of reading. A value that nobody gave is `--`. */
export function formSections(
  kind: TransferKind,
  { basics, destination, transfer }: FormContent,
  regions: RegionTable,
): FormSection[] {
  const row = (key: string, label: string, value: string): Line => ({ key, label, value: value || dash });
  return [
    {
      title: '基本信息',
      rows: [
        row('name', '姓名', basics.name),
        row('gender', '性别', nameOf(gender, basics.gender) ?? ''),
        row('originRegion', '生源所在地', regionPath(regions, basics.originRegion)),
        row('schoolName', '毕业院校', basics.schoolName),
        row('majorName', '专业', basics.majorName),
        row('educationLevel', '学历', nameOf(educationLevel, basics.educationLevel) ?? ''),
        row('graduatesIn', '毕业时间', monthInWords(basics.graduatesIn)),
      ],
    },
    { title: '毕业去向信息', rows: destinationRows(destination, regions) },
    ...(transfer
      ? [
          {
            title: formWords[kind].block,
            rows: linesOf(kind, transfer, regions).map(line => ({ ...line, value: line.value || dash })),
          },
        ]
      : []),
  ];
}

/** Codes of the important fields of a part: those that the graduate confirms. */
const importantCodes = (part: 'destination' | TransferKind, content: PartContent): string[] =>
  recordParts[part].fields(content).flatMap(({ important, reportedAs }) => (important && reportedAs ? [reportedAs.code] : []));

/** All that a graduate confirms, as one text that differs when an important field does. Beside it stand the basics of the roster. */
export function confirmedText(
  basics: FormBasics,
  parts: Readonly<Partial<Record<'destination' | TransferKind, PartContent>>>,
): string {
  const { name, educationLevel: level, majorName, graduatesIn } = basics;
  const important = (['destination', ...transferKinds] as const).map(part => {
    const content = parts[part] ?? {};
    return importantCodes(part, content)
      .sort()
      .map(code => [code, content[code] ?? '']);
  });
  return JSON.stringify([[name, level, majorName, graduatesIn], ...important]);
}

/** What of a form's content is important: where it differs, a code that was issued before is answered no more. */
export function importantText(kind: TransferKind, { basics, destination, transfer }: FormContent): string {
  const { name, educationLevel: level, majorName, graduatesIn } = basics;
  const pairs = (content: PartContent, codes: readonly string[]) =>
    [...codes].sort().flatMap(code => (content[code] ? [[code, content[code]]] : []));
  return JSON.stringify([
    [name, level, majorName, graduatesIn],
    pairs(destination, shownOfDestination),
    transfer && pairs(transfer, importantCodes(kind, transfer)),
  ]);
}
