/**
 * PDFs that the house has set, one after the other in one, written as they come: of many thousand pages no more than one part is held.
 * Each part is a plain file with a classic table of objects, as Typst writes it. Kept is what its pages need: the outline of the text for
 * screen readers, half of a form's bytes, stays with the single documents.
 */
const newline = 10;

interface Part {
  readonly objects: ReadonlyMap<number, Buffer>;
  readonly trailer: string;
}
function readPart(pdf: Buffer): Part {
  const end = pdf.lastIndexOf('startxref');
  const table = Number(/^startxref\s+(\d+)/.exec(pdf.toString('latin1', end))?.[1] ?? Number.NaN);
  const text = pdf.toString('latin1', table, end);
  const head = /^xref\s+0 (\d+)\s+/.exec(text);
  if (!head) throw new Error('a PDF to be joined has no plain table of objects');
  const size = Number(head[1]);
  const offsets = new Map<number, number>();
  for (let number = 1; number < size; number++) {
    const entry = text.slice(head[0].length + number * 20, head[0].length + number * 20 + 18);
    if (entry[17] === 'n') offsets.set(number, Number(entry.slice(0, 10)));
  }
  const ends = [...offsets.values(), table].sort((a, b) => a - b);
  const endOf = new Map(ends.map((offset, index) => [offset, ends[index + 1] ?? table]));
  const objects = new Map(
    [...offsets].map(([number, offset]) => {
      const body = pdf.subarray(pdf.indexOf(newline, offset) + 1, pdf.lastIndexOf('endobj', endOf.get(offset)));
      return [number, body] as const;
    }),
  );
  return { objects, trailer: text.slice(text.indexOf('trailer')) };
}

/** Strings are passed over: what is written in them may look like a reference. */
const references = /\((?:\\[\s\S]|[^()\\]|\((?:\\[\s\S]|[^()\\])*\))*\)|<<|<[\dA-Fa-f\s]*>|\b(\d+) 0 R\b/g;
const startOfStream = Buffer.from('stream\n');

/** The dictionary of an object, and the stream behind it. */
function split(body: Buffer): { readonly dictionary: string; readonly stream: Buffer } {
  const at = body.indexOf(startOfStream);
  const cut = at < 0 ? body.length : at;
  return { dictionary: body.toString('latin1', 0, cut), stream: body.subarray(cut) };
}
const referredIn = (dictionary: string): number[] =>
  [...dictionary.matchAll(references)].flatMap(([, number]) => (number ? [Number(number)] : []));

const referenceIn = (text: string, key: string): number => {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];
  if (!number) throw new Error(`a PDF to be joined has no ${key}`);
  return Number(number);
};

/** What the first part says of the whole. */
interface Whole {
  readonly metadata: number;
  readonly intents: number;
  readonly info: number;
  readonly id: string;
}

/** Throws when there is no part, or one is no such file. */
export async function* joinPdfs(parts: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  const header = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');
  yield header;
  let position = header.length;
  /** By number less one. The first is the root of all pages, written last. */
  const offsets: number[] = [0];
  const roots: { readonly number: number; readonly count: number }[] = [];
  let whole: Whole | undefined;
  const write = (number: number, content: readonly (string | Buffer)[]): Buffer => {
    const chunk = Buffer.concat([`${number} 0 obj\n`, ...content, '\nendobj\n'].map(toBytes));
    offsets[number - 1] = position;
    position += chunk.length;
    return chunk;
  };
  for await (const pdf of parts) {
    const { objects, trailer } = readPart(pdf);
    const bodyOf = (number: number) => split(objects.get(number) ?? Buffer.alloc(0));
    const catalog = bodyOf(referenceIn(trailer, 'Root')).dictionary;
    const pages = referenceIn(catalog, 'Pages');
    const ofWhole = whole
      ? []
      : [referenceIn(catalog, 'Metadata'), referenceIn(catalog, 'OutputIntents'), referenceIn(trailer, 'Info')];
    const numbers = new Map<number, number>();
    const waiting = [pages, ...ofWhole];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (numbers.has(next)) continue;
      offsets.push(0);
      numbers.set(next, offsets.length);
      waiting.push(...referredIn(bodyOf(next).dictionary));
    }
    const numberOf = (own: number): number => numbers.get(own) ?? 0;
    for (const [own, number] of numbers) {
      const { dictionary, stream } = bodyOf(own);
      const renumbered = dictionary
        .replace(references, (found, referred) => (referred ? `${numberOf(Number(referred))} 0 R` : found))
        .replace(/\/StructParents \d+/, '');
      yield write(number, [own === pages ? renumbered.replace('<<', '<<\n  /Parent 1 0 R') : renumbered, stream]);
    }
    roots.push({ number: numberOf(pages), count: Number(/\/Count (\d+)/.exec(bodyOf(pages).dictionary)?.[1]) });
    const [metadata = 0, intents = 0, info = 0] = ofWhole.map(numberOf);
    whole ??= { metadata, intents, info, id: /\/ID (\[.*\])/.exec(trailer)?.[1] ?? '[() ()]' };
  }
  if (!whole) throw new Error('there is nothing to join');
  yield* close(roots, whole, { write, offsets, position: () => position });
}

const toBytes = (content: string | Buffer): Buffer => (typeof content === 'string' ? Buffer.from(content, 'latin1') : content);

interface Writing {
  readonly write: (number: number, content: readonly string[]) => Buffer;
  readonly offsets: readonly number[];
  readonly position: () => number;
}
function* close(
  roots: readonly { readonly number: number; readonly count: number }[],
  { metadata, intents, info, id }: Whole,
  { write, offsets, position }: Writing,
): Generator<Buffer> {
  const count = roots.reduce((sum, root) => sum + root.count, 0);
  yield write(1, [
    `<<\n  /Type /Pages\n  /Count ${count}\n  /Kids [${roots.map(({ number }) => `${number} 0 R`).join(' ')}]\n>>`,
  ]);
  const catalog = offsets.length + 1;
  yield write(catalog, [
    `<<\n  /Type /Catalog\n  /Pages 1 0 R\n  /Metadata ${metadata} 0 R\n  /OutputIntents ${intents} 0 R\n  /Lang (zh-CN)\n>>`,
  ]);
  const at = position();
  const entries = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<<\n  /Size ${catalog + 1}\n  /Root ${catalog} 0 R\n  /Info ${info} 0 R\n  /ID ${id}\n>>`;
  yield Buffer.from(`xref\n0 ${catalog + 1}\n0000000000 65535 f \n${entries}${trailer}\nstartxref\n${at}\n%%EOF`, 'latin1');
}
