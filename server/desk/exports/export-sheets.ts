/** The two downloads of a list: what it shows, and who was sent back to modify. */
import type { DeskFilter } from '#contract/parts/desk-filter.ts';
import { exportColumns, usualKeys } from '#contract/parts/export-columns.ts';
import type { ExportAsked } from '#contract/routes/exports.ts';
import { beijingDay } from '#domain/dates.ts';
import { flowNamed, labelOf } from '#domain/flows/all.ts';
import { returnedStates } from '#domain/flows/batch.ts';
import { type Role, roleWords } from '#domain/roles.ts';
import { mayExportInFull } from '#domain/rules/export-rights.ts';
import { saidInWords } from '#domain/rules/field-marks.ts';
import { noteShape } from '#server/cases/index.ts';
import type { DeskSheet } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { SheetColumn } from '#server/platform/sheets/write.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { countDeskRows, type DeskRow, type DeskView, deskPage, isEmpty } from '../lists/desk-filter.ts';
import { deskViewOf, wholeFilter } from '../lists/desk-view.ts';
import { cellsOf, columnsFor } from './export-cells.ts';

/** No list is longer; a walk that meets it would be one of a mistaken filter. */
const mostRows = 2_000_000;

export interface Asking {
  readonly asked: ExportAsked;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}
/** The sheet that somebody asks for, within their reach and with what their school lets them have. */
export async function exportSheet(platform: Platform, { asked, actor, scope, addressPrefix }: Asking): Promise<DeskSheet> {
  const { what, columns: _, sort: __, ...given } = asked;
  const view = deskViewOf(actor, scope);
  const filter = wholeFilter(given);
  const noun = filter.flow ? flowNamed(filter.flow).title : filter.mark ? markTitles[filter.mark] : '全部';
  const { fullIdInExports } = await getSchoolSettings(platform.database, view.scope.schoolId);
  const { full, ...sheet } =
    what === 'returned'
      ? { full: false, ...returnedSheet(platform, view, filter) }
      : currentSheet(platform, view, filter, asked, mayExportInFull(fullIdInExports, actor.kind));
  const day = beijingDay(platform.clock.now());
  return {
    ...sheet,
    title: `${titles[what].long} · ${noun}`,
    fileName: `${noun}-${titles[what].short}-${day}.xlsx`,
    audited: { action: 'cases-exported', actor, addressPrefix, detail: { ...asked, full } },
  };
}
const titles = {
  current: { long: '下载当前查询数据', short: '当前查询数据' },
  returned: { long: '导出退回修改学生名单', short: '退回修改学生名单' },
} as const;
const markTitles: Readonly<Record<NonNullable<DeskFilter['mark']>, string>> = { helpAsked: '请求协助', voided: '作废记录' };

type Sheet = Pick<DeskSheet, 'columns' | 'count' | 'rows'>;

/** Every row of a filter as it is at one moment. */
async function* walk(tx: Transaction, view: DeskView, filter: DeskFilter, sort?: ExportAsked['sort']): AsyncGenerator<DeskRow[]> {
  if (isEmpty(view, filter)) return;
  const { statement, values } = deskPage(view, filter, { sort, limit: mostRows });
  yield* eachRows(tx, statement, values);
}

function currentSheet(
  { vault, database }: Platform,
  view: DeskView,
  filter: DeskFilter,
  { columns, sort }: ExportAsked,
  mayFull: boolean,
): Sheet & { readonly full: boolean } {
  const keys = columns ?? usualKeys;
  const full = mayFull && exportColumns.some(column => 'personal' in column && keys.includes(column.key));
  return {
    columns: columnsFor(keys),
    full,
    count: (reads, bound) => countDeskRows(reads, view, filter, bound),
    async *rows(tx) {
      const regions = await loadRegions(database);
      for await (const rows of walk(tx, view, filter, sort)) yield await cellsOf(tx, rows, { keys, vault, regions, full });
    },
  };
}

interface Return {
  readonly caseId: number;
  readonly at: Date;
  readonly byRole: Role;
  readonly actorName: string | null;
  readonly noteSealed: Buffer | null;
}
const selectReturns = statement<Return>(
  'cases.export_returns',
  `select distinct on (case_id) case_id, at, by_role, actor_name, note_sealed from case_history
   where school_id = $1 and case_id = any($2::bigint[]) and action = 'return' order by case_id, seq desc`,
);
const returnedColumns: readonly SheetColumn[] = [
  ...columnsFor(['name', 'studentNumber', 'examNumber', 'department', 'major', 'class', 'destination', 'employer']),
  { header: '当前状态', width: 32 },
  { header: '退回时间', type: 'moment', width: 18 },
  { header: '退回人', width: 20 },
  { header: '退回原因', width: 24 },
  { header: '具体说明', width: 60 },
];

/** Cases returned for modification, whatever state the list shows at the moment; its other filters apply. */
function returnedSheet({ vault, database }: Platform, view: DeskView, filter: DeskFilter): Sheet {
  const filters = filter.flow ? returnedStates(filter.flow).map(state => ({ ...filter, state })) : [];
  return {
    columns: returnedColumns,
    async count(reads, bound) {
      const counts = await Promise.all(filters.map(one => countDeskRows(reads, view, one, bound)));
      const total = counts.reduce((sum, one) => sum + one.total, 0);
      return { total: Math.min(total, bound), over: total > bound || counts.some(({ over }) => over) };
    },
    async *rows(tx) {
      const regions = await loadRegions(database);
      const keys = ['name', 'studentNumber', 'examNumber', 'department', 'major', 'class', 'destination', 'employer'] as const;
      for (const one of filters)
        for await (const rows of walk(tx, view, one)) {
          const [cells, returns] = await Promise.all([
            cellsOf(tx, rows, { keys, vault, regions, full: false }),
            tx.query(selectReturns, [view.scope.schoolId, rows.map(({ id }) => id)]),
          ]);
          const byCase = new Map(returns.map(one => [one.caseId, one]));
          yield rows.map((row, index) => {
            const back = byCase.get(row.id);
            const note = back?.noteSealed ? noteShape.parse(vault.openJson(back.noteSealed)) : undefined;
            const who = back ? `${roleWords[back.byRole]}${back.actorName ? `（${back.actorName}）` : ''}` : null;
            return [
              ...(cells[index] ?? []),
              labelOf(row.flow, row.state, false),
              back?.at ?? null,
              who,
              note?.reason ?? null,
              note ? saidInWords(note) : null,
            ];
          });
        }
    },
  };
}
