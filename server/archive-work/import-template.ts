import { PassThrough, type Readable } from 'node:stream';
import { offeredEntries } from '#domain/codes/code-table.ts';
import { type RegionTable, regionChain, regionPath } from '#domain/codes/regions.ts';
import { importColumns } from '#domain/transfers/import-sheet.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { makeTemplate } from '#server/platform/sheets/template.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';

const notes = [
  '1. 每行一位毕业生。红色并带 * 的列为必填；列的先后可以调整，表头文字请不要改动。',
  '2. 考生号、姓名、身份证号须与学生名单中同一位毕业生完全一致，否则该行不导入。',
  '3. 所有列均为文本格式：从别处粘贴时请选择「只粘贴数值」，以数字存储的身份证号不会被接受。请不要使用公式。',
  '4. 地区代码请查「地区代码表」，填到最低一级；也可填写全称，例如 福建省厦门市思明区。',
  '5. 每行是该毕业生的全部内容：选填列留空，即登记为空。与已登记内容相同的行不作改动。空行会被略去。',
  '6. 无误的行导入后立即生效，不需要再审核，并通知毕业生；有误的行可下载，改正后再次上传。',
];
const wide = new Set(['idNumber', 'archiveReceiverName', 'archiveAddress', 'hukouAddress']);

/** The sheet to fill in. */
export const makeImportTemplate = (kind: TransferKind): Promise<Buffer> =>
  makeTemplate({
    sheetName: transferDetails[kind].title,
    notes,
    columns: importColumns[kind].map(({ key, header, required, hint, codeTable }) => ({
      header,
      required,
      note: hint,
      list: codeTable ? offeredEntries(codeTable).map(({ name }) => name) : [],
      width: wide.has(key) ? 28 : Math.max(14, header.length * 2 + 4),
    })),
  });

const regionColumns: readonly SheetColumn[] = [
  { header: '地区代码', width: 12 },
  { header: '省（自治区、直辖市）', width: 22 },
  { header: '地级市', width: 22 },
  { header: '区县', width: 22 },
  { header: '全称', width: 44 },
];
/** Every region that an address may name, in the order of the codes. */
export function writeRegionCodes(regions: RegionTable): Readable {
  const sheet = new PassThrough();
  writeRows('地区代码表', regionColumns, rowsOf(regions), sheet).catch(error => sheet.destroy(error));
  return sheet;
}
function* rowsOf(regions: RegionTable): Generator<SheetValue[]> {
  for (const { code, leaf } of regions.values()) {
    if (!leaf) continue;
    const chain = regionChain(regions, code);
    const nameAt = (level: string) => chain.find(region => region.level === level)?.name ?? null;
    yield [code, nameAt('province'), nameAt('city'), nameAt('county'), regionPath(regions, code)];
  }
}
