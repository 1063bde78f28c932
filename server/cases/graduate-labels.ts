import { likeAnywhere } from '#server/platform/postgres/like.ts';
import type { Put } from '#server/platform/scope/within.ts';

/** What a case carries of its graduate's roster row (alias g), so that a page of a list reads nobody's row but its own. */
export const graduateLabels: readonly (readonly [column: string, source: string])[] = [
  ['graduate_name', 'g.name'],
  ['graduate_pinyin', 'g.name_pinyin'],
  ['graduate_initials', String.raw`regexp_replace(g.name_pinyin, '(\S)\S*\s*', '\1', 'g')`],
  ['student_number', `coalesce(g.student_number, '')`],
  ['exam_number', 'g.exam_number'],
  ['class_name', `coalesce(g.class_name, '')`],
  ['major_code', 'g.major_code'],
  ['major_name', 'g.major_name'],
  ['education_level', 'g.education_level'],
];
export const labelColumns = graduateLabels.map(([column]) => column);
export const labelSources = graduateLabels.map(([, source]) => source);

/** Of a row `c` with these columns. Letters are looked up as pinyin of a name, or in a number; anything else in the name as it is written. */
export function labelSearch(q: string, put: Put): string {
  const text = q.replace(/\s+/g, '');
  const needle = put(likeAnywhere(text));
  if (!/^[a-z0-9]+$/i.test(text)) return `c.graduate_name like ${needle}`;
  const sound = put(likeAnywhere(text.toLowerCase()));
  return `(c.student_number like ${needle} or c.exam_number like ${needle} or c.graduate_initials like ${sound}
        or replace(c.graduate_pinyin, ' ', '') like ${sound})`;
}
