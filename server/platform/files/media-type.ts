export type MediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/heic'
  | 'application/pdf'
  | 'application/zip'
  | 'application/x-ole-storage';

/** How many bytes of a file `sniffMediaType` looks at. */
export const sniffLength = 32;

type Signature = { type: MediaType; at: number; bytes: Buffer; also?: { at: number; anyOf: readonly string[] } };

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** HEIF brands of still pictures that `heic-convert` reads (ISO/IEC 23008-12, 10.2). */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1', 'hevc'];

const signatures: readonly Signature[] = [
  { type: 'image/jpeg', at: 0, bytes: Buffer.from('ffd8ff', 'hex') },
  { type: 'image/png', at: 0, bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
  { type: 'image/webp', at: 0, bytes: ascii('RIFF'), also: { at: 8, anyOf: ['WEBP'] } },
  { type: 'image/heic', at: 4, bytes: ascii('ftyp'), also: { at: 8, anyOf: heicBrands } },
  { type: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { type: 'application/zip', at: 0, bytes: Buffer.from('504b0304', 'hex') },
  { type: 'application/x-ole-storage', at: 0, bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
];

/** What a file is by its first bytes, whatever its name says; undefined for anything not on the list. xlsx is `application/zip`. */
export function sniffMediaType(head: Uint8Array): MediaType | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const holds = (at: number, expected: Buffer) => bytes.subarray(at, at + expected.length).equals(expected);
  return signatures.find(({ at, bytes: expected, also }) => {
    if (!holds(at, expected)) return false;
    return !also || also.anyOf.some(text => holds(also.at, ascii(text)));
  })?.type;
}
