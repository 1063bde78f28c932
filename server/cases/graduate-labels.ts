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
