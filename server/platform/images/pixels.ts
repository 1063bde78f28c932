/** An upright picture as rows of red, green, blue (and opacity), a byte each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** A picture with one number for each point. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** What a page is seen as when it is looked at as a whole: each point is the mean of the points it covers. */
export function shrink(pixels: Pixels, longSide: number): Pixels {
  const { channels, data } = pixels;
  const scale = Math.min(1, longSide / Math.max(pixels.width, pixels.height));
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const small = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * pixels.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * pixels.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * pixels.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * pixels.width) / width));
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        for (let at = (row * pixels.width + left) * channels; at < (row * pixels.width + right) * channels; at += channels) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      }
      const points = (bottom - top) * (right - left);
      small.set([red / points, green / points, blue / points], (y * width + x) * 3);
    }
  }
  return { width, height, channels: 3, data: small };
}

/** Brightness, 0 to 255 (ITU-R BT.601). */
export function toGrey({ width, height, channels, data }: Pixels): Plane {
  const values = new Float32Array(width * height);
  for (let point = 0; point < values.length; point++) {
    const at = point * channels;
    values[point] = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  }
  return { width, height, values };
}
