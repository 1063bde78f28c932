/** A value as it is written (ISO 32000-1, 7.3). Strings, numbers with a point, true, false and null carry nothing that is asked for. */
export type PdfValue =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'integer'; readonly integer: number }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: readonly (readonly [key: string, value: PdfValue])[] }
  | { readonly kind: 'other' };

/** What cannot be read to its end by the book. */
export class UnreadablePdf extends Error {
  constructor() {
    super('not a PDF by the book');
    this.name = 'UnreadablePdf';
  }
}

export const isWhite = (code: number) => code === 32 || code === 10 || code === 13 || code === 9 || code === 0 || code === 12;
export const isLineEnd = (code: number) => code === 10 || code === 13;
const delimiters = new Set('()<>[]{}/%');
const other = { kind: 'other' } as const;
const depthAtMost = 100;

/** Names may be spelled with #xx (7.3.5): /J#61vaScript is /JavaScript. */
const plainName = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export interface Reading {
  /** Told of every name, also before a place that cannot be read. */
  readonly onName: (name: string) => void;
  /** How many values may still be read, over all texts of a file. */
  valuesLeft: number;
}

/** Reads values from a text of one character per byte. Throws UnreadablePdf. */
export class PdfSyntax {
  readonly #text: string;
  readonly #reading: Reading;
  at = 0;

  constructor(text: string, reading: Reading) {
    this.#text = text;
    this.#reading = reading;
  }

  /** Goes on over white space and comments. */
  skip(): void {
    const text = this.#text;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === 0x25) while (this.at < text.length && !isLineEnd(text.charCodeAt(this.at))) this.at++;
      else if (!isWhite(code)) return;
    }
  }
  get isAtEnd(): boolean {
    this.skip();
    return this.at >= this.#text.length;
  }
  /** Takes these characters when they come next. */
  takes(word: string): boolean {
    this.skip();
    if (!this.#text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }
  expect(word: string): void {
    if (!this.takes(word)) throw new UnreadablePdf();
  }
  /** A whole number without a sign. */
  integer(): number {
    this.skip();
    const integer = this.#integerHere();
    if (integer === undefined) throw new UnreadablePdf();
    return integer;
  }
  #integerHere(): number | undefined {
    const from = this.at;
    let code = this.#text.charCodeAt(this.at);
    while (code >= 48 && code <= 57) code = this.#text.charCodeAt(++this.at);
    return this.at === from || this.at - from > 10 ? undefined : Number(this.#text.slice(from, this.at));
  }
  #regular(): string {
    const from = this.at;
    while (this.at < this.#text.length) {
      if (isWhite(this.#text.charCodeAt(this.at)) || delimiters.has(this.#text.charAt(this.at))) break;
      this.at++;
    }
    return this.#text.slice(from, this.at);
  }

  value(depth = 0): PdfValue {
    this.#reading.valuesLeft -= 1;
    if (depth > depthAtMost || this.#reading.valuesLeft < 0) throw new UnreadablePdf();
    this.skip();
    switch (this.#text.charAt(this.at)) {
      case '/':
        return { kind: 'name', name: this.name() };
      case '(':
        return this.#string();
      case '[':
        return this.#array(depth);
      case '<':
        return this.#text.charAt(this.at + 1) === '<' ? this.#dictionary(depth) : this.#hexString();
      default:
        return this.#word();
    }
  }
  name(): string {
    this.expect('/');
    const name = plainName(this.#regular());
    this.#reading.onName(name);
    return name;
  }
  #string(): PdfValue {
    let open = 0;
    for (; this.at < this.#text.length; this.at++) {
      const code = this.#text.charCodeAt(this.at);
      if (code === 0x5c) this.at++;
      else if (code === 0x28) open++;
      else if (code === 0x29 && --open === 0) {
        this.at++;
        return other;
      }
    }
    throw new UnreadablePdf();
  }
  #hexString(): PdfValue {
    const end = this.#text.indexOf('>', this.at);
    if (end < 0) throw new UnreadablePdf();
    this.at = end + 1;
    return other;
  }
  #array(depth: number): PdfValue {
    this.at++;
    const items: PdfValue[] = [];
    while (!this.takes(']')) items.push(this.value(depth + 1));
    return { kind: 'array', items };
  }
  #dictionary(depth: number): PdfValue {
    this.at += 2;
    const entries: [string, PdfValue][] = [];
    while (!this.takes('>>')) entries.push([this.name(), this.value(depth + 1)]);
    return { kind: 'dictionary', entries };
  }
  #word(): PdfValue {
    const from = this.at;
    const integer = this.#integerHere();
    const end = this.at;
    if (integer !== undefined && this.#isReference()) return { kind: 'reference', number: integer };
    this.at = from;
    const word = this.#regular();
    if (integer !== undefined && this.at === end) return { kind: 'integer', integer };
    if (/^[+\-.\d]+$/.test(word) || word === 'true' || word === 'false' || word === 'null') return other;
    throw new UnreadablePdf();
  }
  /** Whether a generation and R follow a number. */
  #isReference(): boolean {
    if (!isWhite(this.#text.charCodeAt(this.at)) && this.#text.charAt(this.at) !== '%') return false;
    this.skip();
    if (this.#integerHere() === undefined) return false;
    this.skip();
    return this.#regular() === 'R';
  }
}
