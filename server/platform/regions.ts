import { type RegionLevel, type RegionRow, type RegionTable, regionTable } from '#domain/codes/regions.ts';
import { type Queryable, statement } from './postgres.ts';

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

const known = new WeakMap<Queryable, Promise<RegionTable>>();

/** The regions, each parent before its children, read once per database and process. An empty table is not kept: it waits for its seed. */
export function loadRegions(database: Queryable): Promise<RegionTable> {
  const kept = known.get(database);
  if (kept) return kept;
  const reading = database.query(selectRegions).then(rows => {
    if (rows.length === 0) known.delete(database);
    return regionTable(rows.map(toRegion));
  });
  known.set(database, reading);
  reading.catch(() => known.delete(database));
  return reading;
}
