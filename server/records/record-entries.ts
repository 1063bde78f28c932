/** 我的登记记录: the steps of the cases, the changes of the roster row, and what was reported, as one list. */
import type { z } from 'zod';
import type { recordEntry } from '#contract/routes/records.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { recordParts, recordSources } from '#domain/reported/parts.ts';
import { changesBetween } from '#domain/reported/record-in-words.ts';
import { findGraduateStep, listGraduateSteps } from '#server/case-acts/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { EmploymentRegistry, RecordChange, Whose } from '#server/registry/index.ts';
import { findOwnHistory, listOwnHistory } from '#server/roster/index.ts';

export type RecordEntry = z.input<typeof recordEntry>;
interface Placed {
  readonly entry: RecordEntry;
  readonly id: number;
  readonly seq: number;
}
interface Before {
  readonly at: Date;
  readonly id: number;
  readonly seq: number;
}
interface Source {
  readonly name: 'case' | 'roster' | 'reported';
  readonly list: (before: Before, limit: number) => Promise<Placed[]>;
  readonly find: (id: number, seq: number) => Promise<RecordEntry | undefined>;
}

function reportedEntry({ id, at, part, source, isCleared, before, after }: RecordChange, regions: RegionTable): RecordEntry {
  const done = isCleared ? '已清除' : Object.keys(before).length > 0 ? '已更新' : '已上报';
  return {
    key: `reported-${id}`,
    kind: '上报信息',
    at,
    title: `${done}${recordParts[part].inSentences}`,
    who: recordSources[source],
    reason: null,
    changes: changesBetween(part, before, after, regions),
    caseRef: null,
    caseFlow: null,
  };
}

/** In the order in which entries of one moment follow each other, the latest first: what is reported comes of a step. */
const sourcesOf = (platform: Platform, registry: EmploymentRegistry, whose: Whose): readonly Source[] => [
  {
    name: 'reported',
    list: async (before, limit) => {
      const regions = await loadRegions(platform.database);
      const changes = await registry.changes(whose, before, limit);
      return changes.map(change => ({ id: change.id, seq: 0, entry: reportedEntry(change, regions) }));
    },
    find: async id => {
      const change = await registry.change(whose, id);
      return change && reportedEntry(change, await loadRegions(platform.database));
    },
  },
  {
    name: 'roster',
    list: (before, limit) => listOwnHistory(platform, whose, before, limit),
    find: id => findOwnHistory(platform, whose, id),
  },
  {
    name: 'case',
    list: (before, limit) => listGraduateSteps(platform, whose, before, limit),
    find: (id, seq) => findGraduateStep(platform, whose, id, seq),
  },
];

const last = Number.MAX_SAFE_INTEGER;
const lastSeq = 2_147_483_647;
/** The last entry that was shown: its moment, its source, its numbers. */
export interface PageStart extends Before {
  readonly source: number;
}
export function parsePageStart(text: string | undefined): PageStart | undefined {
  const [, at, source, id, seq] = /^(\d{1,15})_([0-2])_(\d{1,15})_(\d{1,9})$/.exec(text ?? '') ?? [];
  if (at === undefined) return undefined;
  return { at: new Date(Number(at)), source: Number(source), id: Number(id), seq: Number(seq) };
}

/** Of the same moment a source may have been shown whole, in part, or not at all. */
function startIn(source: number, start: PageStart | undefined): Before {
  if (!start) return { at: new Date('9999-01-01T00:00:00Z'), id: last, seq: lastSeq };
  if (source === start.source) return start;
  return source < start.source ? { at: start.at, id: -1, seq: -1 } : { at: start.at, id: last, seq: lastSeq };
}

/** Newest first. What was reported anew without a change is left out, so that a page may hold fewer than asked for. */
export async function listRecord(
  platform: Platform,
  registry: EmploymentRegistry,
  whose: Whose,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ entries: RecordEntry[]; next: string | null }> {
  const start = parsePageStart(cursor);
  const found = await Promise.all(
    sourcesOf(platform, registry, whose).map(async ({ list }, source) =>
      (await list(startIn(source, start), limit + 1)).map(placed => ({ ...placed, source })),
    ),
  );
  const ordered = found
    .flat()
    .sort((a, b) => b.entry.at.getTime() - a.entry.at.getTime() || a.source - b.source || b.id - a.id || b.seq - a.seq);
  const shown = ordered.slice(0, limit);
  const end = ordered.length > limit ? shown.at(-1) : undefined;
  return {
    entries: shown.map(({ entry }) => entry).filter(({ key, changes }) => changes.length > 0 || !key.startsWith('reported-')),
    next: end ? `${end.entry.at.getTime()}_${end.source}_${end.id}_${end.seq}` : null,
  };
}

/** The entry of a key, if it is one of this graduate's. */
export async function findEntry(
  platform: Platform,
  registry: EmploymentRegistry,
  whose: Whose,
  key: string,
): Promise<RecordEntry | undefined> {
  const [name, id, seq] = key.split('-');
  const source = sourcesOf(platform, registry, whose).find(one => one.name === name);
  return source?.find(Number(id), Number(seq ?? 0));
}
