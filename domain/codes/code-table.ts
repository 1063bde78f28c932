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

const spellings = new WeakMap<CodeTable, ReadonlyMap<string, string>>();

/** Code by every spelling that is taken, the surest first: codes, names, further names, codes without their leading zeros. */
function spellingsOf(table: CodeTable): ReadonlyMap<string, string> {
  const known = spellings.get(table);
  if (known) return known;
  const index = new Map<string, string>();
  const add = (spelling: string, code: string) => {
    if (!index.has(plain(spelling))) index.set(plain(spelling), code);
  };
  const offered = offeredEntries(table);
  for (const { code } of offered) add(code, code);
  for (const { code, name } of offered) add(name, code);
  for (const { code, fullName, importAliases } of offered) {
    if (fullName !== undefined) add(fullName, code);
    for (const alias of importAliases ?? []) add(alias, code);
  }
  for (const { code } of offered) add(code.replace(/^0+(?=.)/, ''), code);
  spellings.set(table, index);
  return index;
}

/**
 * The code that a cell or a query means: a code, a name, an import alias, or a code whose leading zeros a spreadsheet dropped
 * (`1` for `01`). An exact code wins over everything, a name over an alias. Undefined when nothing fits.
 */
export function findCode(table: CodeTable, text: string): string | undefined {
  return spellingsOf(table).get(plain(text));
}
