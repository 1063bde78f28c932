import { countOpenings, countTrailers, type PdfObject, readObjects, valuesAt } from './pdf-objects.ts';
import { unpackObjects } from './pdf-packed.ts';
import { type PdfValue, type Reading, UnreadablePdf } from './pdf-syntax.ts';

export type PdfFault = 'scripts' | 'encrypted' | 'broken';

/** Actions that start something, what they are kept under, and what is carried along (ISO 32000-1, 12.6.4, 7.11.4, 12.7.8, 13). */
const activeNames = new Set([
  ...['JavaScript', 'JS', 'Launch', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR', 'AA', 'XFA'],
  ...['EmbeddedFile', 'EmbeddedFiles', 'FileAttachment', 'RichMedia', 'Rendition', 'Movie', 'Sound', '3D'],
]);

/** For the sentence to the sender alone, when a file cannot be read anyway. */
const names = new RegExp(`/(?:${[...activeNames].filter(name => name.length > 3).join('|')})(?![A-Za-z0-9])`);

/** An honest file of 5 MB has some hundred thousand; more are there to keep a reader busy. */
const valuesAtMost = 1_000_000;

/**
 * Whether a PDF would start something by itself or carries something along: scripts, launches, forms that submit, embedded files, media,
 * XFA. Every object is read to the end of the file, those in object streams too, whether or not it is reached; a file that hides a place
 * where an object could begin, or that cannot be read by the book, is refused.
 */
export function findPdfFault(content: Buffer): PdfFault | undefined {
  const text = content.toString('latin1');
  const end = text.lastIndexOf('%%EOF');
  // Bytes behind the end, or a zip's directory near it: the file is also something else.
  if (end < 0 || /[^\s\0]/.test(text.slice(end + 5)) || text.includes('PK\x05\x06', text.length - 66_000)) return 'broken';
  let isEncrypted = false;
  let isActive = false;
  const onName = (name: string) => {
    if (name === 'Encrypt') isEncrypted = true;
    if (activeNames.has(name)) isActive = true;
  };
  const reading: Reading = { onName, valuesLeft: valuesAtMost };
  try {
    const { objects, trailers } = readObjects(text, reading);
    if (isEncrypted) return 'encrypted';
    if (countOpenings(text) !== objects.length || countTrailers(text, reading) !== trailers.length) return 'scripts';
    const packed = unpackObjects(objects, reading);
    if (!packed || isActive) return 'scripts';
    const all = [...objects, ...packed];
    const isElsewhere = objects.some(({ value, body }) => body !== undefined && valuesAt(value, 'F').length > 0);
    return isElsewhere || opensMore(all, trailers) ? 'scripts' : undefined;
  } catch (error) {
    if (!(error instanceof UnreadablePdf)) throw error;
    return isEncrypted ? 'encrypted' : isActive || names.test(text) ? 'scripts' : 'broken';
  }
}

/** An OpenAction that only goes to a page is what word processors write; anything else starts something. */
function opensMore(objects: readonly PdfObject[], trailers: readonly PdfValue[]): boolean {
  const openings = [...objects.map(({ value }) => value), ...trailers].flatMap(value => valuesDeepAt(value, 'OpenAction'));
  const byNumber = new Set(openings.flatMap(value => (value.kind === 'reference' ? [value.number] : [])));
  const targets = objects.filter(({ number }) => byNumber.has(number));
  const direct = openings.filter(({ kind }) => kind !== 'reference');
  const isKnown = [...byNumber].every(number => targets.some(target => target.number === number));
  return !isKnown || ![...direct, ...targets.map(({ value }) => value)].every(isJump);
}

/** A key's values in a value and in all that it holds. */
function valuesDeepAt(value: PdfValue, key: string): PdfValue[] {
  if (value.kind === 'array') return value.items.flatMap(item => valuesDeepAt(item, key));
  if (value.kind !== 'dictionary') return [];
  return value.entries.flatMap(([name, held]) => [...(name === key ? [held] : []), ...valuesDeepAt(held, key)]);
}

function isJump(value: PdfValue): boolean {
  if (value.kind === 'array') return true;
  const kinds = valuesAt(value, 'S');
  const isGoTo = kinds.length === 1 && kinds.every(kind => kind.kind === 'name' && kind.name === 'GoTo');
  return isGoTo && valuesAt(value, 'Next').length === 0;
}
