/** The changes of one graduate's roster row, as they read in their own record. */
import type { z } from 'zod';
import type { recordEntry } from '#contract/routes/records.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { changeInWords, type Dictionaries } from './field-words.ts';
import { type HistorySource, historySources, isHistorySource, sealedChanges } from './graduate-record.ts';
import { listDepartments } from './roster-context.ts';

interface ChangeRow {
  readonly id: number;
  readonly at: Date;
  readonly source: string;
  readonly changesSealed: Buffer;
}
const changes = 'select id, at, source, changes_sealed from graduate_history where school_id = $1 and graduate_id = $2';
const selectChanges = statement<ChangeRow>(
  'roster.own_history',
  `${changes} and (at, id) < ($3, $4::bigint) order by at desc, id desc limit $5`,
);
const findChange = statement<ChangeRow>('roster.own_history_entry', `${changes} and id = $3`);

interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
}

/** The office that a change came from. */
const offices: Readonly<Record<HistorySource, string>> = {
  upload: '学校',
  edit: '学校',
  delete: '学校',
  restore: '学校',
  'training-mode': '省级主管部门',
  'sign-in': '学信网',
};

async function dictionariesOf({ database }: Platform, schoolId: number): Promise<Dictionaries> {
  const [regions, departments] = await Promise.all([loadRegions(database), listDepartments(database, schoolId)]);
  return { regions, departments: new Map(departments.map(({ id, name }) => [String(id), name])) };
}

const shown = (text: string): string => (text === '--' ? '' : text);

function entryOf({ vault }: Platform, row: ChangeRow, dictionaries: Dictionaries): z.input<typeof recordEntry> {
  const source = isHistorySource(row.source) ? row.source : undefined;
  return {
    key: `roster-${row.id}`,
    kind: '基本信息',
    at: row.at,
    title: source ? historySources[source] : row.source,
    who: source ? offices[source] : '学校',
    reason: null,
    changes: Object.entries(sealedChanges.parse(vault.openJson(row.changesSealed))).map(([key, change]) => {
      const { label, from, to } = changeInWords(key, change, dictionaries);
      return { key, label, from: shown(from), to: shown(to) };
    }),
    caseRef: null,
    caseFlow: null,
  };
}

/** Newest first, from before this place on. */
export async function listOwnHistory(
  platform: Platform,
  whose: Whose,
  before: { readonly at: Date; readonly id: number },
  limit: number,
) {
  const rows = await platform.database.query(selectChanges, [...[whose.schoolId, whose.graduateId, before.at, before.id, limit]]);
  if (rows.length === 0) return [];
  const dictionaries = await dictionariesOf(platform, whose.schoolId);
  return rows.map(row => ({ id: row.id, seq: 0, entry: entryOf(platform, row, dictionaries) }));
}

export async function findOwnHistory(platform: Platform, whose: Whose, id: number) {
  const row = await platform.database.first(findChange, [whose.schoolId, whose.graduateId, id]);
  return row && entryOf(platform, row, await dictionariesOf(platform, whose.schoolId));
}
