import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { seedRegions } from '../regions/regions.ts';

const insertRegions = statement(
  'seed.fill_regions',
  `insert into region (code, name, parent_code, level)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) on conflict (code) do nothing`,
);

/** The regions of GB/T 2260, which every installation needs; those that are there stay as they are. */
export async function fillRegions(tx: Queryable): Promise<void> {
  const column = (pick: (region: (typeof seedRegions)[number]) => string | null) => seedRegions.map(pick);
  const columns = [column(r => r.code), column(r => r.name), column(r => r.parent ?? null), column(r => r.level)];
  await tx.execute(insertRegions, columns);
}
