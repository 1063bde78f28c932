import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type FontCoverage, readFontCoverage } from './font-coverage.ts';

const { resolve } = createRequire(import.meta.url);

/** Both weights draw all 8,105 characters of 通用规范汉字表 (2013). */
const houseFonts = [
  resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
];

/** Debian's fonts-hanazono: most of what GB 18030-2022 level 3 asks for beyond the house font. Used where installed. */
const extensionFonts = ['/usr/share/fonts/truetype/hanazono/HanaMinA.ttf', '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf'];

/** The files documents are set in; the same on every machine but for the extension fonts. */
export const fontFiles: readonly string[] = [...houseFonts, ...extensionFonts.filter(path => existsSync(path))];

const coverages: readonly FontCoverage[] = fontFiles.map(readFontCoverage);

/** Family names in the order in which a document looks for a glyph. */
export const fontFamilies: readonly string[] = [...new Set(coverages.map(font => font.family))];

/** A document was not made because no installed font draws these characters; staff must be told which. */
export class MissingGlyphError extends Error {
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    // The characters may come from a person's name: they are in the property for the screen, not in the message for the log.
    super(`no installed font draws ${characters.length} of the document's characters`);
    this.name = 'MissingGlyphError';
    this.characters = characters;
  }
}

/**
 * Line ends and tabs set no glyph, nor do the invisible break hints that come along when text is pasted (zero-width space, word
 * joiner, byte-order mark). Direction overrides are not among them: they could make a page say something else than its text.
 */
const withoutGlyph = new Set(['\n', '\r', '\t', '\u200b', '\u2060', '\ufeff']);

/** The distinct characters of `text` that would print as a box, in order of appearance. */
export function missingGlyphs(text: string): string[] {
  const missing = new Set<string>();
  for (const character of new Set(text)) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!withoutGlyph.has(character) && !coverages.some(font => font.covers(codePoint))) missing.add(character);
  }
  return [...missing];
}
