import { type Pixels, shrink, toGrey } from './pixels.ts';

/** A page is looked at in this size, points: the small print of an A4 form is then 16 points high. */
const longSide = 1600;
/** On fewer points the small print of an A4 form is under 9 points high: too coarse to be read, however sharp. */
const readableFromPoints = 900;
const tile = 48;
/** Tiles with less variance of brightness than this hold no print, only paper, shadow and noise. */
const leastContrast = 150;

interface Tile {
  /** Variance of the Laplacian. */
  readonly edges: number;
  /** Variance of the brightness. */
  readonly contrast: number;
}

function tilesOf(pixels: Pixels): Tile[] {
  const { width, height, values } = toGrey(shrink(pixels, longSide));
  const at = (x: number, y: number) => values[y * width + x] ?? 0;
  const tiles: Tile[] = [];
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
      tiles.push({ edges: edgeSquares / points - (edges / points) ** 2, contrast: squares / points - (sum / points) ** 2 });
    }
  }
  return tiles;
}

const descending = (a: number, b: number) => b - a;

/**
 * How sharp the print on a page is: the variance of the Laplacian over the variance of the brightness, so that pale ink or a dark
 * photograph do not count as blur. What the smoothest tiles show is the camera's noise and is taken off, or a noisy picture would count
 * as sharp. The upper quarter of the tiles that hold something decides, so that a sharp page may have wide margins. Undefined when
 * the page holds nothing.
 */
export function sharpness(pixels: Pixels): number | undefined {
  const tiles = tilesOf(pixels);
  const smoothest = tiles.map(({ edges }) => edges).sort(descending);
  const noise = smoothest[Math.floor(smoothest.length * 0.95)] ?? 0;
  const ratios = tiles
    .filter(({ contrast }) => contrast >= leastContrast)
    .map(({ edges, contrast }) => Math.max(0, edges - noise) / contrast)
    .sort(descending);
  return ratios[Math.floor(ratios.length / 4)];
}

/** Below this the small print of an A4 form can hardly be read; `bench/scans.ts` prints the figures it was taken from. */
const readableFrom = 0.2;

/** Whether a page is too blurred, or too coarse, to be read. An empty page is not. */
export const isBlurred = (pixels: Pixels): boolean =>
  Math.max(pixels.width, pixels.height) < readableFromPoints || (sharpness(pixels) ?? readableFrom) < readableFrom;
