import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import type { Pixels } from './pixels.ts';

const wasm = readFileSync(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
const library = await PDFiumLibrary.init({ wasmBinary: new Uint8Array(wasm).buffer });

export const pagesAtMost = 10;
const dotsPerInch = 200;
/** An A3 page at 200 dpi has 3,307 points on its long side. A page that says it is larger is drawn smaller. */
const longSideAtMost = 3400;

export interface OpenPdf {
  readonly pages: number;
  /** Whether PDFium itself finds scripts, embedded files or XFA: it follows the structure, wherever the objects are packed. */
  readonly isActive: boolean;
  readonly isEncrypted: boolean;
  /** Draws a page, counted from 0, at 200 dpi; a form's fields and annotations as they are; nothing is run. */
  readonly draw: (page: number) => Promise<Pixels>;
  readonly close: () => void;
}

/** A count that PDFium's own interface answers; the package's types leave these functions out. */
function ask(document: PDFiumDocument, name: string): number {
  const count: unknown = Reflect.get(Object(Reflect.get(library, 'module')), name);
  if (typeof count !== 'function') throw new Error(`PDFium has no ${name}`);
  return Number(count(Reflect.get(document, 'documentIdx')));
}

/** `FORMTYPE_XFA_FULL` and `FORMTYPE_XFA_FOREGROUND` of PDFium's fpdf_formfill.h. */
const formTypesOfXfa = [2, 3];

/** Opens a PDF. Throws when it cannot be read; the message names a password where one is asked for. */
export async function openPdf(content: Uint8Array): Promise<OpenPdf> {
  const document = await library.loadDocument(content);
  return {
    pages: document.getPageCount(),
    isActive:
      ask(document, '_FPDFDoc_GetJavaScriptActionCount') > 0 ||
      ask(document, '_FPDFDoc_GetAttachmentCount') > 0 ||
      formTypesOfXfa.includes(ask(document, '_FPDF_GetFormType')),
    isEncrypted: ask(document, '_FPDF_GetSecurityHandlerRevision') >= 0,
    async draw(number) {
      const page = document.getPage(number);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const longest = Math.max(originalWidth, originalHeight);
      if (!(longest > 0)) throw new Error('a page without a size');
      const scale = Math.min(dotsPerInch / 72, longSideAtMost / longest);
      const { width, height, data } = await page.render({
        width: Math.max(1, Math.round(originalWidth * scale)),
        height: Math.max(1, Math.round(originalHeight * scale)),
        scale: 1,
      });
      return { width, height, channels: 4, data };
    },
    close: () => document.destroy(),
  };
}
