import sharp from 'sharp';

/** What is kept of a picture at most, bytes. */
export const storedAtMost = 2 * 1024 * 1024;
/** A page scanned at 600 dpi has 35 million points; beyond that a small file may be made to fill the memory. */
const pixelsAtMost = 60_000_000;

// From good to just readable; the first that fits is kept.
const attempts = [
  { edge: 3000, quality: 85 },
  { edge: 2400, quality: 80 },
  { edge: 2000, quality: 70 },
  { edge: 1600, quality: 60 },
] as const;

/**
 * A picture turned upright, without metadata (place and device of a photograph), as JPEG of at most 2 MB. Undefined when it cannot
 * be read as a picture, whatever its first bytes say.
 */
export async function cleanPicture(content: Buffer): Promise<Buffer | undefined> {
  for (const { edge, quality } of attempts) {
    const picture = await sharp(content, { failOn: 'error', limitInputPixels: pixelsAtMost })
      .rotate()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer()
      .catch(() => undefined);
    if (!picture || picture.length <= storedAtMost) return picture;
  }
  return undefined;
}
