import ExcelJs from 'exceljs';
import { sheetText } from './write.ts';

export type TemplateColumn = {
  header: string;
  required: boolean;
  /** Shown when the cell is picked, and on the sheet of explanations. */
  note: string;
  /** Drop-down values; other values are pointed out by Excel, not stopped (aliases are fine). */
  list?: readonly string[];
  width?: number;
  /** What every row begins with. */
  value?: string;
};

export type Template = {
  sheetName: string;
  columns: readonly TemplateColumn[];
  /** Sentences for the top of the sheet of explanations. */
  notes: readonly string[];
  /** Rows that carry drop-downs and the text format, from the second on. */
  rows?: number;
};

/** Excel refuses a list written into the cell's rule itself that is longer than this (ECMA-376, 18.3.1.32). */
const longestInlineList = 255;

const required = { argb: 'FFB42318' };
const shade: ExcelJs.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEAF2FB' } };

/**
 * A workbook to fill in: one sheet of text columns with drop-downs, a sheet 填写说明, and a hidden sheet with the long lists.
 * All columns are text, so that Excel keeps leading zeros and 18-digit numbers.
 */
export async function makeTemplate(template: Template): Promise<Buffer> {
  const book = new ExcelJs.Workbook();
  const sheet = book.addWorksheet(template.sheetName, { views: [{ state: 'frozen', ySplit: 1, xSplit: 0 }] });
  const rows = template.rows ?? 1000;
  const lists = lazySheet(book);
  template.columns.forEach((column, index) => {
    const target = sheet.getColumn(index + 1);
    target.width = column.width ?? Math.max(12, column.header.length * 2 + 4);
    target.numFmt = '@';
    const head = sheet.getCell(1, index + 1);
    head.value = column.required ? `${column.header}*` : column.header;
    head.font = column.required ? { bold: true, color: required } : { bold: true };
    head.fill = shade;
    head.alignment = { vertical: 'middle', wrapText: true };
    const rule = column.list?.length ? listRule(column, lists) : undefined;
    for (let row = 2; rule && row <= rows + 1; row++) sheet.getCell(row, index + 1).dataValidation = rule;
    for (let row = 2; row <= rows + 1; row++) {
      const cell = sheet.getCell(row, index + 1);
      cell.numFmt = '@';
      if (column.value) cell.value = sheetText(column.value);
    }
  });
  sheet.getRow(1).height = 24;
  explain(book, template);
  lists.hide();
  return Buffer.from(await book.xlsx.writeBuffer());
}

function listRule(column: TemplateColumn, lists: LazySheet): ExcelJs.DataValidation {
  const values = column.list ?? [];
  const inline = values.map(sheetText).join(',');
  const fits = inline.length <= longestInlineList && values.every(value => !/[,"]/.test(value));
  return {
    type: 'list',
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: column.header,
    error: '不在下拉列表中，请核对后再继续。',
    promptTitle: column.header.slice(0, 32),
    prompt: column.note.slice(0, 255),
    showInputMessage: true,
    formulae: [fits ? `"${inline}"` : lists.add(column.header, values)],
  };
}

type LazySheet = { add(header: string, values: readonly string[]): string; hide(): void };

/** The sheet for long lists: one column each, made when the first is added and hidden at the end. */
function lazySheet(book: ExcelJs.Workbook): LazySheet {
  const name = '选项';
  let column = 0;
  const added = new Map<readonly string[], string>();
  const sheet = () => book.getWorksheet(name) ?? book.addWorksheet(name);
  return {
    add(header, values) {
      const known = added.get(values);
      if (known) return known;
      column++;
      sheet().getCell(1, column).value = header;
      values.forEach((value, index) => {
        const cell = sheet().getCell(index + 2, column);
        cell.value = sheetText(value);
        cell.numFmt = '@';
      });
      const letter = sheet().getColumn(column).letter;
      const range = `'${name}'!$${letter}$2:$${letter}$${values.length + 1}`;
      added.set(values, range);
      return range;
    },
    hide() {
      const made = book.getWorksheet(name);
      if (made) made.state = 'veryHidden';
    },
  };
}

function explain(book: ExcelJs.Workbook, template: Template): void {
  const sheet = book.addWorksheet('填写说明', { views: [{ state: 'frozen', ySplit: template.notes.length + 1 }] });
  template.notes.forEach((note, index) => {
    const cell = sheet.getCell(index + 1, 1);
    cell.value = note;
    cell.alignment = { wrapText: true, vertical: 'top' };
    sheet.mergeCells(index + 1, 1, index + 1, 3);
  });
  const head = sheet.getRow(template.notes.length + 1);
  head.values = ['列', '是否必填', '怎么填'];
  head.font = { bold: true };
  for (const column of template.columns) sheet.addRow([column.header, column.required ? '必填' : '选填', column.note]);
  for (const [index, width] of [18, 10, 80].entries()) sheet.getColumn(index + 1).width = width;
  sheet.getColumn(3).alignment = { wrapText: true, vertical: 'top' };
}
