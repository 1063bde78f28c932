/** The steps of cases as the log tells them: what was done, and from which state into which. */
import { type FlowName, flowNamed, labelOf } from '#domain/flows/all.ts';
import { stepWord } from '#domain/flows/step-words.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';

interface StepRow {
  readonly caseId: number;
  readonly seq: number;
  readonly flow: FlowName;
  readonly action: string;
  readonly byRole: string;
  readonly toState: string;
  readonly fromState: string | null;
}
const stepsOf = statement<StepRow>(
  'audit.case_steps',
  `select h.case_id, h.seq, c.flow, h.action, h.by_role, h.to_state, p.to_state as from_state
   from unnest($2::bigint[], $3::int[]) as asked (case_id, seq)
   join case_history h on h.school_id = $1 and h.case_id = asked.case_id and h.seq = asked.seq
   join destination_case c on c.school_id = h.school_id and c.id = h.case_id
   left join case_history p on p.school_id = h.school_id and p.case_id = h.case_id and p.seq = h.seq - 1`,
);

export interface StepInWords {
  readonly word: string;
  readonly change: string;
}
interface StepEvent {
  readonly object: string;
  readonly historySeq: number | null;
}
const keyOf = (caseId: number, seq: number): string => `${caseId} ${seq}`;

/** Of the events that a step of a case wrote, its words. */
export async function caseStepsInWords(database: Queryable, schoolId: number, events: readonly StepEvent[]) {
  const caseOf = (object: string): number => Number(/^case:\d+-(\d{1,15})$/.exec(object)?.[1] ?? 0);
  const asked = events.flatMap(({ object, historySeq }) => {
    const caseId = caseOf(object);
    return historySeq === null || caseId === 0 ? [] : [{ caseId, seq: historySeq }];
  });
  const values = [schoolId, asked.map(({ caseId }) => caseId), asked.map(({ seq }) => seq)];
  const rows = asked.length > 0 ? await database.query(stepsOf, values) : [];
  const words = new Map(rows.map(row => [keyOf(row.caseId, row.seq), inWords(row)]));
  return ({ object, historySeq }: StepEvent): StepInWords | undefined =>
    historySeq === null ? undefined : words.get(keyOf(caseOf(object), historySeq));
}

function inWords({ flow, fromState, toState, ...step }: StepRow): StepInWords {
  const to = labelOf(flow, toState, false);
  const from = fromState === null || fromState === toState ? '' : labelOf(flow, fromState, false);
  return {
    word: `${stepWord({ ...step, flow, toState })}（${flowNamed(flow).title}）`,
    change: from ? `${from} → ${to}` : to,
  };
}
