/** GB/T 2260 regions. The data come in as a parameter: 3,000 rows are the server's matter, not every page's. */
export type RegionLevel = 'province' | 'city' | 'county';

export interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly parent?: string | undefined;
  readonly level: RegionLevel;
}

export interface Region extends RegionRow {
  /** Nothing lies below it, so it is the lowest level where it is. */
  readonly leaf: boolean;
}

export type RegionTable = ReadonlyMap<string, Region>;

/** Names of the standard that only group what is below them: an address leaves them out. */
const groupings: ReadonlySet<string> = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

/** The look-up table of a list of regions. */
export function regionTable(rows: Iterable<RegionRow>): RegionTable {
  const list = [...rows];
  const parents = new Set(list.map(row => row.parent));
  return new Map(list.map(row => [row.code, { ...row, leaf: !parents.has(row.code) }]));
}

/** The regions from the province down to the code; empty when the table does not have it. */
export function regionChain(table: RegionTable, code: string): readonly Region[] {
  const chain: Region[] = [];
  for (let region = table.get(code); region !== undefined; region = table.get(region.parent ?? '')) chain.unshift(region);
  return chain;
}

function joinPath(table: RegionTable, code: string): string {
  const names = regionChain(table, code)
    .filter(region => region.level !== 'city' || !groupings.has(region.name))
    .map(region => region.name);
  return names.filter((name, place) => name !== names[place - 1]).join('');
}
/** Joined once for each region: a form has four of them, which took longer than to decrypt it. */
const paths = new WeakMap<RegionTable, Map<string, string>>();

/**
 * 福建省厦门市思明区: what an address begins with. Without the standard's grouping names, and a name of two levels
 * (嘉峪关市) once. The code itself when the table does not have it.
 */
export function regionPath(table: RegionTable, code: string): string {
  if (!table.has(code)) return code;
  const known = paths.get(table) ?? new Map<string, string>();
  if (known.size === 0) paths.set(table, known);
  const path = known.get(code) ?? joinPath(table, code);
  if (!known.has(code)) known.set(code, path);
  return path;
}

const pathIndexes = new WeakMap<RegionTable, ReadonlyMap<string, string>>();

function pathIndex(table: RegionTable): ReadonlyMap<string, string> {
  const known = pathIndexes.get(table);
  if (known) return known;
  const index = new Map<string, string>();
  // Two levels may share a path (北京市, its grouping 市辖区): a leaf is meant before its group, the higher level otherwise.
  for (const { code, leaf } of table.values())
    if (leaf || !index.has(regionPath(table, code))) index.set(regionPath(table, code), code);
  pathIndexes.set(table, index);
  return index;
}

/** The code that a cell means: six digits, or the whole path as an address begins (福建省厦门市思明区). */
export function findRegion(table: RegionTable, text: string): string | undefined {
  const wanted = text.normalize('NFKC').replace(/\s+/gu, '');
  return table.has(wanted) ? wanted : pathIndex(table).get(wanted);
}
