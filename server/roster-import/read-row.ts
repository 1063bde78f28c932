import {
  parseRosterRow,
  type RosterContext,
  type RosterKey,
  type RosterOutcome,
  type RosterRow,
  rosterColumn,
  rosterColumns,
} from '#domain/forms/roster-row.ts';
import type { Cell } from '#server/platform/sheets/sheets.ts';

/** Why a cell of a kind cannot be read as text, and how to mend it; undefined when it can. */
function cellFault(key: RosterKey, cell: Cell): string | undefined {
  switch (cell.kind) {
    case 'formula':
      return '单元格是公式，请复制后选择「粘贴为数值」再上传';
    case 'error':
      return `单元格是错误值 ${cell.text}，请改正`;
    case 'number':
      // Excel keeps 15 digits: the end of an 18-digit number is already lost, leading zeros of a permit too.
      return key === 'idNumber' ? '以数字格式存储，末尾几位可能已经丢失，请把该列设为文本格式后重新填写' : undefined;
    case 'date':
      return rosterColumn(key).kind === 'month' ? undefined : `「${cell.text}」是日期格式，请把该列设为文本格式后重新填写`;
    default:
      return undefined;
  }
}

/** Copied and then filled: an object that grows to 28 keys one by one costs ten times its size. */
const emptyTexts: Readonly<Record<string, string>> = Object.fromEntries(rosterColumns.map(({ key }) => [key, '']));

/** One row of the file by its columns: cell kinds first, then what the texts say. Every fault of the row is found. */
export function readRosterRow(
  cells: readonly Cell[],
  places: ReadonlyMap<RosterKey, number>,
  context: RosterContext,
): RosterOutcome<RosterRow> {
  const texts = { ...emptyTexts };
  const faults: { column: RosterKey; message: string }[] = [];
  places.forEach((index, key) => {
    const cell = cells[index];
    if (!cell || cell.kind === 'empty') return;
    const fault = cellFault(key, cell);
    if (fault) faults.push({ column: key, message: `${rosterColumn(key).header}：${fault}` });
    else texts[key] = cell.kind === 'date' ? cell.text.slice(0, 7).replace('-', '') : cell.text;
  });
  const parsed = parseRosterRow(texts, context);
  if (faults.length === 0) return parsed;
  const told = new Set<RosterKey>(faults.map(fault => fault.column));
  return { faults: [...faults, ...('faults' in parsed ? parsed.faults.filter(fault => !told.has(fault.column)) : [])] };
}
