/** What does not fit in a PDF's tables of objects, from the last one back: every offset must point at its object to the byte. */
export function tableFaults(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const faults: string[] = [];
  let table: number | undefined = Number(/startxref\n(\d+)\n%%EOF\n?$/.exec(text)?.[1] ?? Number.NaN);
  while (table !== undefined) {
    const end = text.indexOf('trailer', table);
    if (text.slice(table, table + 5) !== 'xref\n') return [...faults, `no table at ${table}`];
    faults.push(...entryFaults(text, table + 5, end));
    const prev: string | undefined = /\/Prev (\d+)/.exec(text.slice(end, text.indexOf('startxref', end)))?.[1];
    table = prev === undefined ? undefined : Number(prev);
  }
  return faults;
}

function entryFaults(text: string, start: number, end: number): string[] {
  const faults: string[] = [];
  let at = start;
  while (at < end) {
    const [head = '', first = '', count = ''] = /^(\d+) (\d+) ?\n/.exec(text.slice(at, at + 30)) ?? [];
    if (head === '') return [...faults, `no section of a table at ${at}`];
    at += head.length;
    for (let number = Number(first); number < Number(first) + Number(count); number++, at += 20) {
      const [entry, offset = '', kind] = /^(\d{10}) \d{5} ([fn])(?: \n|\r\n)$/.exec(text.slice(at, at + 20)) ?? [];
      if (entry === undefined) faults.push(`the entry of object ${number} is not 20 bytes`);
      else if (kind === 'n' && !text.startsWith(`${number} 0 obj`, Number(offset)))
        faults.push(`object ${number} is not at ${offset}`);
    }
  }
  return faults;
}
