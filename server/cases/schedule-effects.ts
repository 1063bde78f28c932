import { z } from 'zod';
import { type Effect, isImmediate, type Whom } from '#domain/flow/effects.ts';
import type { FlowName } from '#domain/flows/all.ts';
import type { Role } from '#domain/roles.ts';
import { requestDocument } from '#server/documents/index.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';

const step = { schoolId: z.number(), caseId: z.number(), seq: z.number() };
const whomSchema = z.enum(['graduate', 'employer', 'parties', 'otherParty']);
export const tellJob = defineJob('cases.tell', z.object({ ...step, whom: whomSchema }), { title: '通知各方' });
export const remindJob = defineJob('cases.remind', z.object({ ...step, nth: z.number().default(0), whom: whomSchema }), {
  title: '到期提醒',
});
export const reportJob = defineJob('cases.report', z.object({ ...step, version: z.number() }), { title: '报送去向' });
export const clearReportJob = defineJob('cases.clear-report', z.object({ ...step, version: z.number() }), {
  title: '清除已报送去向',
});
export const sendLinkJob = defineJob('cases.send-link', z.object({ schoolId: z.number(), caseId: z.number() }), {
  title: '发送协助回传短信',
});
export const expireJob = defineJob('cases.expire', z.object({ schoolId: z.number(), caseId: z.number() }), { title: '邀请到期' });

export interface Stepped {
  readonly schoolId: number;
  readonly id: number;
  readonly graduateId: number;
  readonly flow: FlowName;
  readonly seq: number;
  readonly version: number;
  readonly dueAt: Date | null;
  readonly now: Date;
  readonly by: Role;
}

const hour = 3_600_000;
const day = 24 * hour;

/** The side of the case that did not act. */
const sideOf = (whom: Whom, by: Role): Whom => (whom !== 'otherParty' ? whom : by === 'graduate' ? 'employer' : 'graduate');

/** One job per later effect, in the transition's own transaction, under a key that names the step: it cannot be there twice. */
export async function scheduleEffects(tx: Transaction, kase: Stepped, effects: readonly Effect[]): Promise<void> {
  const { schoolId, id, graduateId, seq, version, dueAt, now, by } = kase;
  const payload = { schoolId, caseId: id, seq };
  const key = `${schoolId}-${id}-${seq}`;
  const queue = `graduate-${schoolId}-${graduateId}`;
  const invitation =
    dueAt && seq === 1 ? [addJob(tx, expireJob, { schoolId, caseId: id }, { key: `${schoolId}-${id}`, runAt: dueAt, now })] : [];
  const added = effects
    .filter(effect => !isImmediate(effect))
    .map(effect => {
      switch (effect.kind) {
        case 'tell':
          return addJob(tx, tellJob, { ...payload, whom: sideOf(effect.whom, by) }, { key: `${key}-${effect.whom}`, queue });
        case 'remindBeforeDue': {
          const runAt = dueAt && new Date(dueAt.getTime() - effect.hours * hour);
          // An invitation shorter than the notice needs no reminder: it has just been sent.
          return runAt && runAt > now
            ? addJob(tx, remindJob, { ...payload, nth: 0, whom: sideOf(effect.whom, by) }, { key, runAt, now })
            : undefined;
        }
        case 'report':
          return addJob(tx, reportJob, { ...payload, version }, { key, queue });
        case 'clearReport':
          return addJob(tx, clearReportJob, { ...payload, version }, { key, queue });
        case 'make':
          return requestDocument(tx, { schoolId, caseId: id, kind: effect.document, now });
        case 'remindAfter':
          return Promise.all(
            effect.days.map(days => {
              const runAt = new Date(now.getTime() + days * day);
              return addJob(
                tx,
                remindJob,
                { ...payload, nth: days, whom: sideOf(effect.whom, by) },
                { key: `${key}-${days}`, runAt, now },
              );
            }),
          );
        case 'sendLink':
          return addJob(tx, sendLinkJob, { schoolId, caseId: id }, { key });
        default:
          return undefined;
      }
    });
  await Promise.all([...invitation, ...added]);
}
