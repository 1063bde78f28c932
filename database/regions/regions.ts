import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type RegionTable, regionTable } from '#domain/codes/regions.ts';

const regionRow = z.object({
  code: z.string().regex(/^[0-9]{6}$/),
  name: z.string().min(1),
  parent: z.string().optional(),
  level: z.enum(['province', 'city', 'county']),
});

const parsed: unknown = JSON.parse(readFileSync(new URL('regions.json', import.meta.url), 'utf8'));

/** GB/T 2260 as of 2023-06-30, what a fresh database is filled with; made by make-regions.ts. */
export const seedRegions = z.array(regionRow).parse(parsed);

export const seedRegionTable: RegionTable = regionTable(seedRegions);
