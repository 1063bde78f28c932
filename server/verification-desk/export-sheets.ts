/** The xlsx of both lists. */
import type { AuthorizationFilter, TransferCodeFilter } from '#contract/routes/verification-desk.ts';
import { beijingDay } from '#domain/dates.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { mayExportInFull } from '#domain/rules/export-rights.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { emptyContent, formSections, formWords } from '#domain/verification/form.ts';
import { codePurposeWords } from '#domain/verification/purposes.ts';
import { graduateInWords } from '#server/archives/index.ts';
import type { DeskSheet } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { SheetColumn, SheetValue } from '#server/platform/sheets/write.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { openFormContent } from '#server/verification/index.ts';
import { type CodeView, codePage, countCodes, type ListedCode } from './code-list.ts';
import { authorizationView, codeInWords, transferView } from './code-view.ts';
import { checksOf } from './list-codes.ts';
import { findLiveTransfers } from './store.ts';

/** No list is longer. */
const mostRows = 2_000_000;

const graduateColumns: readonly SheetColumn[] = [
  { header: '姓名', width: 16 },
  { header: '学号', width: 16 },
  { header: '考生号', width: 18 },
  { header: '身份证号', width: 22 },
  { header: '届别', width: 8, type: 'number' },
  { header: '院系', width: 24 },
  { header: '专业', width: 22 },
  { header: '班级', width: 16 },
  { header: '学历层次', width: 12 },
];
const selectNumbers = statement<{ id: number; documentNumberSealed: Buffer }>(
  'verification-desk.export_numbers',
  'select id, document_number_sealed from graduate where school_id = $1 and id = any($2::bigint[])',
);

export interface Asking<Filter> {
  readonly kind: TransferKind;
  readonly filter: Filter;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}

interface Rows {
  readonly columns: readonly SheetColumn[];
  /** What the list knows beside the graduate, for some rows at a time. */
  readonly cellsOf: (reads: Queryable, rows: readonly ListedCode[]) => Promise<(row: ListedCode) => SheetValue[]>;
}
async function sheetOf<Filter extends object>(
  platform: Platform,
  { kind, filter, actor, addressPrefix }: Asking<Filter>,
  view: CodeView,
  { columns, cellsOf }: Rows,
): Promise<DeskSheet> {
  const { database, vault, clock } = platform;
  const { schoolId } = view.inside;
  const { fullIdInExports } = await getSchoolSettings(database, schoolId);
  const full = mayExportInFull(fullIdInExports, actor.kind);
  const list = `${transferDetails[kind].title}${view.purpose === 'transfer' ? '转递' : '核验'}列表`;
  const numbersOf = async (reads: Queryable, ids: readonly number[]) => {
    const rows = await reads.query(selectNumbers, [schoolId, ids]);
    const shown = (sealed: Buffer) => (full ? vault.open(sealed) : maskIdNumber(vault.open(sealed)));
    return new Map(rows.map(({ id, documentNumberSealed }) => [id, shown(documentNumberSealed)]));
  };
  return {
    title: `批量下载 · ${list}`,
    fileName: `${list}-${beijingDay(clock.now())}.xlsx`,
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
        yield rows.map(row => [...whomCells(row, numbers.get(row.graduateId)), ...cells(row)]);
      }
    },
  };
}
function whomCells(row: ListedCode, number: string | undefined): SheetValue[] {
  const words = graduateInWords(row);
  return [
    ...[words.name, words.studentNumber, words.examNumber, number ?? null, words.cohort],
    ...[words.departmentName, words.major, words.className, words.educationLevel],
  ];
}

/** 核验列表: states and checks, never a code. */
export async function authorizationSheet(platform: Platform, asking: Asking<AuthorizationFilter>): Promise<DeskSheet> {
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
export async function transferSheet(platform: Platform, asking: Asking<TransferCodeFilter>): Promise<DeskSheet> {
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
