import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { toSeal } from './seal-picture.ts';

const plain = (width: number, height: number, background: object) =>
  sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 1, ...background } } });

async function firstPoint(seal: unknown) {
  assert.ok(Buffer.isBuffer(seal));
  const { data, info } = await sharp(seal).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { point: [...data.subarray(0, 4)], width: info.width, height: info.height };
}

test('white becomes clear, and a tint looks on white as it did', async () => {
  const white = await toSeal(await plain(200, 300, { r: 255, g: 255, b: 255 }).jpeg().toBuffer());
  assert.deepEqual((await firstPoint(white)).point[3], 0);
  const pink = await firstPoint(await toSeal(await plain(200, 200, { r: 255, g: 155, b: 155 }).png().toBuffer()));
  assert.deepEqual(pink.point, [255, 0, 0, 100]);
});

test('transparency is kept, metadata is removed, and a large picture is made smaller', async () => {
  const half = plain(1280, 640, { r: 250, g: 250, b: 250, alpha: 0.5 }).withMetadata({ exif: { IFD0: { Artist: 'somebody' } } });
  const seal = await toSeal(await half.png().toBuffer());
  const { point, width, height } = await firstPoint(seal);
  assert.deepEqual([width, height], [480, 240]);
  assert.ok((point[0] ?? 0) >= 249);
  assert.ok(Math.abs((point[3] ?? 0) - 128) <= 1);
  assert.ok(Buffer.isBuffer(seal));
  assert.equal((await sharp(seal).metadata()).exif, undefined);
});

test('a file that is not a PNG or JPEG, is broken, too small or has too many pixels is refused', async () => {
  const refusal = async (content: Buffer) => {
    const seal = await toSeal(content);
    return Buffer.isBuffer(seal) ? 'taken' : seal.refused;
  };
  assert.equal(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'kind');
  assert.equal(await refusal(await plain(300, 300, {}).webp().toBuffer()), 'kind');
  assert.equal(await refusal(Buffer.alloc(0)), 'kind');
  const png = await plain(300, 300, { r: 200 }).png({ compressionLevel: 0 }).toBuffer();
  assert.equal(await refusal(png.subarray(0, png.length / 2)), 'broken');
  assert.equal(await refusal(await plain(149, 300, {}).png().toBuffer()), 'too-small');
  assert.equal(await refusal(await plain(6000, 5000, {}).png().toBuffer()), 'too-large');
});
