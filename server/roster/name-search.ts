import { likeAnywhere, likeFromStart } from '#server/platform/postgres/like.ts';

/** Initials are of a name's syllables; longer ones are a word. */
const initialsAtMost = 8;

/**
 * A condition that finds a graduate `g` by what somebody types into one field: the name, its pinyin (zhiyuan, zhi yuan), its initials
 * (lzy), the beginning of a student or an exam number. `put` takes a value in and answers its place.
 */
export function nameSearch(typed: string, put: (value: unknown) => string): string {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  const alternatives = [`g.name like ${put(likeAnywhere(typed.normalize('NFKC').trim()))}`];
  if (/^[a-z' ]+$/.test(text)) {
    const letters = text.replace(/[' ]/g, '');
    alternatives.push(`replace(g.name_pinyin, ' ', '') like ${put(likeAnywhere(letters))}`);
    if (letters.length <= initialsAtMost)
      alternatives.push(`g.name_pinyin ~ ${put(`(^| )${[...letters].map(letter => `${letter}[^ ]*`).join(' ')}`)}`);
  }
  if (/^[\da-z-]+$/.test(text)) {
    const start = put(likeFromStart(text));
    alternatives.push(`lower(g.student_number) like ${start}`, `lower(g.exam_number) like ${start}`);
  }
  return `(${alternatives.join(' or ')})`;
}
