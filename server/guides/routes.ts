import { Readable } from 'node:stream';
import * as contract from '#contract/routes/guides.ts';
import { type GuideKey, guideTitles } from '#domain/guides.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { renderGuide } from './render-guide.ts';

/** Guides do not change while the program runs: each is set once, when it is first asked for. */
export function guideRoutes(press: { readonly renderer: PdfRenderer }): Served[] {
  const made = new Map<GuideKey, Promise<Buffer>>();
  const get = (guide: GuideKey): Promise<Buffer> => {
    const known = made.get(guide);
    if (known) return known;
    const making = renderGuide(press.renderer, guide);
    made.set(guide, making);
    making.catch(() => made.delete(guide));
    return making;
  };
  return [
    serve(contract.downloadGuide, async ({ params: { guide } }) => {
      const pdf = await get(guide);
      return {
        stream: Readable.from([pdf]),
        mediaType: 'application/pdf',
        fileName: `${guideTitles[guide]}.pdf`,
        bytes: pdf.length,
        inline: true,
      };
    }),
  ];
}
