import sharp from 'sharp';
import type { Pixels } from './pixels.ts';

// SVG can name files and addresses. Nothing here reads it, and nothing else in the process shall by a mistake.
sharp.block({ operation: ['VipsForeignLoadSvg', 'VipsForeignLoadPdf', 'VipsForeignLoadMagick'] });

// No page is asked for twice: a cache would only keep people's papers in memory.
sharp.cache(false);

/** 100 megapixels: no camera of a phone makes more; beyond that a small file may be made to fill the memory. */
export const pointsAtMost = 100_000_000;
/** An A4 page is then at 340 dpi. */
const longSideAtMost = 4000;

export type PictureFormat = 'jpeg' | 'png' | 'webp';

/**
 * Decodes a picture: upright, sRGB, on white, long side at most 4,000 points, of several frames the first. All metadata stays behind.
 * Undefined when it is broken, cut off or of another format than its first bytes say; `too-large` beyond 100 megapixels.
 */
export async function readPicture(content: Buffer, format: PictureFormat): Promise<Pixels | 'too-large' | undefined> {
  try {
    // The size is looked at before any point is decoded; the decoder's own limit is the second barrier.
    const header = await sharp(content, { limitInputPixels: false }).metadata();
    if (header.format !== format) return undefined;
    if (header.width * (header.pageHeight ?? header.height) > pointsAtMost) return 'too-large';
    const picture = sharp(content, { failOn: 'error', limitInputPixels: pointsAtMost, pages: 1 });
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: longSideAtMost, height: longSideAtMost, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return info.channels === 3 ? { width: info.width, height: info.height, channels: 3, data } : undefined;
  } catch {
    // libvips throws on whatever it cannot read; there is nothing to tell apart.
    return undefined;
  }
}

interface Attempt {
  readonly edge: number;
  readonly quality: number;
}

/** The first attempt that fits; from good to just readable. `mozjpeg` takes a tenth off the size and five times as long. */
async function compress(
  pixels: Pixels,
  bytesAtMost: number,
  attempts: readonly Attempt[],
  mozjpeg: boolean,
): Promise<Buffer | undefined> {
  const { width, height, channels } = pixels;
  for (const { edge, quality } of attempts) {
    const jpeg = await sharp(pixels.data, { raw: { width, height, channels } })
      .flatten({ background: '#ffffff' })
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality, mozjpeg })
      .toBuffer();
    if (jpeg.length <= bytesAtMost) return jpeg;
  }
  return undefined;
}

/** What is kept as evidence of a page at most, bytes. */
export const evidenceAtMost = 2 * 1024 * 1024;

/** A page as evidence, JPEG of at most 2 MB. Undefined when no readable quality fits. */
export const toEvidence = (pixels: Pixels): Promise<Buffer | undefined> =>
  compress(
    pixels,
    evidenceAtMost,
    [
      { edge: 4000, quality: 85 },
      { edge: 3200, quality: 82 },
      { edge: 2800, quality: 75 },
      { edge: 2400, quality: 68 },
      { edge: 2000, quality: 60 },
      { edge: 1600, quality: 45 },
    ],
    false,
  );

const shownAtMost = 300 * 1024;

/** Between two pages, points. */
const gap = 16;

/** Pages as they are shown on a screen, one below the other: JPEG of about 300 KB a page, 2 MB at most. */
export async function pagesToShown(pages: readonly Pixels[]): Promise<Buffer | undefined> {
  const [only] = pages;
  if (only && pages.length === 1) return toShown(only);
  const width = Math.max(...pages.map(page => page.width));
  const height = pages.reduce((sum, page) => sum + page.height, gap * (pages.length - 1));
  let top = 0;
  const laid = pages.map(({ data, ...raw }) => {
    const place = { input: Buffer.from(data), raw, left: Math.floor((width - raw.width) / 2), top };
    top += raw.height + gap;
    return place;
  });
  const background = { r: 128, g: 132, b: 140 };
  const bytesAtMost = Math.min(evidenceAtMost, shownAtMost * pages.length);
  for (const quality of [75, 60, 45, 25]) {
    const sheet = sharp({ create: { width, height, channels: 3, background } }).composite(laid);
    const jpeg = await sheet.jpeg({ quality }).toBuffer();
    if (jpeg.length <= bytesAtMost) return jpeg;
  }
  return undefined;
}

/** A page as it is shown on a screen: JPEG of about 300 KB, long side at most 2,000 points. */
export async function toShown(pixels: Pixels): Promise<Buffer | undefined> {
  const good = [
    { edge: 2000, quality: 80 },
    { edge: 2000, quality: 68 },
    { edge: 2000, quality: 55 },
    { edge: 1800, quality: 45 },
    { edge: 1600, quality: 35 },
  ];
  // Noise alone fills more; then it is larger rather than not shown.
  return (
    (await compress(pixels, shownAtMost, good, true)) ?? compress(pixels, evidenceAtMost, [{ edge: 1400, quality: 30 }], true)
  );
}
