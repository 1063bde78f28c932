/**
 * A number or code as it is kept and compared: half-width, capital, without spaces and without the invisible marks that come along
 * when something is copied from a web page or a spreadsheet.
 */
export function compact(text: string): string {
  // Most are so already; this is asked several times for every row of an upload.
  if (/^[0-9A-Z]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .toUpperCase();
}
