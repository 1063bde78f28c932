import sharp from 'sharp';
import { sniffLength, sniffMediaType } from '../files/media-type.ts';
// For its effect: it takes away the decoders that nothing foreign may reach.
import './read-picture.ts';

/** 40 mm at 300 dpi: every agreement carries it. */
const sideAtMost = 480;
/** No seal needs more; a small file may say it has any number. */
const pointsAtMost = 25_000_000;

/** Below this a seal prints as a blot. */
const sideAtLeast = 150;

export type SealRefusal = 'kind' | 'broken' | 'too-large' | 'too-small';

/**
 * The picture of a seal as it is printed: a PNG of at most 480 points a side, without metadata. What a picture without transparency has
 * in white becomes clear, so that the seal lies over the print as ink does; on white paper it looks as it did.
 */
export async function toSeal(content: Buffer): Promise<Buffer | { readonly refused: SealRefusal }> {
  const kind = sniffMediaType(content.subarray(0, sniffLength));
  const format = kind === 'image/png' ? 'png' : kind === 'image/jpeg' ? 'jpeg' : undefined;
  if (!format) return { refused: 'kind' };
  try {
    const header = await sharp(content, { limitInputPixels: false }).metadata();
    if (header.format !== format) return { refused: 'broken' };
    if (header.width * header.height > pointsAtMost) return { refused: 'too-large' };
    if (Math.min(header.width, header.height) < sideAtLeast) return { refused: 'too-small' };
    const { data, info } = await sharp(content, { failOn: 'error', limitInputPixels: pointsAtMost, pages: 1 })
      .autoOrient()
      .resize({ width: sideAtMost, height: sideAtMost, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (isOpaque(data)) clearWhite(data);
    const { width, height } = info;
    return await sharp(data, { raw: { width, height, channels: 4 } })
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch {
    // libvips throws on whatever it cannot read; there is nothing to tell apart.
    return { refused: 'broken' };
  }
}

function isOpaque(points: Uint8Array): boolean {
  for (let at = 3; at < points.length; at += 4) if (points[at] !== 255) return false;
  return true;
}

/** What a camera or JPEG makes of white paper: more would only swell each agreement. */
const paperNoise = 16;

/** White to clear: each point gets the least opacity with which it looks the same on white. */
function clearWhite(points: Uint8Array): void {
  for (let at = 0; at < points.length; at += 4) {
    const colours = points.subarray(at, at + 3);
    const opacity = 255 - Math.min(...colours);
    if (opacity < paperNoise) {
      points.fill(0, at, at + 4);
      continue;
    }
    points[at + 3] = opacity;
    for (const [place, value] of colours.entries()) colours[place] = Math.round(255 - ((255 - value) * 255) / opacity);
  }
}
