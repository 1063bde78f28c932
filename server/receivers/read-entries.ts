/** The directory as province and operator keep it. */
import { beijingDay } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { beginningOf, patternsOf } from './find-office.ts';
import { changesOf, inWords, timeOf } from './shapes.ts';
import { countEntries, findEntry, historyOfEntry, listEntries } from './store.ts';

interface ListQuery {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
  readonly time?: 'now' | 'ahead' | 'ended' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
export async function readEntries(platform: Platform, scope: Scope, { q, region, time, cursor, limit }: ListQuery) {
  const { database, clock } = platform;
  const today = beijingDay(clock.now());
  const regions = await loadRegions(database);
  const { name, letters } = patternsOf(q);
  const narrowed = [name, letters, letters, region ? beginningOf(regions, region) : '%', time ?? null, today];
  const [, code = '', id = '0'] = /^(\d{6})-(\d{1,15})$/.exec(cursor ?? '') ?? [];
  const [found, [counted]] = await Promise.all([
    database.query(...listEntries(scope, [...narrowed, code, Number(id), limit + 1])),
    database.query(...countEntries(scope, narrowed)),
  ]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(row => ({ ...inWords(regions, row), time: timeOf(row, today) })),
    next: last && found.length > limit ? `${last.servedRegionCode}-${last.id}` : null,
    total: counted?.count ?? 0,
    provinceCode: scope.kind === 'province' ? scope.provinceCode : null,
  };
}

export async function readEntry(platform: Platform, scope: Scope, id: number) {
  const { database, clock } = platform;
  const row = await database.first(...findEntry(scope, [id]));
  if (!row) return refuse('not-found');
  const [regions, history] = await Promise.all([loadRegions(database), database.query(historyOfEntry, [id])]);
  return {
    ...inWords(regions, row),
    time: timeOf(row, beijingDay(clock.now())),
    history: history.map(({ content, ...step }, place) => ({
      ...step,
      changes: changesOf(regions, history[place + 1]?.content ?? {}, content),
    })),
  };
}
export type EntryPage = Exclude<Awaited<ReturnType<typeof readEntry>>, Refused>;
