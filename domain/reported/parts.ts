/** The reported record: one table of its parts, and the words for the codes in it. */
import { findEntry } from '../codes/code-table.ts';
import { destinationCategories, destinationTypes } from '../codes/destination-types.ts';
import { archiveFields } from '../forms/archive.ts';
import { allFields, destinationFields } from '../forms/destination-fields.ts';
import type { Field, PartCode } from '../forms/form-field.ts';
import { hukouFields } from '../forms/hukou.ts';

/** What a part says: values by the codes of its fields. A value is a code of a table, a region code, an ISO date or a text. */
export type PartContent = Readonly<Record<string, string>>;

interface Part {
  readonly title: string;
  /** The part as a sentence names it. */
  readonly inSentences: string;
  /** The fields in the order of reading. Those of a destination depend on its type. */
  readonly fields: (content: PartContent) => readonly Field[];
}

/** What is said of every destination, before the fields of its type. */
const destinationHead: readonly Field[] = [
  {
    key: 'destinationCategory',
    label: '毕业去向',
    kind: 'code',
    codeTable: destinationCategories,
    required: true,
    hint: '',
    maxLength: 4,
    reportedAs: { part: 'destination', code: 'destinationCategory' },
  },
  {
    key: 'destinationType',
    label: '登记类型',
    kind: 'code',
    codeTable: destinationTypes,
    required: true,
    hint: '',
    maxLength: 5,
    important: true,
    reportedAs: { part: 'destination', code: 'destinationType' },
  },
];

/** Our type is named where its name says more than the authority's. */
const saysMore = (typeCode: string | undefined): boolean => {
  const type = findEntry(destinationTypes, typeCode);
  return type === undefined || type.name !== type.parentName;
};

/** The fields of the type; after them what else was reported, as a record from elsewhere may hold more or know no type of ours. */
function fieldsOfDestination(content: PartContent): readonly Field[] {
  const { destinationType } = content;
  const head = destinationHead.filter(
    ({ key }) => key === 'destinationCategory' || (destinationType && saysMore(destinationType)),
  );
  const asked = destinationFields(destinationType ?? '', { hukouAtSchool: false });
  const others = allFields.filter(
    ({ key, reportedAs }) => reportedAs && content[reportedAs.code] && !asked.some(field => field.key === key),
  );
  return [...head, ...asked, ...others].filter(({ reportedAs }) => reportedAs?.part === 'destination');
}

/** In the order of reading. */
export const recordParts: Readonly<Record<PartCode, Part>> = {
  destination: { title: '毕业去向', inSentences: '毕业去向', fields: fieldsOfDestination },
  archive: { title: '档案转递', inSentences: '档案转递信息', fields: () => archiveFields },
  hukou: { title: '户口迁移', inSentences: '户口迁移信息', fields: () => hukouFields },
};
export const partCodes: readonly PartCode[] = ['destination', 'archive', 'hukou'];

/** Where a part of the record came from. */
export const recordSources = {
  platform: '登记系统',
  'registry-upload': '就业管理系统上传',
  'registry-api': '就业管理系统接口',
} as const;
export type RecordSource = keyof typeof recordSources;
export const recordSourceNames = ['platform', 'registry-upload', 'registry-api'] as const satisfies readonly RecordSource[];

/** What a reader is told about a part. */
export const partNotes = { 'destination-ended': '来自已解除去向，请核对' } as const;
export type PartNote = keyof typeof partNotes;
