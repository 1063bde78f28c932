/** What tests of the desks' long work begin with: a graduate's sheet, and reading sheets back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importColumns } from '#domain/transfers/import-sheet.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Graduate, Someone, TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';
import { type SheetValue, writeRows } from '#server/platform/sheets/write.ts';

/** By header; a formula or a number where it is not a string. */
export type SheetTexts = Readonly<Record<string, SheetValue>>;

export const office = {
  archiveReceiverName: '厦门市演示人才服务中心',
  archiveRegionCode: '350203',
  archiveAddress: '演示路 1 号',
  archivePostcode: '361000',
};
const insertOffice = unnamed(
  `insert into receiving_office (served_region_code, province_code, name, name_letters, name_initials, region_code, address, postcode,
     valid_from, created_at, updated_at)
   values ('350203', '350000', $1, 'x', 'x', $2, $3, $4, '2020-01-01', now(), now())`,
);
/** The receiver of the region that every graduate of a test comes from. */
export const makeOffice = ({ database }: Pick<TestCases, 'database'>) =>
  database.execute(insertOffice, Object.values(office)).then(() => undefined);

const examNumberOf = unnamed<{ examNumber: string }>('select exam_number from graduate where id = $1');

export async function sheetTools({ database, send }: Pick<TestCases, 'database' | 'send'>) {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-transfers-'));
  const path = join(folder, 'sheet.xlsx');
  const content = {
    archive: { 档案转递类型: '托管单位接收', 档案转递单位名称: office.archiveReceiverName, 档案转递单位所在地区代码: '350203' },
    hukou: { 户口迁移类型: '签约单位接收', 户口迁移所在地区代码: '350203', '户口迁移地址（详细地址）': '演示路 7 号' },
  };
  async function sheetOf(kind: TransferKind, rows: readonly SheetTexts[]): Promise<Buffer> {
    const headers = importColumns[kind].map(({ header }) => header);
    const values = rows.map(row => headers.map(header => row[header] ?? null));
    await writeRows(
      '表',
      headers.map(header => ({ header, type: 'general' })),
      values,
      path,
    );
    return readFile(path);
  }
  return {
    folder,
    remove: () => rm(folder, { recursive: true }),
    /** A row with nothing wrong in it. */
    rowOf: async (kind: TransferKind, { graduateId, name, idNumber }: Graduate, more: SheetTexts = {}): Promise<SheetTexts> => {
      const { examNumber } = await database.one(examNumberOf, [graduateId]);
      const address = kind === 'archive' ? { '档案转递单位地址（详细地址）': office.archiveAddress } : {};
      return { 考生号: examNumber, 姓名: name, 身份证号: idNumber, ...content[kind], ...address, ...more };
    },
    sheetOf,
    upload: async (who: Someone, kind: TransferKind, rows: readonly SheetTexts[]) => {
      const sent = { 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent('导入.xlsx') };
      return send(who, 'POST', `/api/archives/${kind}/import-files`, await sheetOf(kind, rows), { headers: sent });
    },
    read: async (sheet: Buffer): Promise<string[][]> => {
      await writeFile(path, sheet);
      const rows: string[][] = [];
      for await (const { cells } of readRows(path)) rows.push(cells.map(({ text }) => text));
      return rows;
    },
  };
}
