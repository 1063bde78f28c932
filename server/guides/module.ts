import type { Module } from '#server/platform/module.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { guideRoutes } from './routes.ts';

export const guidesModule = (press: { readonly renderer: PdfRenderer }): Module => ({
  routes: guideRoutes(press),
});
