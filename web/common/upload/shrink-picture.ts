/** A4 at 220 dpi: small print, QR and seal survive it. */
const longestSide = 2600;
/** At 1.6 Mbit/s a megabyte takes five seconds; what is larger is tried once more at the lower quality. */
const goodSize = 1_600_000;
const qualities = [0.85, 0.72] as const;

export type Turn = 0 | 90 | 180 | 270;
/** By content a picture that browsers may be able to draw; HEIC only some. */
export const isPicture = (file: File): boolean => file.type.startsWith('image/') && file.type !== 'image/svg+xml';

/**
 * Upright, rotated, without metadata, and small: drawn anew by the browser. A picture that it cannot draw (HEIC, mostly) is sent as
 * it is; the server makes it so.
 */
export async function shrinkPicture(file: File, turn: Turn = 0): Promise<Blob> {
  if (!isPicture(file)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const canvas = draw(picture, turn);
    picture.close();
    for (const quality of qualities) {
      const small = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (small && (small.size <= goodSize || quality === qualities.at(-1))) return small;
    }
    return file;
  } catch {
    return file;
  }
}

function draw(picture: ImageBitmap, turn: Turn): HTMLCanvasElement {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = document.createElement('canvas');
  const lies = turn === 90 || turn === 270;
  canvas.width = lies ? height : width;
  canvas.height = lies ? width : height;
  const on = canvas.getContext('2d');
  if (!on) throw new Error('this browser draws nothing');
  // JPEG knows no transparency: what is see-through would become black.
  on.fillStyle = '#fff';
  on.fillRect(0, 0, canvas.width, canvas.height);
  on.translate(canvas.width / 2, canvas.height / 2);
  on.rotate((turn * Math.PI) / 180);
  on.drawImage(picture, -width / 2, -height / 2, width, height);
  return canvas;
}
