/** The operation guides, as documents to keep and print. */
import { z } from 'zod';
import { guideKeys } from '#domain/guides.ts';
import { route } from '../parts/route.ts';

export const downloadGuide = route({
  method: 'GET',
  path: '/api/guides/{guide}',
  permission: 'public.read',
  summary: '下载操作指南（PDF）',
  medium: 'download',
  params: z.object({ guide: z.enum(guideKeys) }),
});
