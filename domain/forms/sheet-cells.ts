/** What a cell of a sheet says, whatever the sheet is about. */
import { type CodeTable, findCode, offeredEntries } from '../codes/code-table.ts';
import { findRegion, type RegionTable } from '../codes/regions.ts';
import { isMacauHongKongTaiwanPermit, isPassport } from '../identifiers/documents.ts';
import { checkIdCard, idCardFaults, normalizeDocumentNumber } from '../identifiers/id-card.ts';
import { checkPersonName, describePersonNameFault, normalizePersonName } from '../identifiers/person-name.ts';

/** A cell as it was read. A formula, an error or a long number is no text. */
export interface SheetCell {
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' | 'empty';
  readonly text: string;
}

export type ReadCell<Value = string> = { readonly value: Value } | { readonly fault: string };
const value = (it: string): ReadCell => ({ value: it });
const fault = (message: string): ReadCell => ({ fault: message });

export const isFilled = (cell: SheetCell | undefined): cell is SheetCell => cell !== undefined && cell.text.trim() !== '';

/** 15 digits are what a number of a spreadsheet can hold. */
const longestNumber = 15;

/** The text of a cell, or why it cannot be read as one. */
export function readText({ kind, text }: SheetCell): ReadCell {
  if (kind === 'formula') return fault('单元格是公式，请改为直接填写内容');
  if (kind === 'error') return fault('单元格是错误值，请重新填写');
  if (kind === 'number' && text.replace(/\D/g, '').length > longestNumber)
    return fault('以数字存储，末尾几位已丢失，请把单元格设为文本后重新填写');
  return value(text.trim());
}

export function readCode(table: CodeTable, text: string): ReadCell {
  const code = findCode(table, text);
  const names = offeredEntries(table).map(({ name }) => name);
  return code === undefined
    ? fault(`「${text}」不在下拉列表中，请填写：${names.slice(0, 6).join('、')}${names.length > 6 ? ' 等' : ''}`)
    : value(code);
}

export function readRegion(regions: RegionTable, text: string): ReadCell {
  const code = findRegion(regions, text);
  if (code === undefined) return fault(`「${text}」不是有效的地区，请填写到区县，例如 福建省厦门市思明区`);
  return regions.get(code)?.leaf ? value(code) : fault(`「${text}」未到区县一级，例如 福建省厦门市思明区`);
}

/** A card's number with a digit too few is no passport. */
const looksLikeCard = /^\d{14,}[\dX]?$/;
export function readId(text: string): ReadCell {
  const number = normalizeDocumentNumber(text);
  const card = checkIdCard(number);
  if (card === undefined) return value(number);
  const isOther = !looksLikeCard.test(number) && (isPassport(number) || isMacauHongKongTaiwanPermit(number));
  return isOther ? value(number) : fault(idCardFaults[card]);
}

export function readName(text: string): ReadCell {
  const name = normalizePersonName(text);
  const problem = checkPersonName(name);
  return problem ? fault(describePersonNameFault(problem)) : value(name);
}
