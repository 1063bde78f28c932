import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { readQr } from '#server/platform/images/read-qr.ts';
import { qrPath } from './qr-path.ts';

test('a path of runs reads back as the text that it was made of', async () => {
  for (const text of ['https://quxiang.example.edu.cn/check/archive#t=7RkYq2mV0cXw1ZbT9uHs4A', '核'.repeat(150)]) {
    const { size, path } = qrPath(text, 'L');
    const box = `${-4} ${-4} ${size + 8} ${size + 8}`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${size * 6}" height="${size * 6}"><path d="M-4-4h999v999h-999z" fill="#fff"/><path d="${path}"/></svg>`;
    const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    assert.deepEqual(await readQr({ width, height, channels: 3, data }), [text]);
  }
});
