/** What must be there after all the killing: everything that was acknowledged, once; nothing half done; every effect, once. */
import type { Told } from '#domain/actions/messages.ts';
import { type FlowName, flowNamed, placeOf } from '#domain/flows/all.ts';
import { messageOf } from '#domain/flows/step-words.ts';
import { type Database, unnamed } from '#server/platform/postgres/postgres.ts';
import { partiesOf } from '../../server/case-effects/tell-parties.ts';
import { countersAgree, historiesReplay } from '../../server/cases/testing/cases.ts';
import { schoolId } from './world.ts';

/** An answer that a client got to keep. */
export interface Acknowledged {
  readonly key: string;
  readonly path: string;
  readonly done: boolean;
}

const selectKeys = unnamed<{ key: string; outcome: { id?: number; ref?: string; version?: number; state?: string } }>(
  'select key, outcome from command_key',
);
const selectSteps = unnamed<{
  caseId: number;
  graduateId: number;
  flow: FlowName;
  employerId: number | null;
  seq: number;
  action: string;
  byRole: string;
  levels: readonly ('department' | 'school')[];
  toState: string;
  version: number;
}>(
  `select h.case_id, c.graduate_id, c.flow, c.employer_id, h.seq, h.action, h.by_role, h.levels, h.to_state, h.version
   from case_history h join destination_case c on c.school_id = h.school_id and c.id = h.case_id order by h.case_id, h.seq`,
);
const selectAudits = unnamed<{ object: string; times: number }>(
  `select object, count(*)::int as times from audit_event where action = 'case-moved' group by object`,
);
const selectMessages = unnamed<{ eventKey: string; toGraduate: boolean }>(
  'select event_key, person_id is not null as to_graduate from message',
);
const selectDocuments = unnamed<{ caseId: number; kind: string; state: string }>('select case_id, kind, state from document');
const selectReported = unnamed<{ graduateId: number; originCaseId: number }>(
  `select graduate_id, origin_case_id from registry_record where part = 'destination'`,
);
const selectDeliveries = unnamed<{ id: number; state: string }>('select id, state from delivery');
const selectHolds = unnamed<{ graduateId: number }>(
  'select graduate_id from destination_case where holds and signing_case_id is null group by graduate_id having count(*) > 1',
);
const selectStates = unnamed<{ id: number; graduateId: number; flow: FlowName; state: string }>(
  'select id, graduate_id, flow, state from destination_case',
);

/** Jobs that nothing postpones: what is left of them is work that was lost or is still being done. */
export const jobsLeft = unnamed<{ left: number; failed: number }>(
  `select count(*)::int as left, count(*) filter (where attempts >= max_attempts)::int as failed from graphile_worker._private_jobs
   where payload ->> 'due' is null or (payload ->> 'due')::timestamptz <= now()`,
);

const sorted = (texts: Iterable<string>): string => [...texts].sort().join('\n');
/** What is in one list and not in the other, a line each. */
function difference(what: string, found: readonly string[], due: readonly string[]): string[] {
  if (sorted(found) === sorted(due)) return [];
  const count = (texts: readonly string[]) => Map.groupBy(texts, text => text);
  const [had, wanted] = [count(found), count(due)];
  return [...new Set([...found, ...due])]
    .filter(text => had.get(text)?.length !== wanted.get(text)?.length)
    .slice(0, 5)
    .map(text => `${what}: ${text} is there ${had.get(text)?.length ?? 0} times, due ${wanted.get(text)?.length ?? 0}`);
}

export interface Verdict {
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}
interface Request {
  readonly id: string;
  readonly requests: number;
}
export async function verify(
  database: Database,
  acknowledged: readonly Acknowledged[],
  gateway: readonly Request[],
): Promise<Verdict> {
  const faults: string[] = [];
  const kept = await database.query(selectKeys);
  const done = acknowledged.filter(each => each.done);
  faults.push(
    ...difference(
      'command',
      kept.map(({ key }) => key),
      done.map(({ key }) => key),
    ),
  );

  const steps = await database.query(selectSteps);
  // Each command that was done names the step that it made: the version of its case, or the case that it opened.
  const claimed = kept.map(
    ({ outcome: { id, ref, version } }) => `${id ?? ref?.split('-')[1]} ${id === undefined ? 1 : version}`,
  );
  const byPeople = steps.filter(({ byRole }) => byRole !== 'clock' && byRole !== 'system');
  faults.push(
    ...difference(
      'step',
      byPeople.map(step => `${step.caseId} ${step.version}`),
      claimed,
    ),
  );

  const cases = await historiesReplay(database).catch((error: unknown) => void faults.push(`history: ${error}`));
  await countersAgree(database).catch((error: unknown) => void faults.push(`counters: ${error}`));
  for (const { graduateId } of await database.query(selectHolds)) faults.push(`graduate ${graduateId} holds two destinations`);
  const stepsOf = Map.groupBy(steps, ({ caseId }) => `case:${schoolId}-${caseId}`);
  const audits = (await database.query(selectAudits)).map(({ object, times }) => `${object} ${times}`);
  faults.push(
    ...difference(
      'audit',
      audits,
      [...stepsOf].map(([object, all]) => `${object} ${all.length}`),
    ),
  );

  const [messages, documents] = [[...expected(steps, 'tell')], [...expected(steps, 'make')]];
  const sent = (await database.query(selectMessages)).map(
    ({ eventKey, toGraduate }) => `${eventKey} ${toGraduate ? 'graduate' : 'employer'}`,
  );
  faults.push(...difference('message', sent, messages));
  const made = (await database.query(selectDocuments)).map(({ caseId, kind, state }) => `${caseId} ${kind} ${state}`);
  faults.push(...difference('document', made, documents));

  const standing = (await database.query(selectStates))
    .filter(({ flow, state }) => placeOf(flow, state).kind === 'inForce' || state.startsWith('voiding'))
    .map(({ id, graduateId }) => `${graduateId} ${id}`);
  const reported = (await database.query(selectReported)).map(row => `${row.graduateId} ${row.originCaseId}`);
  faults.push(...difference('reported', reported, standing));

  const requests = new Map(gateway.map(({ id, requests }) => [id, requests]));
  const deliveries = await database.query(selectDeliveries);
  for (const { id, state } of deliveries) {
    const times = requests.get(`qx-${id}`) ?? 0;
    const isRight = state === 'unknown' ? times <= 1 : (state === 'sent' || state === 'delivered') && times === 1;
    if (!isRight) faults.push(`delivery ${id} is ${state}, the gateway was asked ${times} times`);
  }
  const left = await database.one(jobsLeft);
  if (left.left > 0) faults.push(`${left.left} jobs are left, ${left.failed} of them given up`);
  return {
    faults,
    figures: {
      done: done.length,
      refused: acknowledged.length - done.length,
      cases: cases ?? 0,
      steps: steps.length,
      messages: sent.length,
      documents: made.length,
      deliveries: deliveries.length,
      'deliveries of unknown fate': deliveries.filter(({ state }) => state === 'unknown').length,
    },
  };
}

type Step = (typeof selectSteps)['row'];
/** The messages or documents that the tables order for these steps. */
function* expected(steps: readonly NonNullable<Step>[], what: 'tell' | 'make'): Generator<string> {
  for (const [caseId, own] of Map.groupBy(steps, step => step.caseId)) {
    let state = 'start';
    for (const { flow, employerId, seq, action, byRole, levels, toState } of own) {
      const move = flowNamed(flow).moves.find(move => move.from.id === state && move.action === action && move.by === byRole);
      state = toState;
      for (const effect of move?.land(levels).effects ?? []) {
        if (what === 'make' && effect.kind === 'make') yield `${caseId} ${effect.document} ready`;
        if (what !== 'tell' || effect.kind !== 'tell' || !move) continue;
        const whom = effect.whom !== 'otherParty' ? effect.whom : byRole === 'graduate' ? 'employer' : 'graduate';
        for (const party of partiesOf(whom)) {
          const isNews = messageOf({ flow, action, byRole, toState }, party, nobody);
          if (isNews && (party === 'graduate' || employerId !== null)) yield `case-${schoolId}-${caseId}-${seq} ${party}`;
        }
      }
    }
  }
}
const nobody: Told = {
  graduateName: '',
  employerName: '',
  jobTitle: '',
  label: '',
  reason: '',
  respondBy: null,
  flowTitle: '',
  who: '',
  changes: [],
  isInReview: false,
};
