/** The reported record with labels and words: read so on every page, written so nowhere. */
import type { RegionTable } from '../codes/regions.ts';
import { formatBeijing } from '../dates.ts';
import type { PartCode } from '../forms/form-field.ts';
import { valueInWords } from '../forms/value-in-words.ts';
import { type PartContent, type PartNote, partNotes, type RecordSource, recordParts, recordSources } from './parts.ts';

export interface Line {
  /** The code of the line's first field. */
  readonly key: string;
  readonly label: string;
  /** Empty where nothing was reported. */
  readonly value: string;
}

/** A part line by line. Region and street share a label, and so a line. Codes that no field has are left out. */
export function linesOf(part: PartCode, content: PartContent, regions: RegionTable): Line[] {
  const lines = new Map<string, Line>();
  for (const field of recordParts[part].fields(content)) {
    const { reportedAs } = field;
    if (!reportedAs) continue;
    const { code, label = field.label } = reportedAs;
    const shared = reportedAs.label ?? code;
    const before = lines.get(shared);
    const word = valueInWords(field, content[code] ?? '', regions);
    lines.set(shared, { key: before?.key ?? code, label, value: `${before?.value ?? ''}${word}` });
  }
  return [...lines.values()];
}

/** A part as it is in the record. */
export interface RecordedPart {
  readonly part: PartCode;
  readonly source: RecordSource;
  readonly content: PartContent;
  readonly note: PartNote | null;
  readonly reportedAt: Date;
}

/** A part of the record as a block of a page. */
export function sectionOf({ part, source, content, note, reportedAt }: RecordedPart, regions: RegionTable) {
  return {
    title: `${recordParts[part].title}（${recordSources[source]}，${formatBeijing(reportedAt, 'minute')}）`,
    ...(note ? { note: partNotes[note] } : {}),
    rows: linesOf(part, content, regions).map(line => ({ ...line, value: line.value || '--' })),
  };
}

/** What differs between two contents of a part, in the order of the later one; lines that only the earlier one has come last. */
export function changesBetween(part: PartCode, before: PartContent, after: PartContent, regions: RegionTable) {
  const [was, is] = [linesOf(part, before, regions), linesOf(part, after, regions)];
  const valueIn = (lines: readonly Line[], key: string): string => lines.find(line => line.key === key)?.value ?? '';
  const gone = was.filter(({ key }) => !is.some(line => line.key === key));
  return [...is, ...gone].flatMap(({ key, label }) => {
    const [from, to] = [valueIn(was, key), valueIn(is, key)];
    return from === to ? [] : [{ key, label, from, to }];
  });
}
