/** What anybody may read. */
import { z } from 'zod';
import { route } from '../parts/route.ts';

export const getPortal = route({
  method: 'GET',
  path: '/api/portal',
  permission: 'public.read',
  summary: '门户：环境与帮助联系方式',
  answer: z.object({
    demo: z.boolean(),
    helpContact: z.string(),
    /** Where the demo's SMS and WeChat messages can be read. */
    inboxUrl: z.string().nullable(),
  }),
});

/** Regions of GB/T 2260 as `[code, name, parent]`, each parent before its children. */
export const listRegions = route({
  method: 'GET',
  path: '/api/regions',
  permission: 'public.read',
  summary: '行政区划代码表',
  answer: z.array(z.tuple([z.string(), z.string(), z.string().nullable()])),
});
