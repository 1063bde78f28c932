import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { toSeal } from '#server/platform/images/seal-picture.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type AgreementDocument, agreementQrPayload } from './agreement-data.ts';
import { renderAgreement } from './render-agreement.ts';
import { crowdedAgreement, offlineAgreement, onlineAgreement } from './testing/fixtures.ts';

const renderer = createPdfRenderer();
after(() => renderer.close());

const side = 400;
let schoolSeal: string;
before(async () => {
  // A red ring on white, as a scanned seal is.
  const points = Buffer.alloc(side * side * 3, 255);
  for (let at = 0; at < side * side; at++) {
    const distance = Math.hypot((at % side) - side / 2, Math.floor(at / side) - side / 2);
    if (distance > 170 && distance < 198) points.set([216, 30, 30], at * 3);
  }
  const seal = await toSeal(
    await sharp(points, { raw: { width: side, height: side, channels: 3 } })
      .png()
      .toBuffer(),
  );
  assert.ok(Buffer.isBuffer(seal));
  schoolSeal = seal.toString('base64');
});

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the seal's red is, in millimetres on the last page. */
async function redOf(document: AgreementDocument): Promise<Box | undefined> {
  const pdf = await openPdf(await renderAgreement(renderer, document, 'https://qx.example'));
  const { width, height, channels, data } = await pdf.draw(pdf.pages - 1);
  pdf.close();
  const [across, down]: [number[], number[]] = [[], []];
  for (let at = 0; at < width * height; at++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * channels, at * channels + 3);
    if (red < 200 || green > 60 || blue > 60) continue;
    across.push(((at % width) / width) * 210);
    down.push((Math.floor(at / width) / height) * 297);
  }
  if (across.length === 0) return undefined;
  const lowest = (of: readonly number[]) => of.reduce((one, two) => Math.min(one, two));
  const highest = (of: readonly number[]) => of.reduce((one, two) => Math.max(one, two));
  return { left: lowest(across), right: highest(across), top: lowest(down), bottom: highest(down) };
}

test("with 鉴证 the seal is in the school's field, about 40 mm wide and not beyond its lines", async () => {
  for (const document of [onlineAgreement, offlineAgreement, crowdedAgreement]) {
    assert.equal(await redOf(document), undefined);
    const box = await redOf({ ...document, schoolSeal });
    assert.ok(box, document.kind);
    const { left, right, top, bottom } = box;
    // The third of four fields of 45 mm; the margins are 15 mm.
    assert.ok(left > 105 && right < 150, `${left}–${right}`);
    assert.ok(right - left > 36 && right - left <= 40.2, `${right - left} wide`);
    assert.ok(bottom - top > 36 && bottom - top <= 40.2, `${bottom - top} high`);
    // The header with the QR ends at 33 mm.
    assert.ok(top > 60, `${top}`);
  }
});

test('the same agreement with the same seal gives the same bytes, and the digest in the QR covers the seal', async () => {
  const sealed = { ...onlineAgreement, schoolSeal };
  const [one, two] = await Promise.all([
    renderAgreement(renderer, sealed, 'https://qx.example'),
    renderAgreement(renderer, { ...sealed }, 'https://qx.example'),
  ]);
  assert.ok(one.equals(two));
  assert.notEqual(agreementQrPayload(sealed, 'https://qx.example'), agreementQrPayload(onlineAgreement, 'https://qx.example'));
});
