import { type Pixels, shrink } from './pixels.ts';

/** A seal of 4 cm on an A4 page is then about 100 points wide. */
const longSide = 800;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How red a point is, 0 to 1, whatever the light: what red has over the stronger of the others, as a share of itself. */
function redness(data: Uint8Array, at: number): number {
  const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  return red < 60 ? 0 : (red - Math.max(green, blue)) / red;
}

/** The points of red ink. The page's own tint (a lamp, yellowed paper) is taken off first. */
function redInk({ width, height, data }: Pixels): Uint8Array {
  const all = new Float32Array(width * height);
  for (let point = 0; point < all.length; point++) all[point] = redness(data, point * 3);
  const tint = Math.max(0, Float32Array.from(all).sort()[all.length >> 1] ?? 0);
  const ink = new Uint8Array(all.length);
  for (let point = 0; point < all.length; point++) ink[point] = (all[point] ?? 0) > Math.max(0.17, tint + 0.12) ? 1 : 0;
  return ink;
}

/** Groups of red points that lie at most `gap` points apart. */
function groups(ink: Uint8Array, width: number, height: number, gap: number): Point[][] {
  const seen = new Uint8Array(ink.length);
  const found: Point[][] = [];
  for (let start = 0; start < ink.length; start++) {
    if (!ink[start] || seen[start]) continue;
    seen[start] = 1;
    const group: Point[] = [{ x: start % width, y: Math.floor(start / width) }];
    for (let next = 0; next < group.length; next++) {
      const { x, y } = group[next] ?? { x: 0, y: 0 };
      for (let row = Math.max(0, y - gap); row <= Math.min(height - 1, y + gap); row++) {
        for (let column = Math.max(0, x - gap); column <= Math.min(width - 1, x + gap); column++) {
          const at = row * width + column;
          if (!ink[at] || seen[at]) continue;
          seen[at] = 1;
          group.push({ x: column, y: row });
        }
      }
    }
    if (group.length >= 150) found.push(group);
  }
  return found;
}

const sectors = 36;

/**
 * Whether red points make a seal: a ring, round or oval (a page photographed from the side makes an oval of a circle), that goes most
 * of the way round, with something but not everything in it filled. Lines of print, boxes, stripes and discs do not.
 */
function isRing(points: readonly Point[], longest: number): boolean {
  const xs = points.map(({ x }) => x).sort((a, b) => a - b);
  const ys = points.map(({ y }) => y).sort((a, b) => a - b);
  const middle = ([low, high]: [number, number]) => (low + high) / 2;
  const ends = (sorted: number[]): [number, number] => [
    sorted[Math.floor(sorted.length * 0.005)] ?? 0,
    sorted[Math.floor(sorted.length * 0.995)] ?? 0,
  ];
  const [across, down] = [ends(xs), ends(ys)];
  const [width, height] = [across[1] - across[0], down[1] - down[0]];
  const [small, large] = [Math.min(width, height), Math.max(width, height)];
  if (small < longest * 0.05 || large > longest * 0.55 || small / large < 0.5) return false;
  const centre = { x: middle(across), y: middle(down) };
  const rim = new Float32Array(sectors);
  for (const { x, y } of points) {
    const [right, up] = [((x - centre.x) * 2) / width, ((y - centre.y) * 2) / height];
    const sector = Math.floor(((Math.atan2(up, right) / Math.PI + 1) / 2) * sectors) % sectors;
    rim[sector] = Math.max(rim[sector] ?? 0, Math.hypot(right, up));
  }
  // A square's corners reach 1.41; the gaps between a line's ends and a circle reach nothing.
  const round = rim.filter(radius => radius > 0.86 && radius < 1.14).length / sectors;
  const filled = points.length / ((Math.PI / 4) * width * height);
  return round >= 0.8 && filled > 0.06 && filled < 0.7;
}

/** Whether a page has a red seal. A heuristic that informs: the reviewer looks and decides. */
export function hasRedSeal(pixels: Pixels): boolean {
  const small = shrink(pixels, longSide);
  const ink = redInk(small);
  const longest = Math.max(small.width, small.height);
  // Worn ink breaks into pieces that only a wider gap joins; a name printed in red beside the seal stays apart only by a small one.
  return [1, 2, 4].some(gap => groups(ink, small.width, small.height, gap).some(group => isRing(group, longest)));
}
