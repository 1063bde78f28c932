/** docs/asvs.md: the chapters in words. */
import { chapters } from './chapters.ts';
import { levelOf, type Requirement } from './requirement.ts';

const twoDigits = (number: number): string => String(number).padStart(2, '0');
const testFile = (id: string): string => `scripts/asvs/v${twoDigits(Number(/\d+/.exec(id)?.[0]))}.test.ts`;

function proofOf({ id, shown, check, words, standing }: Requirement): string {
  if (standing !== 'met') return words;
  const tests = shown.map(({ file, test }) => `\`${file}\`: ${test}`);
  return [words, ...tests, ...(check ? [`\`${testFile(id)}\`: ${id}`] : [])].filter(Boolean).join('; ');
}
const standings = ['met', 'not applicable', 'not met'] as const;

/** How many there are of each level and standing. */
function countRows(): string[][] {
  const all = chapters.flatMap(({ requirements }) => requirements);
  return [1, 2, 3].map(level => {
    const own = all.filter(({ id }) => levelOf(id) === level);
    return [
      level === 3 ? '3 (chosen ones)' : String(level),
      ...standings.map(standing => String(own.filter(each => each.standing === standing).length)),
      String(own.length),
    ];
  });
}

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string;
export const asvsParts = (table: Table): string[] => [
  '# OWASP ASVS 5.0.0, level 2',
  'Each requirement of levels 1 and 2, and of level 3 those about atomicity, access to fields, and the audit. Numbers and levels are those of the [standard](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0); what each asks for is said here in other words and shortly: read it there. *Met* names the test that shows it; the suite (`scripts/asvs/`) has a test of each number, and fails when a test that is named here is not there any more. It is the maintainers’ own assessment, no audit by others.',
  table(['Level', ...standings, 'in all'], countRows()),
  ...chapters.flatMap(({ number, title, requirements }) => [
    `## V${number} ${title}`,
    table(
      ['Requirement', 'Level', 'It asks that', 'Standing', 'Shown by, or why'],
      requirements.map(one => [
        one.id,
        String(levelOf(one.id)),
        one.title,
        one.standing === 'not met' ? '**not met**' : one.standing,
        proofOf(one),
      ]),
    ),
  ]),
];
