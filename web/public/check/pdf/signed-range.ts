/** Where the last signature of a PDF lies, and what it covers. */
export interface SignedRange {
  /** The CMS structure, as it was written. */
  readonly cms: Uint8Array<ArrayBuffer>;
  readonly content: Uint8Array<ArrayBuffer>;
  /** No byte is outside of what was signed but the signature itself. */
  readonly isWhole: boolean;
}

const textOf = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};

function fromHex(hex: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return undefined;
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}

/** The length of a DER structure with its head; what follows in the PDF are zeros that fill the place up. */
function derLength(bytes: Uint8Array): number | undefined {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets < 1 || octets > 4) return undefined;
  return bytes.subarray(2, 2 + octets).reduce((length, octet) => length * 256 + octet, 0) + 2 + octets;
}

/** Undefined for a PDF without a signature; 'broken' for one whose signature cannot be read. */
export function signedRange(pdf: Uint8Array<ArrayBuffer>): SignedRange | 'broken' | undefined {
  const text = textOf(pdf);
  const at = text.lastIndexOf('/ByteRange');
  if (at < 0) return undefined;
  const found = /^\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text.slice(at, at + 120));
  const [first = -1, start = -1, end = -1, length = -1] = found?.slice(1).map(Number) ?? [];
  if (first < 0 || start < 0 || end < start || end + length > pdf.length) return 'broken';
  const gap = text.slice(start, end);
  const bytes = gap.startsWith('<') && gap.endsWith('>') ? fromHex(gap.slice(1, -1)) : undefined;
  const size = bytes && derLength(bytes);
  if (!bytes || !size || size > bytes.length) return 'broken';
  const content = new Uint8Array(start + length);
  content.set(pdf.subarray(first, first + start));
  content.set(pdf.subarray(end, end + length), start);
  const isPadded = bytes.subarray(size).every(byte => byte === 0);
  return { cms: bytes.slice(0, size), content, isWhole: first === 0 && end + length === pdf.length && isPadded };
}
