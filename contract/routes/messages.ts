/** The inbox, and the operator's queues. */
import { z } from 'zod';
import { route } from '../parts/route.ts';
import { done, instant, numberParam, page } from '../parts/shapes.ts';

export const listMessages = route({
  method: 'GET',
  path: '/api/messages',
  permission: 'messages.own',
  summary: '消息，未读在前',
  query: z.object(page),
  answer: z.object({
    messages: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        text: z.string(),
        at: instant,
        read: z.boolean(),
        /** The page that it is about, below the reader's own pages. */
        link: z.object({ path: z.string(), word: z.string() }).nullable(),
      }),
    ),
    unread: z.number(),
    next: z.string().nullable(),
  }),
});
export const readMessage = route({
  method: 'POST',
  path: '/api/messages/{id}/read',
  permission: 'messages.own',
  summary: '标为已读',
  params: z.object({ id: numberParam }),
  answer: done,
});

export const readAllMessages = route({
  method: 'POST',
  path: '/api/messages/read',
  permission: 'messages.own',
  summary: '全部标为已读',
  /** Those that come meanwhile stay unread. */
  body: z.object({ lastId: z.number().int().positive() }),
  answer: done,
});

export const listQueues = route({
  method: 'GET',
  path: '/api/queues',
  permission: 'queues.manage',
  summary: '任务队列：等待、失败',
  answer: z.object({
    tasks: z.array(
      z.object({ task: z.string(), title: z.string(), waiting: z.number(), failing: z.number(), oldest: instant.nullable() }),
    ),
    failing: z.array(
      z.object({
        id: z.number(),
        task: z.string(),
        title: z.string(),
        attempts: z.number(),
        error: z.string(),
        at: instant,
        final: z.boolean(),
      }),
    ),
    unknownDeliveries: z.number(),
    virusScan: z.object({
      /** Away: every upload is refused until the scanner answers again. */
      state: z.enum(['off', 'on', 'away']),
      /** What the scanner says of itself. */
      version: z.string(),
      /** The newest twenty files that were refused. */
      found: z.array(z.object({ at: instant, schoolName: z.string().nullable(), signature: z.string() })),
    }),
    /** Links for employers whose SMS did not arrive, or may not have. */
    failedLinks: z.number(),
  }),
});
export const retryJob = route({
  method: 'POST',
  path: '/api/queues/jobs/{id}/retry',
  permission: 'queues.manage',
  summary: '重试失败的任务',
  params: z.object({ id: numberParam }),
  answer: done,
});
