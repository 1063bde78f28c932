import { plainAddPlaceholder } from '@signpdf/placeholder-plain';

const table = Buffer.from('\nxref\n');
const pointer = Buffer.from('startxref\n');

/**
 * Adds an empty signature as an incremental update. The library names as the place of its table of objects the newline
 * before it: readers put up with that, checkers (`qpdf --check`) do not. The pointer is written anew, to the byte.
 */
export function prepareToSign(request: Parameters<typeof plainAddPlaceholder>[0]): Buffer {
  const pdf = plainAddPlaceholder(request);
  const place = pdf.lastIndexOf(table) + 1;
  const end = pdf.lastIndexOf(pointer) + pointer.length;
  if (place === 0 || end < place) throw new Error('a prepared PDF has no table of objects at its end');
  return Buffer.concat([pdf.subarray(0, end), Buffer.from(`${place}\n%%EOF`)]);
}
