/** Pictures as people upload them: of letters, and of an agreement with its stamp on it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openPdf } from '#server/platform/images/read-pdf.ts';

/** A sheet of paper with a headline and some lines. */
export async function letterPicture(folder: string, name: string, headline: string): Promise<string> {
  const path = join(folder, `${name}.jpg`);
  const lines = Array.from({ length: 12 }, (_, at) => {
    const width = 1100 - ((at * 137) % 400);
    return `<rect x="150" y="${420 + at * 90}" width="${width}" height="14" fill="#444"/>`;
  }).join('');
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1980"><rect width="1400" height="1980" fill="#fbfaf6"/>
    <text x="700" y="280" font-size="84" text-anchor="middle" font-family="sans-serif">${headline}</text>${lines}
    <circle cx="1050" cy="1650" r="180" fill="none" stroke="#c81e1e" stroke-width="16"/></svg>`;
  await sharp(Buffer.from(drawn)).jpeg({ quality: 88 }).toFile(path);
  return path;
}

const seal = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480">
  <circle cx="240" cy="240" r="220" fill="none" stroke="#d01818" stroke-width="20"/>
  <path d="M240 130 266 208h82l-66 48 25 79-67-48-67 48 25-79-66-48h82z" fill="#d01818"/></svg>`;

/** A school's seal on white, as PNG. */
export async function sealPicture(folder: string): Promise<string> {
  const path = join(folder, '学校印章.png');
  await sharp(Buffer.from(seal)).flatten({ background: '#fff' }).png().toFile(path);
  return path;
}

/** The first page of the agreement, printed, stamped and photographed. */
export async function stampedPage(folder: string, agreement: Buffer): Promise<string> {
  const pdf = await openPdf(agreement);
  const { width, height, channels, data } = await pdf.draw(0);
  pdf.close();
  const path = join(folder, '盖章页.jpg');
  const picture = await sharp(data, { raw: { width, height, channels } })
    .flatten({ background: '#fff' })
    .composite([{ input: Buffer.from(seal), left: Math.round(width * 0.2), top: Math.round(height * 0.6) }])
    .jpeg({ quality: 88 })
    .toBuffer();
  await writeFile(path, picture);
  return path;
}
