/** A header without what people and templates add to it: stars, brackets, spaces, letter case. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/[\s*:()]/gu, '')
    .toLowerCase();
