export type PersonNameFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'private-use'; readonly character: string; readonly codePoint: string }
  | { readonly kind: 'odd-character'; readonly character: string; readonly codePoint: string };

export const personNameMaxLength = 50;

/** Characters that old systems use for the dot of a name; Unicode's own is U+00B7. */
const middleDots = /[\u2022\u30FB\u2027\u00B7\uFF65\u2219\u22C5\u16EB\u0387]/gu;
/** A full stop means the dot only beside Han characters: a Latin initial keeps its full stop. */
const stopsInHanNames = /(?<=\p{Script=Han} ?)[.\uFF0E]|[.\uFF0E](?= ?\p{Script=Han})/gu;
const spaces = /[\s\u200B]+/gu;
/** Marks that nobody sees, copied along from a page or a sheet. */
const invisible = /\p{Cf}+/gu;

/** One spelling: middle dots as ·, single spaces between Latin words only, none at the ends or beside Han characters and dots. */
export function normalizePersonName(text: string): string {
  return text
    .normalize('NFC')
    .replace(spaces, ' ')
    .replace(invisible, '')
    .trim()
    .replace(middleDots, '·')
    .replace(stopsInHanNames, '·')
    .replace(/ ?· ?/gu, '·')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
}

const codePointOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What is wrong with a (normalised) name; undefined when nothing is. Private-use: the BMP's area and planes 15 and 16. */
export function checkPersonName(text: string): PersonNameFault | undefined {
  if (text === '') return { kind: 'empty' };
  if ([...text].length > personNameMaxLength) return { kind: 'too-long' };
  for (const character of text) {
    if (/\p{Co}/u.test(character)) return { kind: 'private-use', character, codePoint: codePointOf(character) };
    if (!/[\p{Script=Han}\p{L}\p{M}〇· .'’-]/u.test(character))
      return { kind: 'odd-character', character, codePoint: codePointOf(character) };
  }
  return undefined;
}

/** The sentence for a fault: what is wrong, and what to do. */
export function describePersonNameFault(fault: PersonNameFault): string {
  switch (fault.kind) {
    case 'empty':
      return '请填写姓名';
    case 'too-long':
      return `姓名最多 ${personNameMaxLength} 个字，请核对`;
    case 'private-use':
      return `姓名含有旧系统自造字「${fault.character}」（${fault.codePoint}），请改用标准汉字`;
    case 'odd-character':
      return `姓名含有不能使用的字符「${fault.character}」（${fault.codePoint}），请删除或改正`;
  }
}
