import { create, type QRCodeErrorCorrectionLevel } from 'qrcode';

/** What is dark of a QR, as an SVG path over one unit per module: a run of modules is one stroke of it. */
export function qrPath(
  text: string,
  errorCorrectionLevel: QRCodeErrorCorrectionLevel = 'M',
): { readonly size: number; readonly path: string } {
  const { size, data } = create(text, { errorCorrectionLevel }).modules;
  const isDark = (x: number, y: number): boolean => x >= 0 && x < size && data[y * size + x] === 1;
  const runs: string[] = [];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!isDark(x, y) || isDark(x - 1, y)) continue;
      let length = 1;
      while (isDark(x + length, y)) length++;
      runs.push(`M${x} ${y}h${length}v1h-${length}z`);
    }
  return { size, path: runs.join('') };
}
