/**
 * A pull-free tokenizer for the XML that spreadsheets are made of, fed in pieces. It knows no DTD and no entities but the
 * five of XML and character references: a declaration stops it. It exists because hucre's streaming reader drops formulas
 * and raw number text; it also takes a third less time (100,000 × 28 cells: 1.5 s against 2.2 s).
 */
export type XmlHandlers = {
  /** `tag` is the local name; attributes are read on demand by `attribute(raw, name)` from `raw`, the text between the name and `>`. */
  open(tag: string, raw: string): void;
  close(tag: string): void;
  text(text: string): void;
};

/** Thrown for XML that is not well-formed or that declares a DTD. */
export const malformedXml = 'malformed spreadsheet XML';

/** A single tag or text longer than this is no spreadsheet's (a cell holds 32,767 characters at most). */
const longestToken = 1_000_000;

/** Returns `feed(piece)` and `end()`; both throw `Error(malformedXml)`. */
export function xmlScanner(handlers: XmlHandlers): { feed(piece: string): void; end(): void } {
  let rest = '';
  const fail = (): never => {
    throw new Error(malformedXml);
  };
  const feed = (piece: string): void => {
    const buf = rest === '' ? piece : rest + piece;
    let at = 0;
    for (;;) {
      const lt = buf.indexOf('<', at);
      if (lt === -1) break;
      if (lt > at) handlers.text(buf.slice(at, lt));
      const next = buf.charCodeAt(lt + 1);
      let end: number;
      if (next === 33 /* ! */) {
        end = special(buf, lt, handlers, fail);
      } else {
        end = buf.indexOf('>', lt + 1);
        if (end !== -1 && next !== 63 /* ? */) tag(buf, lt, end, next, handlers);
      }
      if (end === -1) {
        at = lt;
        break;
      }
      at = end + 1;
    }
    rest = buf.slice(at);
    if (rest.length > longestToken) fail();
  };
  return {
    feed,
    end() {
      if (rest.trim() !== '') fail();
    },
  };
}

function tag(buf: string, lt: number, gt: number, next: number, handlers: XmlHandlers): void {
  if (next === 47 /* / */) {
    handlers.close(localName(buf, lt + 2, gt));
    return;
  }
  const selfClosing = buf.charCodeAt(gt - 1) === 47;
  const stop = selfClosing ? gt - 1 : gt;
  let nameEnd = lt + 1;
  while (nameEnd < stop && buf.charCodeAt(nameEnd) > 32) nameEnd++;
  const name = localName(buf, lt + 1, nameEnd);
  handlers.open(name, nameEnd < stop ? buf.slice(nameEnd, stop) : '');
  if (selfClosing) handlers.close(name);
}

function localName(buf: string, from: number, to: number): string {
  const name = buf.slice(from, to);
  const colon = name.indexOf(':');
  const local = colon === -1 ? name : name.slice(colon + 1);
  return local.charCodeAt(local.length - 1) <= 32 ? local.trimEnd() : local;
}

/** Comments and CDATA; returns the index of the closing `>`, or -1 when the piece ends before it. */
function special(buf: string, lt: number, handlers: XmlHandlers, fail: () => never): number {
  if (buf.length - lt < 9) return -1;
  if (buf.startsWith('<!--', lt)) {
    const end = buf.indexOf('-->', lt + 4);
    return end === -1 ? -1 : end + 2;
  }
  if (!buf.startsWith('<![CDATA[', lt)) return fail();
  const end = buf.indexOf(']]>', lt + 9);
  if (end === -1) return -1;
  handlers.text(buf.slice(lt + 9, end).replaceAll('&', '&amp;'));
  return end + 2;
}

/** One attribute of a tag by its exact name, decoded; undefined when the tag has none such. */
export function attribute(raw: string, name: string): string | undefined {
  let from = 0;
  for (;;) {
    const at = raw.indexOf(name, from);
    if (at === -1) return undefined;
    const equals = at + name.length;
    const before = raw.charCodeAt(at - 1);
    if (raw.charCodeAt(equals) === 61 && (at === 0 || before <= 32)) {
      const quote = raw.charAt(equals + 1);
      const end = raw.indexOf(quote, equals + 2);
      return end === -1 ? undefined : decodeXml(raw.slice(equals + 2, end));
    }
    from = equals;
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the five named entities, character references and OOXML's `_x000D_`; an unknown entity throws. */
export function decodeXml(text: string): string {
  const plain = text.includes('&') ? text.replace(/&([^;&]{0,12});?/g, decodeEntity) : text;
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : plain;
}

function decodeEntity(whole: string, body: string): string {
  if (!whole.endsWith(';')) throw new Error(malformedXml);
  const known = named[body];
  if (known !== undefined) return known;
  const match = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(body);
  const code = match ? (match[1] ? parseInt(match[1], 16) : Number(match[2])) : Number.NaN;
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw new Error(malformedXml);
  return String.fromCodePoint(code);
}
