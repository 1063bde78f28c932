/** How long evidence is kept, and what was deleted when its time was over. */
import { z } from 'zod';
import { route } from '../parts/route.ts';
import { instant } from '../parts/shapes.ts';

export const listRetention = route({
  method: 'GET',
  path: '/api/retention',
  permission: 'retention.read',
  summary: '证明材料的保存期限与到期删除记录',
  answer: z.object({
    /** Years after graduation; null for who sees many schools. */
    evidenceYears: z.number().nullable(),
    /** The newest hundred nights that deleted something. */
    runs: z.array(
      z.object({
        schoolName: z.string(),
        at: instant,
        /** Of those who graduated before this day. */
        graduatedBefore: z.iso.date(),
        files: z.number(),
        cases: z.number(),
        bytes: z.number(),
      }),
    ),
    /** The file store read again, a sixteenth a night, for the operator alone: the newest sixteen. */
    scrubs: z.array(
      z.object({
        at: instant,
        share: z.string(),
        lookedAt: z.number(),
        /** Files that are not what they were; files that a row refers to and that are not there. */
        damaged: z.number(),
        missing: z.number(),
        faults: z.object({ damaged: z.array(z.string()).readonly(), missing: z.array(z.string()).readonly() }),
      }),
    ),
    /** The sweep of the file store, for the operator alone: the newest ten. */
    sweeps: z.array(z.object({ at: instant, lookedAt: z.number(), removed: z.number(), bytes: z.number() })),
  }),
});
