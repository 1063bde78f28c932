/** The xlsx of both lists. */
import type { AuthorizationFilter, TransferCodeFilter } from '#contract/routes/verification-desk.ts';
import { beijingDay } from '#domain/dates.ts';
import { transferDetails } from '#domain/transfers/kinds.ts';
import { emptyContent, formSections, formWords } from '#domain/verification/form.ts';
import { codePurposeWords } from '#domain/verification/purposes.ts';
import {
  type AskingSheet,
  graduateCells,
  graduateColumns,
  graduateInWords,
  mostRows,
  numberReader,
} from '#server/archives/index.ts';
import type { DeskSheet } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { SheetColumn, SheetValue } from '#server/platform/sheets/write.ts';
import { openFormContent } from '#server/verification/index.ts';
import { type CodeView, codePage, countCodes, type ListedCode } from './code-list.ts';
import { authorizationView, codeInWords, transferView } from './code-view.ts';
import { checksOf } from './list-codes.ts';
import { findLiveTransfers } from './store.ts';

interface Rows {
  readonly columns: readonly SheetColumn[];
  /** What the list knows beside the graduate, for some rows at a time. */
  readonly cellsOf: (reads: Queryable, rows: readonly ListedCode[]) => Promise<(row: ListedCode) => SheetValue[]>;
}
async function sheetOf<Filter extends object>(
  platform: Platform,
  { kind, filter, actor, addressPrefix }: AskingSheet<Filter>,
  view: CodeView,
  { columns, cellsOf }: Rows,
): Promise<DeskSheet> {
  const { schoolId } = view.inside;
  const { full, numbersOf } = await numberReader(platform, schoolId, actor);
  const list = `${transferDetails[kind].title}${view.purpose === 'transfer' ? '转递' : '核验'}列表`;
  return {
    title: `批量下载 · ${list}`,
    fileName: `${list}-${beijingDay(platform.clock.now())}.xlsx`,
    columns: [...graduateColumns, ...columns],
    audited: { action: 'codes-exported', actor, addressPrefix, detail: { list, ...filter, full } },
    count: (reads, bound) => countCodes(reads, view, bound),
    async *rows(tx) {
      const page = codePage(view, { after: undefined, limit: mostRows });
      if (!page) return;
      for await (const rows of eachRows(tx, page.statement, page.values)) {
        const numbers = await numbersOf(
          tx,
          rows.map(({ graduateId }) => graduateId),
        );
        const cells = await cellsOf(tx, rows);
        yield rows.map(row => [...graduateCells(graduateInWords(row), numbers.get(row.graduateId)), ...cells(row)]);
      }
    },
  };
}

/** 核验列表: states and checks, never a code. */
export async function authorizationSheet(platform: Platform, asking: AskingSheet<AuthorizationFilter>): Promise<DeskSheet> {
  const view = await authorizationView(platform, asking);
  return sheetOf(platform, asking, view, {
    columns: [
      { header: '核验状态', width: 12 },
      { header: '授权时间', width: 18, type: 'moment' },
      { header: '有效期至', width: 18, type: 'moment' },
      { header: '被核验次数', width: 12, type: 'number' },
      { header: '最近一次核验', width: 18, type: 'moment' },
    ],
    async cellsOf(reads, rows) {
      const ids = rows.map(({ graduateId }) => graduateId);
      const checked = await checksOf(reads, view, ids);
      return row => {
        const { label, issuedAt, validUntil } = codeInWords(view, row);
        const { checks, checkedAt } = checked(row.graduateId);
        return [label, issuedAt, validUntil, checks, checkedAt];
      };
    },
  });
}

/** 档案转递单位名称, 户口迁移地址: beside a destination's columns a block's own have to say whose they are. */
function headerIn(block: string, label: string): string {
  const [whose, act] = [block.slice(0, 2), block.slice(2, 4)];
  return label.startsWith(act) ? `${whose}${label}` : `${whose}${act}${label}`;
}

/** 转递列表: what has to be known to send archive or hukou on, as the form has it, and the code. */
export async function transferSheet(platform: Platform, asking: AskingSheet<TransferCodeFilter>): Promise<DeskSheet> {
  const { kind } = asking;
  const { database, vault } = platform;
  const { block } = formWords[kind];
  const view = await transferView(platform, asking);
  const regions = await loadRegions(database);
  const linesOf = (content: Parameters<typeof formSections>[1]) =>
    formSections(kind, content, regions).flatMap(({ title, rows }) => rows.map(row => ({ ...row, title })));
  // What the sheet has of the graduate already is not said twice.
  const known: ReadonlySet<string> = new Set(['name', 'schoolName', 'majorName', 'educationLevel']);
  const shown = linesOf(emptyContent).filter(({ key }) => !known.has(key));
  return sheetOf(platform, asking, view, {
    columns: [
      ...shown.map(({ label, title }) => {
        const header = title === block ? headerIn(block, label) : label;
        return { header, width: Math.max(16, header.length * 2) };
      }),
      { header: '编号状态', width: 12 },
      { header: codePurposeWords.transfer.code, width: 28 },
      { header: '表号', width: 22 },
      { header: '更新时间', width: 18, type: 'moment' },
      { header: '有效期至', width: 18, type: 'moment' },
    ],
    async cellsOf(reads, rows) {
      const ids = rows.map(({ graduateId }) => graduateId);
      const live = await reads.query(findLiveTransfers, [view.inside.schoolId, ids, kind, view.now]);
      const codes = new Map(live.map(code => [code.graduateId, code]));
      return row => {
        const code = codes.get(row.graduateId);
        const lines = code ? linesOf(openFormContent(vault, code.contentSealed)) : [];
        const { label, issuedAt, validUntil } = codeInWords(view, row);
        return [
          ...shown.map(({ key, title }) => lines.find(line => line.key === key && line.title === title)?.value ?? null),
          ...[label, code ? vault.open(code.codeSealed) : null, code?.formNumber ?? null, issuedAt, validUntil],
        ];
      };
    },
  });
}
