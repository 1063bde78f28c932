/** One row of a code table: the code is text (leading zeros count) and unique in its table. */
export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly fullName?: string | undefined;
  readonly importAliases?: readonly string[] | undefined;
  /** false: kept for old records, not offered for new ones. */
  readonly enabled?: boolean | undefined;
}

export type CodeTable<Entry extends CodeEntry = CodeEntry> = readonly Entry[];

/** The entry of a code, or undefined when the table has no such code. */
export function findEntry<Entry extends CodeEntry>(table: CodeTable<Entry>, code: string | null | undefined): Entry | undefined {
  return table.find(entry => entry.code === code);
}

/** The name of a code, or undefined when the table has no such code. */
export function nameOf(table: CodeTable, code: string | null | undefined): string | undefined {
  return findEntry(table, code)?.name;
}

/** The entries that a form offers: all but the disabled ones. */
export function offeredEntries<Entry extends CodeEntry>(table: CodeTable<Entry>): readonly Entry[] {
  return table.filter(entry => entry.enabled !== false);
}

/** One spelling for what people and spreadsheets write in several: full-width forms, brackets, spaces inside. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

const spellingsOf = (entry: CodeEntry) => [
  entry.name,
  ...(entry.fullName ? [entry.fullName] : []),
  ...(entry.importAliases ?? []),
];

/**
 * The code that a cell or a query means: a code, a name, an import alias, or a code whose leading zeros a spreadsheet dropped
 * (`1` for `01`). An exact code wins over everything, a name over an alias. Undefined when nothing fits.
 */
export function findCode(table: CodeTable, text: string): string | undefined {
  const wanted = plain(text);
  if (wanted === '') return undefined;
  const offered = offeredEntries(table);
  return (
    offered.find(entry => entry.code === wanted) ??
    offered.find(entry => plain(entry.name) === wanted) ??
    offered.find(entry => spellingsOf(entry).some(spelling => plain(spelling) === wanted)) ??
    offered.find(entry => entry.code.startsWith('0') && entry.code.replace(/^0+(?=.)/, '') === wanted)
  )?.code;
}
