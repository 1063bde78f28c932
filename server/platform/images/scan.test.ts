import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { toString as qrToSvg } from 'qrcode';
import type { Pixels } from './pixels.ts';
import { readQr } from './read-qr.ts';
import { hasRedSeal } from './red-seal.ts';
import { isBlurred } from './sharpness.ts';
import { takeInBytes } from './take-in.ts';
import { createRandom, drawOver, drawSvg, photograph, type Shot, sealSvg, toJpeg } from './testing/pictures.ts';

const payload = 'QX1:2027320100000421:1:F446B3800A1CCA97';
const [width, height] = [1654, 2339];

/** A page of print: lines of strokes in the size of characters, as no font is needed for these. */
let print: string;
let page: Pixels;
before(async () => {
  const random = createRandom(11);
  const lines = Array.from({ length: 46 }, (_, line) => {
    const y = 420 + line * 36;
    const strokes = Array.from({ length: 44 }, (_, column) => {
      const x = 150 + column * 30;
      const [a, b] = [Math.round(random() * 20), Math.round(random() * 20)];
      return `M${x + a} ${y}v22M${x} ${y + b}h22M${x + 4} ${y + 4}l${b} 14`;
    });
    return `<path d="${strokes.join('')}" stroke="#222" stroke-width="2.4" fill="none"/>`;
  });
  const code = await qrToSvg(payload, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  const qr = code.replace('<svg ', '<svg x="1386" y="110" width="150" height="150" ');
  print = lines.join('') + qr;
  page = await drawSvg(sheet(print));
});

const sheet = (shapes: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${shapes}</svg>`;

const good: Shot = { width: 2250, height: 3000, turned: 4, tilt: 0.12, shadow: 0.4, noise: 5, blur: 0.8 };
const shoot = (paper: Pixels, shot: Partial<Shot> = {}) => photograph(paper, { ...good, ...shot }, createRandom(5));
/** A seal needs fewer points than print does. */
const coarse = { width: 1200, height: 1600, blur: 0.5 };
const seal = { x: 480, y: 2000, radius: 157 };

describe('a red seal', () => {
  test('is found over print, faint, oval, small, beside another, and from the side under a yellow lamp', async () => {
    const sealed: Record<string, string> = {
      'over print': sealSvg(seal),
      faint: sealSvg({ ...seal, colour: '#efb4b6' }),
      'dark red': sealSvg({ ...seal, colour: '#a01822' }),
      oval: sealSvg({ ...seal, oval: 0.67 }),
      small: sealSvg({ ...seal, radius: 118 }),
      'two beside each other': sealSvg(seal) + sealSvg({ ...seal, x: 900 }),
      'with red print on the page': sealSvg(seal) + letterhead('#c8141e'),
    };
    for (const [what, shapes] of Object.entries(sealed)) {
      const drawn = await drawOver(page, shapes);
      assert.equal(hasRedSeal(drawn), true, what);
      const evening = await shoot(drawn, { ...coarse, lamp: [1, 0.86, 0.66], shadow: 0.7, turned: 17, tilt: 0.25 });
      assert.equal(hasRedSeal(evening), true, `${what}, under a lamp`);
    }
  });

  test('is not found in what is only red, or only round', async () => {
    const others: Record<string, string> = {
      nothing: '',
      'a letterhead': letterhead('#c8141e'),
      'lines of red print': Array.from({ length: 12 }, (_, line) => strip(200, 500 + line * 60, 30, '#c8141e')).join(''),
      'a word in red': strip(300, 900, 5, '#c8141e'),
      'a red box': '<rect x="300" y="800" width="300" height="300" fill="none" stroke="#c8141e" stroke-width="14"/>',
      'a square name seal': `<rect x="300" y="800" width="130" height="130" fill="none" stroke="#c8141e" stroke-width="12"/>${strip(316, 830, 3, '#c8141e')}${strip(316, 880, 3, '#c8141e')}`,
      'a red disc': '<circle cx="500" cy="900" r="150" fill="#c8141e"/>',
      'a red block': '<rect x="300" y="800" width="320" height="300" fill="#c8141e"/>',
      'a hand’s tick': '<path d="M300 900 L380 1000 L560 760" fill="none" stroke="#c8141e" stroke-width="16"/>',
      'a black seal': sealSvg({ ...seal, colour: '#202020' }),
      'a blue seal': sealSvg({ ...seal, colour: '#1f3fa8' }),
    };
    for (const [what, shapes] of Object.entries(others)) {
      const drawn = await drawOver(page, shapes);
      assert.equal(hasRedSeal(drawn), false, what);
      assert.equal(hasRedSeal(await shoot(drawn, { ...coarse, lamp: [1, 0.82, 0.6] })), false, `${what}, under a lamp`);
    }
  });
});

/** Strokes in a row, as in characters. */
const strip = (x: number, y: number, count: number, colour: string) =>
  `<path d="${Array.from({ length: count }, (_, index) => `M${x + index * 40} ${y}h30m-15 -14v30m-12 -4h24`).join('')}" stroke="${colour}" stroke-width="6" fill="none"/>`;
const letterhead = (colour: string) =>
  `<g transform="translate(0 60) scale(1 1.6)">${strip(220, 60, 28, colour)}</g><path d="M150 250H1500M150 262H1500" stroke="${colour}" stroke-width="6"/>`;

describe('the QR of a page', () => {
  test('is read straight, turned, from the side, in shadow, in noise; several are told, none is none', async () => {
    const shots: Record<string, Partial<Shot>> = {
      straight: { turned: 0, tilt: 0 },
      'on its side': { turned: 90, width: 3000, height: 2250 },
      'upside down': { turned: 183 },
      'from the side': { tilt: 0.3, turned: 12 },
      'in shadow': { shadow: 0.8 },
      'in noise': { noise: 25 },
      'on few points': { width: 1080, height: 1440 },
    };
    for (const [what, shot] of Object.entries(shots)) assert.deepEqual(await readQr(await shoot(page, shot)), [payload], what);
    const other = 'QX1:2027320100000999:2:0123456789ABCDEF';
    const second = (await qrToSvg(other, { type: 'svg', margin: 0 })).replace(
      '<svg ',
      '<svg x="150" y="110" width="150" height="150" ',
    );
    assert.deepEqual((await readQr(await drawOver(page, second))).toSorted(), [payload, other].toSorted());
    assert.deepEqual(await readQr(await drawSvg(sheet(''))), []);
  });
});

describe('sharpness', () => {
  test('what can be read is not called blurred: pale, dark, noisy, turned, on few points, empty', async () => {
    const pale = await drawSvg(sheet(print.replaceAll('#222', '#999')));
    for (const paper of [page, pale, await drawSvg(sheet('')), await shoot(pale), await shoot(page, { shadow: 0.85 })]) {
      assert.equal(isBlurred(paper), false);
    }
    for (const shot of [{ noise: 20 }, { turned: 45 }, { width: 900, height: 1200, blur: 0.4 }, { blur: 1.5 }]) {
      assert.equal(isBlurred(await shoot(page, shot)), false, JSON.stringify(shot));
    }
  });

  test('what cannot is: out of focus, with noise upon it, or too coarse', async () => {
    for (const shot of [
      { blur: 5 },
      { blur: 8 },
      { blur: 6, noise: 12 },
      { blur: 6, shadow: 0.8 },
      { width: 480, height: 640, blur: 0 },
    ]) {
      assert.equal(isBlurred(await shoot(page, shot)), true, JSON.stringify(shot));
    }
  });
});

test('all three come with the intake, read from what was received', async () => {
  const sealed = await shoot(await drawOver(page, sealSvg(seal)));
  const intake = await takeInBytes(await toJpeg(sealed), { readScan: true, sender: 'person:1' });
  assert.ok('scan' in intake);
  assert.deepEqual(intake.scan, { qr: [payload], redSeal: true, blurred: false });
});
