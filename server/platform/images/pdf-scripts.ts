import { inflateSync } from 'node:zlib';

export type PdfFault = 'scripts' | 'encrypted' | 'broken';

/** Names may be spelled with #xx (ISO 32000-1, 7.3.5): /J#61vaScript is /JavaScript. */
const plainNames = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Too long to occur by chance, so they are looked for everywhere, within streams too, where an object may be hidden. */
const longNames =
  /\/(?:JavaScript|Launch|SubmitForm|ImportData|RichMedia|EmbeddedFiles?|Rendition|GoToE|GoToR|FileAttachment)(?![A-Za-z0-9])/;
/** Looked for only outside streams: three letters do occur in compressed bytes by chance. */
const shortNames = /\/(?:JS|AA|XFA|Movie|Sound)(?![A-Za-z0-9])/;
const nameOfEncryption = /\/Encrypt(?![A-Za-z0-9])/;

/** What object streams of one file may unpack to together, bytes. */
const unpackedAtMost = 64 * 1024 * 1024;

interface Section {
  /** The bytes before the stream, since the last one: its dictionary, and objects without a stream. */
  readonly before: string;
  readonly body: string;
}

/** Cuts a file at its streams, in one pass: a file made of beginnings without an end must not cost more than another. */
function sections(text: string): Section[] {
  const found: Section[] = [];
  let from = 0;
  for (;;) {
    const opening = text.indexOf('stream', from);
    const closing = opening < 0 ? -1 : text.indexOf('endstream', opening + 6);
    if (closing < 0) return [...found, { before: text.slice(from), body: '' }];
    const start = opening + 6 + (/^\r?\n/.exec(text.slice(opening + 6, opening + 8))?.[0].length ?? 0);
    found.push({ before: text.slice(from, opening), body: text.slice(start, Math.max(start, closing)) });
    from = closing + 9;
  }
}

/** The objects packed into object streams, unpacked; undefined when one cannot be looked into. */
function packedObjects(all: readonly Section[]): string | undefined {
  const packed: string[] = [];
  let left = unpackedAtMost;
  for (const { before, body } of all) {
    const dictionary = plainNames(before);
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) continue;
    const filters = dictionary.match(/\/\w+Decode(?![A-Za-z0-9])/g) ?? [];
    if (filters.length === 0) packed.push(body);
    else if (filters.length === 1 && filters[0] === '/FlateDecode' && !/\/Predictor/.test(dictionary)) {
      const unpacked = inflate(Buffer.from(body, 'latin1'), left);
      if (unpacked === undefined) return undefined;
      left -= unpacked.length;
      packed.push(unpacked);
    } else return undefined;
  }
  return packed.join('\n');
}

function inflate(body: Buffer, maxOutputLength: number): string | undefined {
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, maxOutputLength) }).toString('latin1');
  } catch {
    // Damaged, or made to fill the memory: what cannot be looked into is not taken in.
    return undefined;
  }
}

/** An OpenAction that only goes to a page is what word processors write; anything else starts something. */
function opensMore(objects: string): boolean {
  const actions = [...objects.matchAll(/\/OpenAction\s*(\[|<<|(\d+)\s+\d+\s+R|)/g)];
  // A file saved again and again has one for each time; hundreds were put there to keep a reader busy.
  if (actions.length > 20) return true;
  for (const [, action = '', number] of actions) {
    if (action === '[') continue;
    if (number === undefined) {
      if (!/\/OpenAction\s*<<[^>]{0,200}\/S\s*\/GoTo(?![A-Za-z])/.test(objects)) return true;
      continue;
    }
    const target = new RegExp(`(?:^|\\s)${number}\\s+\\d+\\s+obj\\s*(\\[|<<[^>]{0,200}/S\\s*/GoTo(?![A-Za-z]))`);
    if (!target.test(objects)) return true;
  }
  return false;
}

/**
 * Whether a PDF would start something by itself or carries something along: scripts, launches, forms that submit, embedded files, media,
 * XFA; also in object streams. Reads the bytes, not the structure: a name that is there counts, whether or not it is reached.
 */
export function findPdfFault(content: Buffer): PdfFault | undefined {
  const text = content.toString('latin1');
  const end = text.lastIndexOf('%%EOF');
  // Bytes behind the end, or a zip's directory near it: the file is also something else.
  if (end < 0 || /[^\s\0]/.test(text.slice(end + 5)) || text.includes('PK\x05\x06', text.length - 66_000)) return 'broken';
  const all = sections(text);
  const packed = packedObjects(all);
  if (packed === undefined) return 'scripts';
  const outside = plainNames(all.map(({ before }) => before).join('\n'));
  const objects = `${outside}\n${plainNames(packed)}`;
  if (nameOfEncryption.test(outside)) return 'encrypted';
  if (longNames.test(plainNames(text)) || longNames.test(objects) || shortNames.test(objects) || opensMore(objects))
    return 'scripts';
  return undefined;
}
