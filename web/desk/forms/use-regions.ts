import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type RegionTable, regionChain, regionPath, regionTable } from '#domain/codes/regions.ts';
import { regionsQuery } from '../app/queries.ts';

export interface RegionNode {
  readonly value: string;
  readonly label: string;
  children?: RegionNode[];
}
export interface Regions {
  readonly tree: RegionNode[];
  readonly chain: (code: string) => string[];
  readonly path: (code: string) => string;
}
type Row = readonly [code: string, name: string, parent: string | null];

/** GB/T 2260: provinces end in 0000, cities in 00. */
const levelOf = (code: string) => (code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county');

function regionsOf(rows: readonly Row[]): Regions {
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
    tree,
    chain: code => regionChain(table, code).map(region => region.code),
    path: code => regionPath(table, code),
  };
}

/** Loaded once per visit, by the first page that asks. */
export function useRegions() {
  const query = useQuery(regionsQuery);
  const regions = useMemo(() => (query.data ? regionsOf(query.data) : undefined), [query.data]);
  return { regions, failed: query.isError, retry: () => void query.refetch() };
}
