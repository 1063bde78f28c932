/** The sheet of entries: its columns are the form's rows, regions and days as people write them. */
import { findRegion, type RegionTable, regionChain, regionPath } from '#domain/codes/regions.ts';
import { plainHeader } from '#domain/forms/plain-header.ts';
import { type ReceiverForm, type ReceiverKey, receiverFields, receiverForm } from '#domain/forms/receiver.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { TableColumns } from '#server/platform/sheets/map-headers.ts';
import { openTable, refusedFile } from '#server/platform/sheets/open-table.ts';
import { describeSheetRefusal, type RefusedFile } from '#server/platform/sheets/refused-file.ts';
import type { Cell } from '#server/platform/sheets/sheets.ts';
import { makeTemplate } from '#server/platform/sheets/template.ts';

const mostRows = 500;
export type Cells = Readonly<Record<ReceiverKey, string>>;
export interface SheetLine {
  readonly row: number;
  readonly cells: Cells;
}

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

const keys = new Map(receiverFields.map(({ key, label }) => [plainHeader(label), key]));
const table: TableColumns<ReceiverKey> = {
  columns: receiverFields.map(({ key, label, required }) => ({ key, header: label, required })),
  find: header => keys.get(plainHeader(header)),
};
const textOf = (cell: Cell | undefined): string => (cell?.text ?? '').trim();
/** Full-width digits as plain ones. Names keep their brackets. */
const plain = (text: string): string => text.normalize('NFKC');
const refusal = (file: RefusedFile): Refused => refuse('sheet-refused', { why: describeSheetRefusal(file) });

/** The lines below the headers; blank ones between them are nothing. */
export async function readReceiverSheet(path: string): Promise<readonly SheetLine[] | Refused> {
  const opened = await openTable(path, table);
  if ('refused' in opened) return refusal(opened);
  const { places } = opened.mapping;
  const lines: SheetLine[] = [];
  try {
    for await (const rows of opened.rows) {
      for (const { row, cells: sent } of rows) {
        const cells = cellsOf(key => textOf(sent[places.get(key) ?? -1]));
        if (Object.values(cells).some(Boolean)) lines.push({ row, cells });
      }
      if (lines.length > mostRows) return refusal({ refused: 'too-many-rows', detail: { limit: mostRows } });
    }
  } catch (error) {
    return refusal(refusedFile(error));
  } finally {
    await opened.close();
  }
  return lines.length > 0 ? lines : refusal({ refused: 'no-rows' });
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
