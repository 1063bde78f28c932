/** The office that receives an archive, and the look-up of offices by name. */
import { type RegionTable, regionChain } from '#domain/codes/regions.ts';
import { originOfficeOn, upFrom } from '#domain/rules/origin-office.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import type { Database, Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { ownFor } from './own-store.ts';
import { inWords, type OfficeRow } from './shapes.ts';
import { searchEntries, searchOwn, validFor } from './store.ts';

/** The office that holds for an origin. */
export interface OriginOffice extends OfficeRow {
  /** Set by the school for itself. */
  readonly own: boolean;
}

/**
 * What holds for many origins on a day (`YYYY-MM-DD`), by the code of the origin; origins for which nothing holds are left out. Two
 * statements for all of them. Nobody in a school has a school's own entries: then `schoolId` is missing.
 */
export async function originOffices(
  database: Database,
  {
    schoolId,
    origins,
    day,
  }: { readonly schoolId: number | undefined; readonly origins: readonly string[]; readonly day: string },
  through: Queryable = database,
): Promise<ReadonlyMap<string, OriginOffice>> {
  const regions = await loadRegions(database, through);
  const asked = new Map([...new Set(origins)].map(origin => [origin, upFrom(regions, origin)]));
  const codes = [...new Set([...asked.values()].flat())];
  if (codes.length === 0) return new Map();
  const own = schoolId === undefined ? [] : await through.query(ownFor, [schoolId, codes]);
  const national = await through.query(validFor, [codes, day]);
  const found = new Map<string, OriginOffice>();
  for (const [origin, upwards] of asked) {
    const office = originOfficeOn(upwards, day, own, national);
    if (office) found.set(origin, { ...plain(office), own: 'version' in office });
  }
  return found;
}
const plain = ({ servedRegionCode, name, regionCode, address, postcode, contact, phone }: OfficeRow): OfficeRow => ({
  ...{ servedRegionCode, name, regionCode, address, postcode, contact, phone },
});

/** What holds for one origin on a day, the school's own before the directory's; undefined where nothing does. */
export const originOffice = async (
  database: Database,
  { origin, ...asked }: { readonly schoolId: number | undefined; readonly origin: string; readonly day: string },
  through: Queryable = database,
): Promise<OriginOffice | undefined> => (await originOffices(database, { ...asked, origins: [origin] }, through)).get(origin);

/** 厦门人才: each character, with anything between. */
const inOrder = (text: string): string => `%${Array.from(text, one => likeAnywhere(one).slice(1)).join('')}`;

/** What a person typed, as patterns: of the name, of its letters, and loosely of both. Null matches everything. */
export function patternsOf(typed: string | undefined) {
  const text = (typed ?? '').normalize('NFKC').replace(/\s+/g, '');
  if (text === '') return { name: null, letters: null, loose: null, looseLetters: null };
  const letters = /^[a-z']+$/i.test(text) ? text.toLowerCase().replaceAll("'", '') : undefined;
  return {
    name: likeAnywhere(text),
    letters: letters ? likeAnywhere(letters) : null,
    loose: inOrder(text),
    looseLetters: letters && letters.length <= mostInitials ? inOrder(letters) : null,
  };
}
/** Longer ones are a word. */
const mostInitials = 8;

/** The beginning that the codes of a region and of all below it share: 35, 3502, 350203. */
export const beginningOf = (regions: RegionTable, code: string): string => {
  const level = regions.get(code)?.level;
  if (level === 'province') return `${code.slice(0, 2)}%`;
  return level === 'city' ? `${code.slice(0, 4)}%` : code;
};

interface Search {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
}
const most = 20;
/** The school's own first, then the directory's of today. */
export async function searchOffices({ database }: Platform, schoolId: number | undefined, { q, region }: Search, day: string) {
  const regions = await loadRegions(database);
  const { name, letters, loose, looseLetters } = patternsOf(q);
  const chain = region === undefined ? null : regionChain(regions, region).map(({ code }) => code);
  const values = [name, letters, loose, looseLetters, chain, region === undefined ? null : beginningOf(regions, region)];
  const [own, national] = await Promise.all([
    schoolId === undefined ? [] : database.query(searchOwn, [...values, schoolId]),
    database.query(searchEntries, [...values, day]),
  ]);
  const rows = [...own.map(row => ({ ...row, own: true })), ...national.map(row => ({ ...row, own: false }))];
  return { rows: rows.slice(0, most).map(row => inWords(regions, row)) };
}
