import { inflateSync } from 'node:zlib';
import { integerAt, type PdfObject, valueAt, valuesAt } from './pdf-objects.ts';
import { PdfSyntax, type PdfValue, type Reading, UnreadablePdf } from './pdf-syntax.ts';

/** What object streams of one file may unpack to together, bytes. */
const unpackedAtMost = 64 * 1024 * 1024;

/** Whether a viewer may take this stream for one of packed objects: by what it would need, not only by what it says it is. */
const isPacked = ({ value, body }: PdfObject): boolean =>
  body !== undefined &&
  (valuesAt(value, 'First').length > 0 || valuesAt(value, 'Type').some(type => type.kind !== 'name' || type.name === 'ObjStm'));

/** The objects that are packed into object streams; undefined when one cannot be looked into to its end. */
export function unpackObjects(objects: readonly PdfObject[], reading: Reading): PdfObject[] | undefined {
  const found: PdfObject[] = [];
  let left = unpackedAtMost;
  for (const object of objects.filter(isPacked)) {
    const text = unpack(object, left);
    if (text === undefined) return undefined;
    left -= text.length;
    try {
      found.push(...readPacked(text, object.value, reading));
    } catch (error) {
      if (error instanceof UnreadablePdf) return undefined;
      throw error;
    }
  }
  return found;
}

function readPacked(text: string, dictionary: PdfValue, reading: Reading): PdfObject[] {
  const [count, first] = [integerAt(dictionary, 'N'), integerAt(dictionary, 'First')];
  if (count === undefined || first === undefined) throw new UnreadablePdf();
  const table = new PdfSyntax(text.slice(0, first), reading);
  const syntax = new PdfSyntax(text, reading);
  const found: PdfObject[] = [];
  for (let nth = 0; nth < count; nth++) {
    const number = table.integer();
    syntax.at = first + table.integer();
    found.push({ number, value: syntax.value() });
  }
  return found;
}

function unpack({ value, body = '' }: PdfObject, atMost: number): string | undefined {
  const filters = filtersOf(value);
  let text: string | undefined = body;
  for (const filter of filters ?? [undefined]) {
    if (filter === 'FlateDecode' || filter === 'Fl') text = inflate(text, atMost);
    else if (filter === 'ASCIIHexDecode' || filter === 'AHx') text = fromHex(text);
    else return undefined;
    if (text === undefined) return undefined;
  }
  return text;
}

/** The names of the filters in turn; undefined where they are not written plainly, once, and without parameters. */
function filtersOf(value: PdfValue): string[] | undefined {
  const isPlain = ['DecodeParms', 'DP', 'F', 'FFilter', 'FDecodeParms'].every(key => valuesAt(value, key).length === 0);
  const type = valueAt(value, 'Type');
  if (!isPlain || type?.kind !== 'name' || type.name !== 'ObjStm') return undefined;
  if (valuesAt(value, 'Filter').length === 0) return [];
  const filter = valueAt(value, 'Filter');
  const names = filter?.kind === 'array' ? filter.items : filter ? [filter] : [];
  const plain = names.flatMap(one => (one.kind === 'name' ? [one.name] : []));
  return plain.length === names.length && plain.length > 0 && plain.length <= 4 ? plain : undefined;
}

function inflate(body: string, atMost: number): string | undefined {
  try {
    return inflateSync(Buffer.from(body, 'latin1'), { maxOutputLength: Math.max(1, atMost) }).toString('latin1');
  } catch {
    // Damaged, or made to fill the memory: what cannot be looked into is not taken in.
    return undefined;
  }
}

function fromHex(body: string): string | undefined {
  const end = body.indexOf('>');
  const digits = body.slice(0, Math.max(0, end)).replace(/[\0\t\n\f\r ]/g, '');
  if (end < 0 || !/^[0-9A-Fa-f]*$/.test(digits)) return undefined;
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1');
}
