import sharp from 'sharp';
import { openPdf } from '../read-pdf.ts';
import '../read-picture.ts';
import type { Pixels } from '../pixels.ts';

// Drawings and photographs made by computing, for tests and for `bench/scans.ts`.

const svgLoader = { operation: ['VipsForeignLoadSvg'] };

/** Draws an SVG. The product blocks SVG for the whole process, so that it is let through for this one drawing. */
export async function drawSvg(svg: string): Promise<Pixels> {
  sharp.unblock(svgLoader);
  try {
    const drawn = await sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true });
    return { width: drawn.info.width, height: drawn.info.height, channels: 3, data: drawn.data };
  } finally {
    sharp.block(svgLoader);
  }
}

/** The first page of a PDF, 200 dpi. */
export async function drawPdf(content: Uint8Array): Promise<Pixels> {
  const pdf = await openPdf(content);
  try {
    return await pdf.draw(0);
  } finally {
    pdf.close();
  }
}

/** The same numbers, 0 to 1, for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Seal {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly oval?: number;
  readonly colour?: string;
}

/** A company's seal as SVG: ring, star, and strokes in place of the characters. */
export function sealSvg({ x, y, radius, oval = 1, colour = '#d8444a' }: Seal): string {
  const strokes = Array.from({ length: 14 }, (_, index) => {
    const turn = -140 + index * 21.5;
    const [a, b] = [radius * 0.06, radius * 0.2];
    return `<g transform="rotate(${turn}) translate(0 ${-radius * 0.76})"><path d="M${-a} ${-b / 2}V${b / 2}M${a} ${-b / 2}V${b / 2}M${-a * 1.6} 0H${a * 1.6}" stroke-width="${radius * 0.03}"/></g>`;
  }).join('');
  const star = Array.from({ length: 10 }, (_, index) => {
    const [far, turn] = [index % 2 ? 0.13 : 0.34, (index * Math.PI) / 5 - Math.PI / 2];
    return `${Math.cos(turn) * far * radius},${Math.sin(turn) * far * radius}`;
  }).join(' ');
  return `<g transform="translate(${x} ${y}) scale(1 ${oval})" stroke="${colour}" fill="none">
    <circle r="${radius}" stroke-width="${radius * 0.06}"/>${strokes}<polygon points="${star}" fill="${colour}" stroke="none"/></g>`;
}

/** Lays drawings over a page, in the page's points. */
export async function drawOver({ width, height, channels, data }: Pixels, shapes: string): Promise<Pixels> {
  const over = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`;
  sharp.unblock(svgLoader);
  try {
    const { data: drawn } = await sharp(data, { raw: { width, height, channels } })
      .composite([{ input: Buffer.from(over), blend: 'multiply' }])
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width, height, channels: 3, data: drawn };
  } finally {
    sharp.block(svgLoader);
  }
}

export interface Shot {
  /** Size of the photograph, points. */
  readonly width: number;
  readonly height: number;
  /** How far the page is turned, degrees. */
  readonly turned: number;
  /** How much smaller the far edge is than the near one, 0 to 0.4. */
  readonly tilt: number;
  /** How much light the darkest corner lacks, 0 to 1. */
  readonly shadow: number;
  /** Standard deviation of the noise, in steps of brightness. */
  readonly noise: number;
  /** Sigma of the blur, points of the photograph. */
  readonly blur: number;
  /** Colour of the lamp: factors of red, green, blue. */
  readonly lamp?: readonly [number, number, number];
}

/** Photographs a page lying on a desk. */
export async function photograph(page: Pixels, shot: Shot, random: () => number): Promise<Pixels> {
  const { width, height } = shot;
  const [red, green, blue] = shot.lamp ?? [1, 1, 1];
  const lit = Buffer.alloc(width * height * 3);
  const turn = (shot.turned * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  const scale = Math.min(width / page.width, height / page.height) * 0.9;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const depth = 1 + shot.tilt * (0.5 - y / height);
      const [across, down] = [(x - width / 2) * depth, (y - height / 2) * depth];
      const sourceX = (across * cos + down * sin) / scale + page.width / 2;
      const sourceY = (-across * sin + down * cos) / scale + page.height / 2;
      const light = 0.93 - shot.shadow * Math.max(0, (x / width + y / height - 0.8) / 1.2);
      const at = (y * width + x) * 3;
      lit[at] = sample(page, sourceX, sourceY, 0) * light * red;
      lit[at + 1] = sample(page, sourceX, sourceY, 1) * light * green;
      lit[at + 2] = sample(page, sourceX, sourceY, 2) * light * blue;
    }
  }
  const lens = sharp(lit, { raw: { width, height, channels: 3 } });
  const data = await (shot.blur > 0 ? lens.blur(shot.blur) : lens).raw().toBuffer();
  for (let at = 0; shot.noise > 0 && at < data.length; at++) {
    const grain = (random() + random() + random() - 1.5) * 2 * shot.noise;
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) + grain));
  }
  return { width, height, channels: 3, data };
}

const desk = [118, 96, 78] as const;

/** One colour of a page between its points; the desk around it. */
function sample({ width, height, channels, data }: Pixels, x: number, y: number, colour: 0 | 1 | 2): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return desk[colour];
  const [right, down] = [x - left, y - top];
  const at = (top * width + left) * channels + colour;
  const below = at + width * channels;
  const upper = (data[at] ?? 0) * (1 - right) + (data[at + channels] ?? 0) * right;
  const lower = (data[below] ?? 0) * (1 - right) + (data[below + channels] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}

export const toJpeg = ({ width, height, channels, data }: Pixels, quality = 92): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels } }).flatten({ background: '#ffffff' }).jpeg({ quality }).toBuffer();
