import type { WorkbookParts } from './parts.ts';
import { attribute, decodeXml, malformedXml, xmlScanner } from './xml.ts';

/** `formula`: whatever a formula last gave is not trusted, `text` is the formula itself; `error`: #N/A and its like. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' | 'empty';

/** `text` of a number has no exponent while it is exact; of a date it is YYYY-MM-DD (with a time after a space if it has one). */
export type Cell = { readonly kind: CellKind; readonly text: string };

/** `cells` is dense from column A; `row` counts from 1 as Excel does. */
export type SheetRow = { row: number; cells: Cell[] };

/** The cell that is not there. */
export const emptyCell: Cell = { kind: 'empty', text: '' };

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Turns pieces of a worksheet's XML into rows. `done` after the rows have ended, or when the sheet is closed without any. */
export function readCells(parts: WorkbookParts, maxColumns: number): { feed(piece: string): SheetRow[]; readonly done: boolean } {
  let ready: SheetRow[] = [];
  let done = false;
  let inData = false;
  let rowNumber = 0;
  let cells: Cell[] = [];
  let filled = false;
  let column = -1;
  let attributes = '';
  let collecting = false;
  let phonetic = false;
  let value = '';
  let formula: string | undefined;
  let inFormula = false;

  const startRow = (raw: string): void => {
    const given = attribute(raw, 'r');
    const next = given === undefined ? rowNumber + 1 : Number(given);
    if (!Number.isInteger(next) || next <= rowNumber || next > lastRow) throw new Error(malformedXml);
    rowNumber = next;
    cells = [];
    filled = false;
    column = -1;
  };
  const startCell = (raw: string): void => {
    const next = columnOf(raw, column + 1);
    if (next <= column || next >= lastColumn) throw new Error(malformedXml);
    column = next;
    attributes = raw;
    value = '';
    formula = undefined;
  };
  const endCell = (): void => {
    if (column >= maxColumns) return;
    const cell = cellOf(attributes, value, formula, parts);
    if (cell.kind === 'empty') return;
    while (cells.length < column) cells.push(emptyCell);
    cells.push(cell);
    filled = true;
  };

  const scanner = xmlScanner({
    open(tag, raw) {
      if (!inData) {
        if (tag === 'sheetData') inData = true;
        return;
      }
      if (tag === 'c') startCell(raw);
      else if (tag === 'v' || tag === 't') collecting = !phonetic;
      else if (tag === 'row') startRow(raw);
      else if (tag === 'f') {
        formula = '';
        inFormula = true;
      } else if (tag === 'rPh') phonetic = true;
    },
    text(text) {
      if (collecting) value += text;
      else if (inFormula) formula += text;
    },
    close(tag) {
      if (!inData) {
        if (tag === 'worksheet') done = true;
        return;
      }
      if (tag === 'c') endCell();
      else if (tag === 'v' || tag === 't') collecting = false;
      else if (tag === 'row') {
        if (filled) ready.push({ row: rowNumber, cells });
      } else if (tag === 'f') inFormula = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'sheetData') {
        inData = false;
        done = true;
      }
    },
  });
  return {
    feed(piece) {
      if (done) return [];
      scanner.feed(piece);
      const rows = ready;
      ready = [];
      return rows;
    },
    get done() {
      return done;
    },
  };
}

/** The column of `r="AB12"` from 0, read in place: this runs for every cell. */
function columnOf(raw: string, otherwise: number): number {
  let at = raw.indexOf(' r="');
  if (at === -1) {
    const reference = attribute(raw, 'r');
    return reference === undefined ? otherwise : columnOf(` r="${reference}"`, otherwise);
  }
  at += 4;
  let column = 0;
  for (;;) {
    const code = raw.charCodeAt(at++);
    if (!(code >= 65 && code <= 90)) return column === 0 ? otherwise : column - 1;
    column = column * 26 + code - 64;
  }
}

function cellOf(raw: string, value: string, formula: string | undefined, parts: WorkbookParts): Cell {
  if (formula !== undefined) return { kind: 'formula', text: `=${decodeXml(formula).slice(0, 200)}` };
  if (value === '') return emptyCell;
  const type = attribute(raw, 't') ?? 'n';
  switch (type) {
    case 's':
      return text(sharedString(parts, value));
    case 'inlineStr':
    case 'str':
      return text(decodeXml(value));
    case 'b':
      return { kind: 'boolean', text: value.trim() === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'error', text: decodeXml(value).slice(0, 50) };
    case 'd':
      return { kind: 'date', text: decodeXml(value).slice(0, 30).replace('T', ' ') };
    default:
      return numeric(value.trim(), Number(attribute(raw, 's') ?? '-1'), parts);
  }
}

function text(content: string): Cell {
  return content.trim() === '' ? emptyCell : { kind: 'text', text: content };
}

function sharedString(parts: WorkbookParts, value: string): string {
  const found = parts.sharedStrings[Number(value)];
  if (found === undefined) throw new Error(malformedXml);
  return found;
}

function numeric(value: string, style: number, parts: WorkbookParts): Cell {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return { kind: 'error', text: value.slice(0, 50) };
  if (parts.dateStyles[style] && number >= 0 && number < 2_958_466)
    return { kind: 'date', text: dateText(number, parts.from1904) };
  return { kind: 'number', text: Math.abs(number) < 1e21 ? String(number) : value };
}

/** Serial days to a date; 1900 counts a 29 February that never was (days up to 60 are off by one, as in Excel). */
function dateText(serial: number, from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const iso = new Date(epoch + Math.round(serial * 86_400) * 1000).toISOString();
  return serial % 1 === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
