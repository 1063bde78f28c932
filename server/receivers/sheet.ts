/** The sheet of entries: its columns are the form's rows, regions and days as people write them. */
import { findRegion, type RegionTable, regionChain, regionPath } from '#domain/codes/regions.ts';
import { type ReceiverForm, type ReceiverKey, receiverFields, receiverForm } from '#domain/forms/receiver.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type Cell, readRows, type WorkbookRefusal, workbookRefusal } from '#server/platform/sheets/sheets.ts';
import { makeTemplate } from '#server/platform/sheets/template.ts';

export const mostRows = 500;
export const mostBytes = 2 * 1024 * 1024;
export type Cells = Readonly<Record<ReceiverKey, string>>;
export interface SheetLine {
  readonly row: number;
  readonly cells: Cells;
}

const isKey = (key: string): key is ReceiverKey => receiverFields.some(field => field.key === key);
const cellsOf = (text: (key: ReceiverKey) => string): Cells => ({
  ...{ servedRegionCode: text('servedRegionCode'), name: text('name'), regionCode: text('regionCode'), address: text('address') },
  ...{ postcode: text('postcode'), contact: text('contact'), phone: text('phone') },
  ...{ validFrom: text('validFrom'), validUntil: text('validUntil') },
});

/** With the regions that the account keeps, to choose from. */
export function makeReceiverTemplate(regions: RegionTable, scope: Scope): Promise<Buffer> {
  const own = [...regions.values()].filter(
    ({ code }) => scope.kind !== 'province' || regionChain(regions, code)[0]?.code === scope.provinceCode,
  );
  const paths = (codes: readonly { readonly code: string }[]) => [...new Set(codes.map(({ code }) => regionPath(regions, code)))];
  const lists: Partial<Record<ReceiverKey, readonly string[]>> = {
    servedRegionCode: paths(own),
    regionCode: paths(own.filter(({ leaf }) => leaf)),
  };
  return makeTemplate({
    sheetName: '档案接收机构',
    notes: [
      `1. 每行一个机构，最多 ${mostRows} 行。红色并带 * 的列为必填，表头文字请不要改动。`,
      '2. 地区从下拉列表选择，也可填 6 位行政区划代码；机构地址须选到区县。日期如 2027-07-01。',
      '3. 同一地区同一时期只能有一个机构。上传后逐行给出结果，有误的行不导入，可下载后改正再传。',
    ],
    columns: receiverFields.map(({ key, label, required, hint }) => ({
      ...{ header: label, required, note: hint, width: key === 'address' || key === 'name' ? 36 : 22 },
      ...(lists[key] ? { list: lists[key] } : {}),
    })),
    rows: mostRows,
  });
}

const whyNot: Readonly<Record<WorkbookRefusal, string>> = {
  'not-xlsx': '不是 xlsx 文件，请用模板填写',
  'old-xls': '是旧版 xls 文件，请另存为 xlsx',
  encrypted: '设有密码，请去除密码',
  'zip-bomb': '内容异常',
  'too-large': '过大',
  broken: '已损坏，请重新导出',
  'no-sheet': '没有工作表',
  macro: '含有宏，请另存为 xlsx',
};
const textOf = (cell: Cell | undefined): string => (cell?.text ?? '').trim();
/** Full-width digits as plain ones. Names keep their brackets. */
const plain = (text: string): string => text.normalize('NFKC');
const plainHeader = (cell: Cell): string => plain(textOf(cell)).replace(/[*\s]/g, '');
const headers = new Map(receiverFields.map(({ key, label }) => [plain(label), key]));

/** Where each column is; undefined while a required one is missing. */
function columnsIn(cells: readonly Cell[]): ReadonlyMap<ReceiverKey, number> | undefined {
  const found = new Map<ReceiverKey, number>();
  for (const [place, cell] of cells.entries()) {
    const key = headers.get(plainHeader(cell));
    if (key && isKey(key)) found.set(key, place);
  }
  return receiverFields.every(({ key, required }) => !required || found.has(key)) ? found : undefined;
}

/** The lines below the headers; blank ones between them are nothing. */
export async function readReceiverSheet(path: string): Promise<readonly SheetLine[] | Refused> {
  const lines: SheetLine[] = [];
  let columns: ReadonlyMap<ReceiverKey, number> | undefined;
  try {
    for await (const { row, cells } of readRows(path, { maxBytes: mostBytes, maxColumns: 30 })) {
      if (!columns) {
        columns = columnsIn(cells);
        if (!columns) return refuse('sheet-refused', { why: '第一行应为模板的表头，请下载模板填写' });
        continue;
      }
      const places = columns;
      const found = cellsOf(key => textOf(cells[places.get(key) ?? -1]));
      if (Object.values(found).some(Boolean)) lines.push({ row, cells: found });
      if (lines.length > mostRows) return refuse('sheet-refused', { why: `超过 ${mostRows} 行，请分成几个文件上传` });
    }
  } catch (error) {
    const why = workbookRefusal(error);
    if (why) return refuse('sheet-refused', { why: whyNot[why] });
    throw error;
  }
  return lines.length > 0 ? lines : refuse('sheet-refused', { why: '没有可读取的行，请从表头的下一行开始填写' });
}

/** 2027/7/1 and 2027年7月1日 as 2027-07-01; anything else as it is. */
function dayOf(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** What a line says as a form, or what is wrong with it. */
export function readReceiverLine(regions: RegionTable, cells: Cells): ReceiverForm | { readonly fault: string } {
  const typed = {
    ...cells,
    servedRegionCode: findRegion(regions, cells.servedRegionCode) ?? cells.servedRegionCode,
    regionCode: findRegion(regions, cells.regionCode) ?? cells.regionCode,
    postcode: plain(cells.postcode),
    phone: plain(cells.phone),
    validFrom: dayOf(plain(cells.validFrom)),
    validUntil: dayOf(plain(cells.validUntil)),
  };
  const parsed = receiverForm.safeParse(typed);
  if (parsed.success) return parsed.data;
  return { fault: parsed.error.issues.map(({ message }) => message).join('；') };
}
