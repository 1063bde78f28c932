import { type RegionLevel, type RegionRow, type RegionTable, regionTable } from '#domain/codes/regions.ts';
import { type Database, type Queryable, statement } from './postgres.ts';

interface RegionRecord {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly level: RegionLevel;
}
const selectRegions = statement<RegionRecord>(
  'platform.regions',
  'select code, name, parent_code, level from region order by code',
);

const toRegion = ({ parentCode, ...region }: RegionRecord): RegionRow => ({
  ...region,
  ...(parentCode === null ? {} : { parent: parentCode }),
});

const known = new WeakMap<Database, RegionTable>();

/**
 * The regions, each parent before its children, read once per database and process. An empty table is not kept: it waits for its seed.
 * Inside a transaction they are read `through` it: were all connections in transactions that ask for another one, none would get it.
 */
export async function loadRegions(database: Database, through: Queryable = database): Promise<RegionTable> {
  const kept = known.get(database);
  if (kept) return kept;
  const rows = await through.query(selectRegions);
  const table = regionTable(rows.map(toRegion));
  if (rows.length > 0) known.set(database, table);
  return table;
}
