import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { guideKeys } from '#domain/guides.ts';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { renderGuide } from './render-guide.ts';

const renderer = createPdfRenderer();
after(() => renderer.close());

for (const guide of guideKeys)
  test(`the guide ${guide} is set whole, with every glyph, and the same each time`, async () => {
    const pdf = await renderGuide(renderer, guide);
    assert.deepEqual(await renderGuide(renderer, guide), pdf);
    const opened = await openPdf(pdf);
    assert.ok(opened.pages >= 2, `${opened.pages} pages`);
    opened.close();
  });
