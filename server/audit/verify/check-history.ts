/** The steps of cases against the events that cover them. */
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { canonical, sha256 } from '../tree/canonical.ts';
import type { CanonicalEvent } from '../tree/canonical-event.ts';
import { batchNumber } from '../tree/histories.ts';
import { historyOf } from '../tree/history-rows.ts';
import type { Findings } from './finding.ts';

const countSteps = statement<{ schoolId: number; count: number }>(
  'audit.count_steps',
  'select school_id, count(*)::int as count from case_history group by school_id order by school_id',
);
const uncovered = statement<{ caseId: number; seq: number }>(
  'audit.uncovered_steps',
  `select h.case_id, h.seq from case_history h where h.school_id = $1 and not exists (
     select from (select object, history_seq from audit_event where history_seq is not null offset 0) e
     where e.object = concat('case:', h.school_id, '-', h.case_id) and e.history_seq = h.seq)
   order by h.case_id, h.seq`,
);

export interface HistoryCheck {
  /** Those of these events that cover a step. */
  look(events: readonly CanonicalEvent[]): Promise<void>;
  /** What no event covers, once all have been looked at. Answers how many steps there are. */
  end(): Promise<number>;
}

const schoolIn = (object: string): number => Number(/^case:(\d{1,9})-/.exec(object)?.[1]);

export function checkHistory(database: Queryable, vault: Vault, findings: Findings): HistoryCheck {
  const covered = new Map<number, number>();
  return {
    look: async events => {
      const covering = events.filter(({ object, historySeq }) => historySeq !== null && batchNumber(object) === undefined);
      const steps = await historyOf(database, vault, covering);
      for (const { id, object, historySeq, historySha256 } of covering) {
        const step = steps.get(id);
        const where = `办理记录 ${object} 第 ${historySeq} 步（日志编号 ${id}）`;
        if (!step) findings.add('history-lost', `${where}已丢失：日志中有，办理记录中没有。`);
        else {
          const school = schoolIn(object);
          covered.set(school, (covered.get(school) ?? 0) + 1);
          if (sha256(canonical(step)).toString('hex') !== historySha256)
            findings.add('history-changed', `${where}被改动：内容与写入时不同。`);
        }
      }
    },
    end: async () => {
      const counts = await database.query(countSteps);
      for (const { schoolId, count } of counts) {
        if (count === covered.get(schoolId)) continue;
        for (const { caseId, seq } of await database.query(uncovered, [schoolId]))
          findings.add(
            'history-inserted',
            `办理记录 case:${schoolId}-${caseId} 第 ${seq} 步没有对应的操作日志：不是经平台办理写入的。`,
          );
      }
      return counts.reduce((sum, { count }) => sum + count, 0);
    },
  };
}
