/** 操作日志 and the tree that seals it. */
import { z } from 'zod';
import { route } from '../parts/route.ts';
import { instant, numberParam, page, stateParam } from '../parts/shapes.ts';

const day = z.iso.date();
const sought = z.string().trim().max(60).optional();
const logFilter = {
  action: stateParam.optional(),
  /** `account:7` or `person:3`. */
  actor: z
    .string()
    .regex(/^(account|person):\d{1,15}$/)
    .optional(),
  object: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}(:[\w-]{1,40})?$/)
    .optional(),
  /** In one's own school: part of a graduate's name, or the whole of a student or exam number. */
  q: sought,
  /** The same: part of an employer's name, or the whole of its code. */
  employer: sought,
  /** For who sees many schools; 0 is what belongs to none. */
  school: z.coerce.number().int().min(0).optional(),
  from: day.optional(),
  to: day.optional(),
};
export const listAuditEvents = route({
  method: 'GET',
  path: '/api/audit-events',
  permission: 'audit.read',
  summary: '操作日志：本校的；审计员看到全部',
  query: z.object({ ...logFilter, ...page }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.number(),
        at: instant,
        /** For who sees many schools. */
        schoolName: z.string().nullable(),
        actor: z.string(),
        who: z.string(),
        kindName: z.string(),
        action: z.string(),
        word: z.string(),
        /** Of a step of a case: from which state into which, in words. */
        change: z.string(),
        object: z.string(),
        objectWords: z.string(),
        from: z.string(),
        hasDetail: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
    actions: z.array(z.object({ action: z.string(), word: z.string() })),
    actors: z.array(z.object({ actor: z.string(), who: z.string() })),
    /** To narrow by, for who sees many. */
    schools: z.array(z.object({ id: z.number(), name: z.string() })),
  }),
});
/** How many rows a sheet of the log has at most: more are asked for by days. */
export const mostInLogSheet = 20_000;
export const downloadAuditEvents = route({
  method: 'GET',
  path: '/api/audit-events/sheet',
  permission: 'audit.read',
  summary: `下载操作日志（xlsx，按筛选条件，最多 ${mostInLogSheet} 行）`,
  medium: 'download',
  query: z.object(logFilter),
});
export const getAuditEvent = route({
  method: 'GET',
  path: '/api/audit-events/{id}',
  permission: 'audit.read',
  summary: '一条操作日志的详细内容',
  params: z.object({ id: numberParam }),
  answer: z.object({ rows: z.array(z.object({ label: z.string(), value: z.string() })) }),
});
export const proveAuditEvent = route({
  method: 'GET',
  path: '/api/audit-events/{id}/proof',
  permission: 'audit.read',
  summary: '一条操作日志的存在证明（JSON，可用独立程序核对）',
  medium: 'download',
  params: z.object({ id: numberParam }),
});

const head = z.object({ number: z.number(), size: z.number(), root: z.string(), at: instant });
export const getAuditTree = route({
  method: 'GET',
  path: '/api/audit-tree',
  permission: 'sealing.read',
  summary: '操作日志的封存状态：树头、文件、时间戳',
  answer: z.object({
    /** The newest twenty. */
    heads: z.array(head),
    /** Events that wait for the next head. */
    waiting: z.number(),
    /** Whether the file outside the database ends with the newest head. */
    file: z.enum(['same', 'behind', 'different', 'missing']),
    /** Proofs of witnesses outside, and the head that the last one has seen. */
    witnessed: z.object({ count: z.number(), last: head.nullable() }),
    /** Whether there is a witness at all. */
    hasWitness: z.boolean(),
  }),
});
export const exportAudit = route({
  method: 'GET',
  path: '/api/audit-tree/export',
  permission: 'sealing.read',
  summary: '审计导出：全部记录、树头和公钥，供独立程序核对（不含个人信息明文）',
  medium: 'download',
});
