import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import sharp from 'sharp';
import type { Pixels } from './pixels.ts';
import { type Intake, takeIn, takeInBytes } from './take-in.ts';
import { createRandom, drawSvg } from './testing/pictures.ts';

const take = (content: Buffer) => takeInBytes(content, { readScan: false, sender: 'person:1' });
async function taken(content: Buffer): Promise<Intake> {
  const intake = await take(content);
  assert.ok(!('refused' in intake), JSON.stringify(intake));
  return intake;
}
const asSharp = ({ width, height, channels, data }: Pixels) => sharp(data, { raw: { width, height, channels } });

/** Red at the left end of the top, blue at the right end of the bottom: which way up it is can be told. */
let flag: Pixels;
before(async () => {
  flag = await drawSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#fff"/>
      <rect width="120" height="80" fill="#d00000"/><rect x="220" y="140" width="100" height="60" fill="#0000d0"/></svg>`,
  );
});

async function colourAt(jpeg: Buffer, x: number, y: number): Promise<'red' | 'blue' | 'white' | 'other'> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  if (red > 200 && green > 200 && blue > 200) return 'white';
  return red > 150 && blue < 80 ? 'red' : blue > 120 && red < 90 ? 'blue' : 'other';
}

/** Whether the flag is upright: four corners. */
const corners = (jpeg: Buffer) =>
  Promise.all([colourAt(jpeg, 0.1, 0.1), colourAt(jpeg, 0.9, 0.1), colourAt(jpeg, 0.1, 0.9), colourAt(jpeg, 0.9, 0.9)]);

/** No trace of a place, a device or a colour profile: neither as segments nor as text. */
async function assertBare(jpeg: Buffer): Promise<void> {
  const { exif, xmp, icc, iptc, orientation, format } = await sharp(jpeg).metadata();
  assert.deepEqual({ exif, xmp, icc, iptc, orientation, format }, { ...nothing, format: 'jpeg' });
  assert.doesNotMatch(jpeg.toString('latin1'), /Exif|http:\/\/ns\.adobe|ICC_PROFILE|Quxiang test camera/);
}
const nothing = { exif: undefined, xmp: undefined, icc: undefined, iptc: undefined, orientation: undefined };

describe('pictures of each kind', () => {
  test('JPEG, PNG, WebP and HEIC become an upright JPEG, as evidence and as shown', async () => {
    const kinds: Record<string, Buffer> = {
      jpeg: await asSharp(flag).jpeg().toBuffer(),
      'progressive jpeg': await asSharp(flag).jpeg({ progressive: true }).toBuffer(),
      png: await asSharp(flag).png().toBuffer(),
      'png of 16 bits': await asSharp(flag).toColourspace('rgb16').png().toBuffer(),
      webp: await asSharp(flag).webp({ lossless: true }).toBuffer(),
      cmyk: await asSharp(flag).toColourspace('cmyk').jpeg().toBuffer(),
    };
    for (const [kind, content] of Object.entries(kinds)) {
      const { pages, mediaType, evidence, shown, scan } = await taken(content);
      assert.deepEqual([pages, mediaType], [1, 'image/jpeg']);
      assert.deepEqual(scan, { qr: [], redSeal: false, blurred: false });
      for (const jpeg of [evidence, shown]) {
        assert.deepEqual(await corners(jpeg), ['red', 'white', 'white', 'blue'], kind);
        await assertBare(jpeg);
      }
    }
  });

  test('HEIC as a phone writes it, lying on its side with irot and Exif: turned once, not twice', async () => {
    // Made from the flag by heif-enc (libheif 1.15), the irot box put in by hand.
    const { evidence, shown } = await taken(readFileSync(new URL('./fixtures/turned.heic', import.meta.url)));
    const { width, height } = await sharp(evidence).metadata();
    assert.deepEqual([width, height], [200, 320]);
    assert.deepEqual(await corners(evidence), ['white', 'red', 'blue', 'white']);
    await assertBare(evidence);
    await assertBare(shown);
  });

  test('a see-through picture comes on white, a grey one as it is', async () => {
    const clear = await sharp({ create: { width: 90, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer();
    assert.deepEqual(await corners((await taken(clear)).evidence), ['white', 'white', 'white', 'white']);
    const grey = await asSharp(flag).greyscale().png().toBuffer();
    assert.equal(await colourAt((await taken(grey)).evidence, 0.9, 0.1), 'white');
  });

  test('every way a camera can be held, metadata gone with it', async () => {
    // What Exif's orientation says the flag's corners look like, from the top left in reading order (JEITA CP-3451, 4.6.4).
    const upright = {
      1: ['red', 'white', 'white', 'blue'],
      2: ['white', 'red', 'blue', 'white'],
      3: ['blue', 'white', 'white', 'red'],
      6: ['white', 'red', 'blue', 'white'],
      8: ['white', 'blue', 'red', 'white'],
    } as const;
    for (const [orientation, expected] of Object.entries(upright)) {
      const turned = await asSharp(flag)
        .withExif({ IFD0: { Make: 'Quxiang test camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '32/1 3/1 0/1' } })
        .withMetadata({ orientation: Number(orientation) })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>Quxiang test camera</note></x:xmpmeta>')
        .jpeg()
        .toBuffer();
      assert.match(turned.toString('latin1'), /Quxiang test camera/);
      const { evidence, shown } = await taken(turned);
      assert.deepEqual(await corners(evidence), expected, orientation);
      await assertBare(evidence);
      await assertBare(shown);
    }
  });

  test('of an animation the first frame is kept', async () => {
    const frames = await Promise.all(['#d00000', '#0000d0'].map(frame => solid(64, 64, frame).png().toBuffer()));
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    assert.equal((await sharp(moving, { animated: true }).metadata()).pages, 2);
    const { evidence } = await taken(moving);
    assert.deepEqual(await corners(evidence), ['red', 'red', 'red', 'red']);
  });
});

const solid = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

describe('sizes', () => {
  test('the worst of pictures, noise of 4,000 × 3,000, is kept within 2 MB and shown small', async () => {
    const random = createRandom(7);
    const data = Buffer.from(Float64Array.from({ length: 4000 * 3000 * 3 }, () => random() * 256));
    const noise = await sharp(data, { raw: { width: 4000, height: 3000, channels: 3 } })
      .jpeg({ quality: 80 })
      .toBuffer();
    assert.ok(noise.length > 4_000_000 && noise.length < 20 * 1024 * 1024);
    const { evidence, shown } = await taken(noise);
    assert.ok(evidence.length <= 2 * 1024 * 1024, String(evidence.length));
    assert.ok(shown.length < 600_000, String(shown.length));
    const { width = 0, height = 0 } = await sharp(shown).metadata();
    assert.ok(Math.max(width, height) <= 2000);
  });

  test('more than 20 MB is refused, by bytes and from a path, whatever it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intake-'));
    try {
      const path = join(folder, 'sent');
      const large = Buffer.concat([await asSharp(flag).jpeg().toBuffer(), Buffer.alloc(20 * 1024 * 1024)]);
      await writeFile(path, large);
      assert.deepEqual(await takeIn(path, { readScan: true, sender: 'person:1' }), { refused: 'too-large' });
      assert.deepEqual(await take(large), { refused: 'too-large' });
      await writeFile(path, await asSharp(flag).png().toBuffer());
      assert.ok('evidence' in (await takeIn(path, { readScan: false, sender: 'person:1' })));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('a small file that unpacks to more than 100 megapixels is refused before it is unpacked', async () => {
    const bomb = await solid(12_000, 9000, '#ffffff').png({ compressionLevel: 9 }).toBuffer();
    assert.ok(bomb.length < 1_000_000);
    assert.deepEqual(await take(bomb), { refused: 'too-large' });
    const heic = Buffer.from(readFileSync(new URL('./fixtures/turned.heic', import.meta.url)));
    const ispe = heic.indexOf('ispe');
    heic.writeUInt32BE(60_000, ispe + 8);
    heic.writeUInt32BE(60_000, ispe + 12);
    assert.deepEqual(await take(heic), { refused: 'too-large' });
  });

  test('one point is a picture too', async () => {
    assert.ok((await taken(await solid(1, 1, '#ffffff').png().toBuffer())).shown.length > 0);
    const narrow = await takeInBytes(await solid(9000, 1, '#aa0000').png().toBuffer(), { readScan: true, sender: 'person:1' });
    assert.ok('scan' in narrow && !narrow.scan.redSeal);
  });
});

describe('a file that is not a picture', () => {
  test('cut off, or damaged', async () => {
    const random = createRandom(3);
    const data = Buffer.from(Float64Array.from({ length: 300 * 300 * 3 }, () => random() * 256));
    const whole = sharp(data, { raw: { width: 300, height: 300, channels: 3 } });
    const heic = readFileSync(new URL('./fixtures/turned.heic', import.meta.url));
    for (const content of [await whole.jpeg().toBuffer(), await whole.png().toBuffer(), await whole.webp().toBuffer(), heic]) {
      for (const share of [0.02, 0.5, 0.9]) {
        assert.deepEqual(
          await take(content.subarray(0, Math.max(24, content.length * share))),
          { refused: 'broken' },
          String(share),
        );
      }
    }
  });

  test('something else under a picture’s first bytes', async () => {
    const page = '<html><script>alert(1)</script></html>';
    assert.deepEqual(await take(Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(page)])), { refused: 'broken' });
    assert.deepEqual(await take(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(page)])), {
      refused: 'broken',
    });
    assert.deepEqual(await take(Buffer.from(`\0\0\0\x18ftypheic${page}`, 'latin1')), { refused: 'broken' });
  });

  test('HTML, SVG, GIF, AVIF, TIFF, a program, nothing: not on the list', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="file:///etc/passwd"/></svg>';
    const refused: Record<string, Buffer> = {
      html: Buffer.from('<!doctype html><script>alert(1)</script>'),
      svg: Buffer.from(svg),
      'svg with a declaration': Buffer.from(`<?xml version="1.0"?>${svg}`),
      gif: await asSharp(flag).gif().toBuffer(),
      avif: await asSharp(flag).avif().toBuffer(),
      tiff: await asSharp(flag).tiff().toBuffer(),
      elf: Buffer.from('7f454c4602010100', 'hex'),
      empty: Buffer.alloc(0),
    };
    for (const [kind, content] of Object.entries(refused)) assert.deepEqual(await take(content), { refused: 'kind' }, kind);
  });

  test('SVG is blocked for the whole process, not only unwanted', async () => {
    await assert.rejects(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).png().toBuffer());
  });

  test('what hangs on behind a picture is not kept', async () => {
    const both = Buffer.concat([
      await asSharp(flag).jpeg().toBuffer(),
      Buffer.from('PK\x03\x04 <script>alert(1)</script> %PDF-1.4'),
    ]);
    const { evidence, shown } = await taken(both);
    for (const jpeg of [evidence, shown]) assert.doesNotMatch(jpeg.toString('latin1'), /script|%PDF/);
  });

  test('a name is never asked: what is sent as page.jpg and is a PNG is taken in as the PNG that it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intake-'));
    try {
      const path = join(folder, 'page.jpg');
      await writeFile(path, await asSharp(flag).png().toBuffer());
      const intake = await takeIn(path, { readScan: false, sender: 'person:1' });
      assert.ok('evidence' in intake && intake.mediaType === 'image/jpeg');
      await writeFile(path, '<html><script>alert(1)</script></html>');
      assert.deepEqual(await takeIn(path, { readScan: false, sender: 'person:1' }), { refused: 'kind' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
