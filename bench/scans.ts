/**
 * Takes in ten photographs and scans of a real agreement page, computed from its PDF: turned, from the side, in shadow, noisy, blurred,
 * under a lamp, as the kinds of file that people send. Prints sizes, and what can still be read after compression: the QR from what
 * was sent, from the evidence and from the picture shown, seal, sharpness, and how alike the print is before and after. Writes crops
 * of the print to look at.
 *
 *   node scripts/node.mjs bench/scans.ts [folder for the crops]
 */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { renderAgreement } from '../server/documents/agreement/render-agreement.ts';
import { onlineAgreement } from '../server/documents/agreement/testing/fixtures.ts';
import type { Pixels } from '../server/platform/images/pixels.ts';
import { readQr } from '../server/platform/images/read-qr.ts';
import { sharpness } from '../server/platform/images/sharpness.ts';
import { takeInBytes } from '../server/platform/images/take-in.ts';
import {
  createRandom,
  drawOver,
  drawPdf,
  photograph,
  type Shot,
  sealSvg,
  toJpeg,
} from '../server/platform/images/testing/pictures.ts';

interface Sent {
  readonly what: string;
  readonly shot: Shot;
  readonly send: (page: Pixels) => Promise<Buffer>;
}

const raw = ({ width, height, channels, data }: Pixels) => sharp(data, { raw: { width, height, channels } });
const phone: Shot = { width: 3024, height: 4032, turned: 2, tilt: 0.08, shadow: 0.3, noise: 4, blur: 0.8 };
const small: Shot = { ...phone, width: 1200, height: 1600, blur: 0.5 };
const flatbed: Shot = { width: 2480, height: 3508, turned: 0.4, tilt: 0, shadow: 0, noise: 2, blur: 0.6 };

const scans: readonly Sent[] = [
  { what: 'flatbed, 300 dpi', shot: flatbed, send: page => toJpeg(page, 90) },
  { what: 'flatbed as PNG', shot: flatbed, send: page => raw(page).png({ compressionLevel: 3 }).toBuffer() },
  { what: 'phone, good light', shot: phone, send: page => toJpeg(page, 92) },
  {
    what: 'phone, on its side, Exif 6',
    shot: phone,
    send: page => raw(page).rotate(270).jpeg({ quality: 92 }).withMetadata({ orientation: 6 }).toBuffer(),
  },
  { what: 'from the side, turned 8°', shot: { ...phone, tilt: 0.3, turned: 8 }, send: page => toJpeg(page, 92) },
  { what: 'hand’s shadow, lamp', shot: { ...phone, shadow: 0.75, lamp: [1, 0.85, 0.65] }, send: page => toJpeg(page, 92) },
  { what: 'dusk, much noise', shot: { ...phone, noise: 18, blur: 1.2 }, send: page => toJpeg(page, 92) },
  { what: 'slightly out of focus', shot: { ...phone, blur: 2.5 }, send: page => toJpeg(page, 92) },
  { what: 'sent by chat, WebP q60', shot: small, send: page => raw(page).webp({ quality: 60 }).toBuffer() },
  { what: 'out of focus', shot: { ...phone, blur: 6 }, send: page => toJpeg(page, 92) },
];

async function decode(picture: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(picture).autoOrient().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data };
}

/** The middle of the page's upper half in the same size, grey: print of 8.7 pt. */
const crop = (picture: Buffer, width: number, height: number) =>
  sharp(picture)
    .autoOrient()
    .resize({ width: 1500, height: 2000, fit: 'fill' })
    .extract({ left: 350, top: 480, width, height })
    .greyscale();

/** How alike two pictures are, as the correlation of their points: 1 is the same. */
function alike(one: Buffer, other: Buffer): number {
  const mean = (values: Buffer) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, ones, others] = [0, 0, 0];
  for (const [at, value] of one.entries()) {
    const [x, y] = [value - a, (other[at] ?? 0) - b];
    both += x * y;
    ones += x * x;
    others += y * y;
  }
  return both / Math.sqrt(ones * others);
}

const kilobytes = (content: Buffer) => `${Math.round(content.length / 1024)} KB`;
const yes = (is: boolean) => (is ? 'yes' : 'no');

const [folder = await mkdtemp(join(tmpdir(), 'scans-'))] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const renderer = createPdfRenderer();
const paper = await drawPdf(await renderAgreement(renderer, onlineAgreement, 'https://qx.example'));
await renderer.close();
const page = await drawOver(paper, sealSvg({ x: 270, y: 2080, radius: 157 }));

const rows: Record<string, string | number>[] = [];
const crops: Buffer[] = [];
for (const [at, { what, shot, send }] of scans.entries()) {
  const photo = await photograph(page, shot, createRandom(at + 1));
  const sent = await send(photo);
  const start = performance.now();
  const intake = await takeInBytes(sent, { readScan: true, sender: 'person:1' });
  const seconds = (performance.now() - start) / 1000;
  if ('refused' in intake) throw new Error(`${what}: ${intake.refused}`);
  const { evidence, shown, scan } = intake;
  const [before, after] = await Promise.all([sent, shown].map(picture => crop(picture, 900, 700).raw().toBuffer()));
  rows.push({
    scan: what,
    sent: kilobytes(sent),
    evidence: kilobytes(evidence),
    shown: kilobytes(shown),
    'QR sent': scan.qr.length,
    'QR evidence': (await readQr(await decode(evidence))).length,
    'QR shown': (await readQr(await decode(shown))).length,
    seal: yes(scan.redSeal),
    sharpness: Number((sharpness(photo) ?? 0).toFixed(2)),
    blurred: yes(scan.blurred),
    'print alike': before && after ? Number(alike(before, after).toFixed(3)) : 0,
    seconds: Number(seconds.toFixed(1)),
  });
  crops.push(await crop(shown, 620, 160).png().toBuffer());
}
console.table(rows);
const sheet = sharp({ create: { width: 1250, height: crops.length * 82.5, channels: 3, background: '#ffffff' } });
const places = crops.map((input, at) => ({ input, left: (at % 2) * 630, top: Math.floor(at / 2) * 165 }));
await sheet.composite(places).png().toFile(join(folder, 'crops-of-what-is-shown.png'));
console.log(`Crops of the pictures shown, in the table's order, left to right: ${join(folder, 'crops-of-what-is-shown.png')}`);
