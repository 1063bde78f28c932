import type { Section } from '#contract/parts/shapes.ts';

export interface SummaryLine {
  readonly label: string;
  readonly value: string;
}
type Part = readonly [key: string, before?: string];

/** What most depends on, in the order in which people ask: what, where, for how much, and where archive and hukou go. */
const asked: readonly (readonly [label: string, parts: readonly Part[]])[] = [
  ['岗位', [['jobTitle']]],
  ['工作地点', [['workRegionCode']]],
  ['试用期', [['probation']]],
  [
    '薪酬',
    [
      ['probationSalary', '试用期 '],
      ['regularSalary', '转正后 '],
    ],
  ],
  ['违约金', [['penalty']]],
  ['报到', [['reportPlace'], ['reportDeadline', '最晚 ']]],
  ['档案去向', [['archiveType'], ['archiveReceiverName']]],
  ['户口去向', [['hukouType'], ['hukouRegionCode'], ['hukouAddress']]],
];

/** Of all that an invitation says. What it does not ask at all, such as the hukou of somebody who has none at school, is left out. */
export function acceptSummary(sections: readonly Section[]): SummaryLine[] {
  const values = new Map(sections.flatMap(({ rows }) => rows.map(({ key, value }) => [key, value] as const)));
  return asked.flatMap(([label, parts]) => {
    if (!parts.some(([key]) => values.has(key))) return [];
    const said = parts.flatMap(([key, before = '']) => {
      const value = values.get(key) ?? '';
      return value === '' || value === '--' ? [] : [before + value];
    });
    return [{ label, value: said.join('，') || '未写明' }];
  });
}
