import { isLineEnd, isWhite, PdfSyntax, type PdfValue, type Reading, UnreadablePdf } from './pdf-syntax.ts';

export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
  /** The bytes of its stream as they lie in the file, where it has one. */
  readonly body?: string;
}

/**
 * Every object of a file and every trailer, from the first byte to the last, whether or not a table refers to it, earlier versions
 * included. Nothing is skipped: what is neither an object, a table, a trailer nor a comment makes the file unreadable.
 */
export function readObjects(text: string, reading: Reading): { objects: PdfObject[]; trailers: PdfValue[] } {
  const syntax = new PdfSyntax(text, reading);
  const objects: PdfObject[] = [];
  const trailers: PdfValue[] = [];
  while (!syntax.isAtEnd) {
    if (syntax.takes('xref')) skipTable(syntax);
    else if (syntax.takes('trailer')) trailers.push(syntax.value());
    else if (syntax.takes('startxref')) syntax.integer();
    else objects.push(readObject(text, syntax));
  }
  return { objects, trailers };
}

function skipTable(syntax: PdfSyntax): void {
  for (;;) {
    const { at } = syntax;
    if (syntax.takes('trailer')) {
      syntax.at = at;
      return;
    }
    if (!syntax.takes('n') && !syntax.takes('f')) syntax.integer();
  }
}

function readObject(text: string, syntax: PdfSyntax): PdfObject {
  const number = syntax.integer();
  syntax.integer();
  syntax.expect('obj');
  const value = syntax.value();
  if (value.kind !== 'dictionary' || !syntax.takes('stream')) {
    syntax.expect('endobj');
    return { number, value };
  }
  if (text.startsWith('\r\n', syntax.at)) syntax.at += 2;
  else if (text.startsWith('\n', syntax.at) || text.startsWith('\r', syntax.at)) syntax.at += 1;
  const start = syntax.at;
  const end = endOfStream(text, start, integerAt(value, 'Length'));
  syntax.at = end;
  syntax.expect('endstream');
  syntax.expect('endobj');
  return { number, value, body: text.slice(start, end) };
}

/** Where the length says it is, if `endstream` is there; else where `endstream` comes first. */
function endOfStream(text: string, start: number, length: number | undefined): number {
  if (length !== undefined && /^\r?\n?endstream/.test(text.slice(start + length, start + length + 11))) return start + length;
  const end = text.indexOf('endstream', start);
  if (end < 0) throw new UnreadablePdf();
  return end;
}

export const valuesAt = (value: PdfValue, key: string): PdfValue[] =>
  value.kind === 'dictionary' ? value.entries.filter(([name]) => name === key).map(([, found]) => found) : [];
/** The value of a key that is there once; undefined when it is not there, or more than once. */
export const valueAt = (value: PdfValue, key: string): PdfValue | undefined => {
  const [first, second] = valuesAt(value, key);
  return second ? undefined : first;
};
export function integerAt(value: PdfValue, key: string): number | undefined {
  const found = valueAt(value, key);
  return found?.kind === 'integer' ? found.integer : undefined;
}

/**
 * How many places there are where a viewer that follows a table could begin to read an object: `obj` behind a number, white space and
 * comments between, be it itself in a comment, a string or the bytes of a stream. More of them than objects: one is hidden. In one pass.
 */
export function countOpenings(text: string): number {
  let count = 0;
  // What lies before this place, for somebody who began to read at any earlier one: a number; a number and a gap; within a comment, both.
  let isNumber = false;
  let isGap = false;
  let isCommentInGap = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isWhite(code)) {
      isGap ||= isNumber || (isCommentInGap && isLineEnd(code));
      isNumber = false;
      if (isLineEnd(code)) isCommentInGap = false;
      continue;
    }
    if (code === percent) isCommentInGap ||= isNumber || isGap;
    else if (code === letterO && isGap && text.startsWith('obj', at)) count += 1;
    isNumber = (code >= 48 && code <= 57) || code === point;
    isGap = false;
  }
  return count;
}
const [percent, point, letterO] = [0x25, 0x2e, 0x6f];

/** How many places there are where a viewer could begin to read a trailer. */
export function countTrailers(text: string, reading: Reading): number {
  const syntax = new PdfSyntax(text, reading);
  let count = 0;
  for (let at = text.indexOf('trailer'); at >= 0; at = text.indexOf('trailer', at + 7)) {
    syntax.at = at + 7;
    if (syntax.takes('<<')) count += 1;
  }
  return count;
}
