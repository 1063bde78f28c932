import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { type Pixels, shrink } from './pixels.ts';

// From the package's own file: left alone, the library would fetch it from a CDN.
const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

function withOpacity({ width, height, channels, data }: Pixels) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let point = 0; point < width * height; point++) {
    const at = point * channels;
    rgba[point * 4] = data[at] ?? 0;
    rgba[point * 4 + 1] = data[at + 1] ?? 0;
    rgba[point * 4 + 2] = data[at + 2] ?? 0;
    rgba[point * 4 + 3] = 255;
  }
  return { width, height, data: rgba, colorSpace: 'srgb' } as const;
}

/** The texts of the QR codes on a page. Noise hides a code in full size that shows in a smaller one, so several are tried. */
export async function readQr(pixels: Pixels): Promise<string[]> {
  const longest = Math.max(pixels.width, pixels.height);
  for (const longSide of [longest, 2000, 1200]) {
    if (longSide > longest) continue;
    const page = withOpacity(longSide === longest ? pixels : shrink(pixels, longSide));
    const found = await readBarcodes(page, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 });
    const texts = found.filter(({ isValid }) => isValid).map(({ text }) => text);
    if (texts.length > 0) return [...new Set(texts)];
  }
  return [];
}
