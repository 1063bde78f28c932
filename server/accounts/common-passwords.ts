import { readFileSync } from 'node:fs';

const [, words = '', whole = ''] = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8').split(/^\[\w+\]$/m);
const listed = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** What heads every list of leaked passwords, the most frequent first. Whose list it is, and its licence, are in the file. */
export const commonPasswords = {
  /** Letters alone: with digits and signs around them they are no better. */
  words: listed(words),
  whole: new Set(listed(whole)),
} as const;
