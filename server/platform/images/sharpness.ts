import { type Pixels, shrink, toGrey } from './pixels.ts';

/** A page is looked at in this size, points: the small print of an A4 form is then 16 points high, just enough to be read. */
const longSide = 1600;
const tile = 48;
/** Tiles with less variance of brightness than this hold no print, only paper, shadow and noise. */
const leastContrast = 150;

/**
 * How sharp the print on a page is: the variance of the Laplacian over the variance of the brightness, so that pale ink or a dark
 * photograph do not count as blur. The upper quarter of the tiles that hold something decides, so that a sharp page may have
 * wide margins. Undefined when the page holds nothing.
 */
export function sharpness(pixels: Pixels): number | undefined {
  const { width, height, values } = toGrey(shrink(pixels, longSide));
  const at = (x: number, y: number) => values[y * width + x] ?? 0;
  const ratios: number[] = [];
  for (let top = 1; top + tile < height; top += tile) {
    for (let left = 1; left + tile < width; left += tile) {
      let [sum, squares, edges, edgeSquares] = [0, 0, 0, 0];
      for (let y = top; y < top + tile; y++) {
        for (let x = left; x < left + tile; x++) {
          const grey = at(x, y);
          const edge = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * grey;
          sum += grey;
          squares += grey * grey;
          edges += edge;
          edgeSquares += edge * edge;
        }
      }
      const points = tile * tile;
      const variance = squares / points - (sum / points) ** 2;
      if (variance >= leastContrast) ratios.push((edgeSquares / points - (edges / points) ** 2) / variance);
    }
  }
  ratios.sort((a, b) => b - a);
  return ratios[Math.floor(ratios.length / 4)];
}

/** Below this the small print of a form can no longer be read (`bench/scans.ts` prints the figures it was taken from). */
const readableFrom = 0.35;

/** Whether a page is too blurred to be read. An empty page is not. */
export const isBlurred = (pixels: Pixels): boolean => (sharpness(pixels) ?? readableFrom) < readableFrom;
