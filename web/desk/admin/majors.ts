interface Major {
  readonly code: string;
  readonly name: string;
}

export const linesOfMajors = (majors: readonly Major[]): string => majors.map(({ code, name }) => `${code} ${name}`).join('\n');

/** One major a line: the code, a space, the name. Returns the first line that is not of this form. */
export function majorsIn(typed: string): { readonly majors: Major[] } | { readonly fault: string } {
  const majors: Major[] = [];
  for (const [place, raw] of typed.split('\n').entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '') continue;
    const [, code, name] = /^([0-9A-Za-z]{4,10})\s+(.+)$/.exec(line) ?? [];
    if (code === undefined || name === undefined) return { fault: `第 ${place + 1} 行应为「专业代码 专业名称」：${line}` };
    majors.push({ code: code.toUpperCase(), name });
  }
  return { majors };
}

/** The names in one line; a name that occurs twice is shown with its code. */
export function majorsInWords(majors: readonly Major[]): string {
  const isTwice = ({ name }: Major) => majors.filter(major => major.name === name).length > 1;
  return majors.map(major => (isTwice(major) ? `${major.name}（${major.code}）` : major.name)).join('、');
}
