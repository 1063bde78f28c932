import { type RegionTable, regionChain, regionPath, regionTable } from '#domain/codes/regions.ts';

export interface RegionNode {
  readonly value: string;
  readonly label: string;
  children?: RegionNode[];
}
export interface Regions {
  readonly table: RegionTable;
  readonly tree: RegionNode[];
  readonly chain: (code: string) => string[];
  readonly path: (code: string) => string;
}
type Row = readonly [code: string, name: string, parent: string | null];

/** GB/T 2260: provinces end in 0000, cities in 00. */
const levelOf = (code: string) => (code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county');

/** The list of regions, each parent before its children, as a tree to choose from and as look-ups. */
export function regionsOf(rows: readonly Row[]): Regions {
  const table: RegionTable = regionTable(
    rows.map(([code, name, parent]) => ({ code, name, parent: parent ?? undefined, level: levelOf(code) })),
  );
  const nodes = new Map<string, RegionNode>();
  const tree: RegionNode[] = [];
  for (const [code, name, parent] of rows) {
    const node: RegionNode = { value: code, label: name };
    nodes.set(code, node);
    const above = parent === null ? undefined : nodes.get(parent);
    if (!above) tree.push(node);
    else if (above.children) above.children.push(node);
    else above.children = [node];
  }
  return {
    table,
    tree,
    chain: code => regionChain(table, code).map(region => region.code),
    path: code => regionPath(table, code),
  };
}
