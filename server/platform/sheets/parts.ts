import type { ZipReader } from '../zip/zip.ts';
import { attribute, decodeXml, xmlScanner } from './xml.ts';

/** What the rows of a sheet need from the rest of its workbook. */
export type WorkbookParts = {
  sheet: string;
  sharedStrings: readonly string[];
  /** By style index: is a number with this style shown as a date? */
  dateStyles: readonly boolean[];
  /** Days count from 1904 instead of 1900 (old Excel for Mac). */
  from1904: boolean;
};

const smallPart = 20e6;
const sharedStringsPart = 300e6;

/** Finds the first visible worksheet and what it refers to; a string says why there is none. Throws on malformed parts. */
export async function findParts(zip: ZipReader): Promise<WorkbookParts | 'not-xlsx' | 'no-sheet' | 'macro'> {
  const { names } = zip;
  if (!names.has('[Content_Types].xml')) return 'not-xlsx';
  if (names.has('xl/vbaProject.bin') || (await contentTypes(zip)).includes('macroEnabled')) return 'macro';
  if (!names.has('xl/workbook.xml')) return 'not-xlsx';
  const book = await workbook(zip);
  const targets = await relations(zip);
  const sheet = book.sheets.find(each => !each.hidden && targets.get(each.relation)?.type === 'worksheet');
  const path = sheet && targets.get(sheet.relation)?.path;
  if (!path || !names.has(path)) return 'no-sheet';
  const byType = (type: string) => [...targets.values()].find(each => each.type === type && names.has(each.path))?.path;
  const strings = byType('sharedStrings');
  const styles = byType('styles');
  return {
    sheet: path,
    sharedStrings: strings ? await sharedStrings(zip, strings) : [],
    dateStyles: styles ? await dateStyles(zip, styles) : [],
    from1904: book.from1904,
  };
}

async function contentTypes(zip: ZipReader): Promise<string> {
  return (await zip.read('[Content_Types].xml', smallPart)).toString('utf8');
}

type Scan = Partial<Parameters<typeof xmlScanner>[0]>;

async function scan(zip: ZipReader, name: string, handlers: Scan): Promise<void> {
  const scanner = xmlScanner({ open: () => {}, close: () => {}, text: () => {}, ...handlers });
  scanner.feed((await zip.read(name, smallPart)).toString('utf8').replace(/^\uFEFF/, ''));
  scanner.end();
}

type Workbook = { sheets: { relation: string; hidden: boolean }[]; from1904: boolean };

async function workbook(zip: ZipReader): Promise<Workbook> {
  const found: Workbook = { sheets: [], from1904: false };
  await scan(zip, 'xl/workbook.xml', {
    open(tag, raw) {
      if (tag === 'workbookPr') found.from1904 = ['1', 'true'].includes(attribute(raw, 'date1904') ?? '');
      if (tag !== 'sheet') return;
      const relation = /\s[A-Za-z0-9]+:id="([^"]*)"/.exec(raw)?.[1] ?? '';
      found.sheets.push({ relation, hidden: (attribute(raw, 'state') ?? 'visible') !== 'visible' });
    },
  });
  return found;
}

async function relations(zip: ZipReader): Promise<Map<string, { type: string; path: string }>> {
  const found = new Map<string, { type: string; path: string }>();
  if (!zip.names.has('xl/_rels/workbook.xml.rels')) return found;
  await scan(zip, 'xl/_rels/workbook.xml.rels', {
    open(tag, raw) {
      if (tag !== 'Relationship' || attribute(raw, 'TargetMode') === 'External') return;
      const target = attribute(raw, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
      found.set(attribute(raw, 'Id') ?? '', { type: (attribute(raw, 'Type') ?? '').split('/').pop() ?? '', path });
    },
  });
  return found;
}

/** The table of strings has to be in memory whole: rows refer to it in any order. */
async function sharedStrings(zip: ZipReader, name: string): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  const scanner = xmlScanner({
    open(tag) {
      if (tag === 't') inText = !phonetic;
      else if (tag === 'si') current = '';
      else if (tag === 'rPh') phonetic = true;
    },
    text(text) {
      if (inText) current += decodeXml(text);
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') strings.push(current);
    },
  });
  const text = (await zip.read(name, sharedStringsPart)).toString('utf8').replace(/^\uFEFF/, '');
  scanner.feed(text);
  scanner.end();
  return strings;
}

/** Built-in number formats that show a date or a time, with the East Asian ones (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, ...range(27, 36), ...range(50, 58)]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

async function dateStyles(zip: ZipReader, name: string): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await scan(zip, name, {
    open(tag, raw) {
      if (tag === 'numFmt') custom.set(Number(attribute(raw, 'numFmtId')), isDateFormat(attribute(raw, 'formatCode') ?? ''));
      else if (tag === 'cellXfs') inCellFormats = true;
      else if (tag === 'xf' && inCellFormats) {
        const format = Number(attribute(raw, 'numFmtId') ?? '0');
        styles.push(custom.get(format) ?? builtInDates.has(format));
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

/** Literals and colour or locale brackets are no part of the format itself. */
function isDateFormat(code: string): boolean {
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/general/i, ''));
}
