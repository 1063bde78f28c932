/** PDFs made by hand, with whatever a test wants in them. */
export interface Parts {
  readonly catalog?: string;
  readonly page?: string;
  readonly trailer?: string;
  readonly pages?: number;
  readonly objects?: readonly string[];
  readonly behind?: string;
}

/** A small whole PDF; `objects` are numbered from 20. */
export function pdf({ catalog = '', page = '', trailer = '', pages = 1, objects = [], behind = '' }: Parts = {}): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => `${100 + index} 0 R`);
  const drawing = '0.8 0 0 rg 50 700 200 60 re f';
  const bodies: [number, string][] = [
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [2, `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`],
    [3, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
    ...objects.map((body, index): [number, string] => [20 + index, body]),
    ...kids.map((_, index): [number, string] => [
      100 + index,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R ${page} >>`,
    ]),
  ];
  let text = '%PDF-1.7\n';
  const places = bodies.map(([number, body]) => {
    const at = text.length;
    text += `${number} 0 obj\n${body}\nendobj\n`;
    return `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const at = text.length;
  text += `xref\n0 1\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 400 /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.from(text + behind, 'latin1');
}
