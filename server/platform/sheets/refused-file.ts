import type { WorkbookRefusal } from './sheets.ts';

export type SheetRefusal =
  | WorkbookRefusal
  | 'no-usable-columns'
  | 'duplicate-columns'
  | 'no-rows'
  | 'too-many-rows'
  | 'file-missing';

/** Names that a sentence mentions. */
export type RefusalDetail = { names?: readonly string[]; limit?: number };

export type RefusedFile = { refused: SheetRefusal; detail?: RefusalDetail };

const sentences: Readonly<Record<SheetRefusal, string>> = {
  'not-xlsx': '文件不是 xlsx 表格。请用 Excel 或 WPS 打开后另存为「Excel 工作簿（.xlsx）」再上传。',
  'old-xls': '文件是旧版 Excel（.xls）格式。请另存为「Excel 工作簿（.xlsx）」再上传。',
  encrypted: '文件设有密码，无法读取。请取消密码后再上传。',
  'zip-bomb': '文件解压后异常庞大，已停止读取。请新建表格，只粘贴数据后再上传。',
  'too-large': '文件过大。请删除多余的工作表和图片，或拆分后再上传。',
  broken: '文件已损坏或不完整，无法读取。请重新保存后再上传。',
  'no-sheet': '文件中没有可读取的工作表。',
  macro: '文件含有宏。请另存为不含宏的「Excel 工作簿（.xlsx）」再上传。',
  'no-usable-columns': '表头与模板不符，缺少必填列：{names}。请按模板的表头整理后再上传。',
  'duplicate-columns': '表头重复：{names}。每一列只能出现一次，请删除多余的列后再上传。',
  'no-rows': '表中只有表头，没有数据。',
  'too-many-rows': '数据超过 {limit} 行。请拆分为多个文件后再上传。',
  'file-missing': '文件不存在或已被清理，请重新上传。',
};

const codes = new Set<string>(Object.keys(sentences));

export function isSheetRefusal(code: string): code is SheetRefusal {
  return codes.has(code);
}

/** Why a file is not taken in, and what to do about it. */
export function describeSheetRefusal({ refused, detail }: RefusedFile): string {
  return sentences[refused]
    .replace('{names}', (detail?.names ?? []).join('、') || '考生号、姓名等')
    .replace('{limit}', (detail?.limit ?? 0).toLocaleString('en-US'));
}
