/** 下载当前查询数据: the list of records or of requests as it is narrowed, with what each says. */
import type { TransferRecordFilter, TransferRequestFilter } from '#contract/routes/desk-archives.ts';
import { actions } from '#domain/actions/all.ts';
import { beijingDay } from '#domain/dates.ts';
import { valueInWords } from '#domain/forms/value-in-words.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import { levelOf, rolesOf } from '#domain/roles.ts';
import { formOf } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import {
  type AskingSheet,
  cohortOf,
  countRecords,
  countRequests,
  graduateCells,
  graduateColumns,
  graduateInWords,
  labelIn,
  mostRows,
  numberReader,
  openContent,
  recordPage,
  requestPage,
  stateOf,
} from '#server/archives/index.ts';
import type { DeskSheet } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { narrowedTo, schoolOf } from '#server/platform/scope/scope.ts';
import type { SheetColumn, SheetValue } from '#server/platform/sheets/write.ts';

const contentColumns = (kind: TransferKind): SheetColumn[] =>
  transferDetails[kind].fields.map(({ label }) => ({ header: label, width: Math.max(16, label.length * 2) }));

const selectRecords = statement<{ id: number; contentSealed: Buffer }>(
  'archive-work.export_records',
  `select graduate_id as id, content_sealed from transfer_record
   where school_id = $1 and kind = $2 and graduate_id = any($3::bigint[]) and state = 'registered'`,
);
const selectRequests = statement<{ id: number; contentSealed: Buffer }>(
  'archive-work.export_requests',
  'select id, content_sealed from transfer_request where school_id = $1 and kind = $2 and id = any($3::bigint[])',
);

/** What both sheets share: whose they are, and cells that the lists do without. */
async function frame<Filter extends object>(platform: Platform, noun: string, asking: AskingSheet<Filter>) {
  const { database, vault, clock } = platform;
  const { kind, filter, actor, addressPrefix } = asking;
  const { schoolId } = schoolOf(asking.scope);
  const { full, numbersOf } = await numberReader(platform, schoolId, actor);
  const regions = await loadRegions(database);
  const { title, fields } = transferDetails[kind];
  return {
    schoolId,
    title: `下载当前查询数据 · ${title}${noun}`,
    fileName: `${title}${noun}-${beijingDay(clock.now())}.xlsx`,
    audited: {
      action: 'transfers-exported',
      actor,
      addressPrefix,
      detail: { kind: title, list: noun || title, ...filter, full },
    },
    numbersOf,
    cellsOf: (sealed: Buffer | undefined): SheetValue[] => {
      const content: PartContent = sealed ? openContent(vault, sealed) : {};
      const form = formOf(kind, content);
      return fields.map(field => valueInWords(field, form[field.key] ?? '', regions) || null);
    },
  };
}

export async function recordSheet(platform: Platform, asking: AskingSheet<TransferRecordFilter>): Promise<DeskSheet> {
  const { kind, filter, scope: asked } = asking;
  const { schoolId, numbersOf, cellsOf, ...sheet } = await frame(platform, '', asking);
  const scope = schoolOf(asked);
  const cohort = await cohortOf(platform.database, scope, filter.cohort);
  const narrowed = { filter, cohort: cohort ?? 0, inside: narrowedTo(scope, filter.department) };
  return {
    ...sheet,
    columns: [
      ...graduateColumns,
      { header: '登记状态', width: 18 },
      ...contentColumns(kind),
      { header: '更新时间', width: 18, type: 'moment' },
    ],
    async count(reads, bound) {
      const total = await countRecords(reads, kind, narrowed);
      return { total: Math.min(total, bound), over: total > bound };
    },
    async *rows(tx) {
      const page = recordPage(kind, narrowed, { cursor: undefined, limit: mostRows });
      if (!page) return;
      for await (const rows of eachRows(tx, page.statement, page.values)) {
        const ids = rows.map(({ graduateId }) => graduateId);
        const [numbers, records] = [await numbersOf(tx, ids), await tx.query(selectRecords, [schoolId, kind, ids])];
        const contents = new Map(records.map(({ id, contentSealed }) => [id, contentSealed]));
        yield rows.map(row => {
          const { label, tags } = stateOf(kind, row);
          return [
            ...graduateCells(graduateInWords(row), numbers.get(row.graduateId)),
            [label, ...tags].join('，'),
            ...cellsOf(contents.get(row.graduateId)),
            row.since,
          ];
        });
      }
    },
  };
}

export async function requestSheet(platform: Platform, asking: AskingSheet<TransferRequestFilter>): Promise<DeskSheet> {
  const { kind, filter, scope, actor } = asking;
  const { schoolId, numbersOf, cellsOf, ...sheet } = await frame(platform, '申请记录', asking);
  const inside = narrowedTo(schoolOf(scope), filter.department);
  const view = { kind, inside, level: levelOf(rolesOf(actor)), filter };
  return {
    ...sheet,
    columns: [
      ...graduateColumns,
      { header: '申请类型', width: 10 },
      { header: '审核状态', width: 28 },
      { header: '提交时间', width: 18, type: 'moment' },
      ...contentColumns(kind),
    ],
    async count(reads, bound) {
      const total = await countRequests(reads, view);
      return { total: Math.min(total, bound), over: total > bound };
    },
    async *rows(tx) {
      const page = requestPage(view, { cursor: undefined, limit: mostRows });
      if (!page) return;
      for await (const rows of eachRows(tx, page.statement, page.values)) {
        const numbers = await numbersOf(
          tx,
          rows.map(({ graduateId }) => graduateId),
        );
        const asked = await tx.query(selectRequests, [schoolId, kind, rows.map(({ id }) => id)]);
        const contents = new Map(asked.map(({ id, contentSealed }) => [id, contentSealed]));
        yield rows.map(({ graduateName: name, ...row }) => [
          ...graduateCells(graduateInWords({ ...row, name }), numbers.get(row.graduateId)),
          actions[row.action].word,
          labelIn(kind, row.state),
          row.submittedAt,
          ...cellsOf(contents.get(row.id)),
        ]);
      }
    },
  };
}
