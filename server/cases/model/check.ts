/** What must hold of a run's school at any moment, and what must hold once every job is done. */
import assert from 'node:assert/strict';
import { actionWords } from '#domain/actions.ts';
import { replay } from '#domain/flow/decide.ts';
import { flowNamed, flowNames } from '#domain/flows/all.ts';
import { type Levels, roleWords } from '#domain/roles.ts';
import { statement } from '#server/platform/postgres.ts';
import type { Product } from './product.ts';
import { holds, placeOf, standing, type World } from './reference.ts';

interface Row {
  readonly id: number;
  readonly flow: string;
  readonly state: string;
  readonly holds: boolean;
  readonly destinationType: string;
  readonly version: number;
  readonly historySeq: number;
}
const selectCases = statement<Row>(
  'model.cases',
  'select id, flow, state, holds, destination_type, version, history_seq from destination_case where school_id = $1 order by id',
);
const selectSteps = statement<{
  caseId: number;
  action: string;
  byRole: string;
  levels: Levels;
  toState: string;
  version: number;
}>(
  'model.steps',
  'select case_id, action, by_role, levels, to_state, version from case_history where school_id = $1 order by case_id, seq',
);
const counted = statement<Record<string, unknown>>(
  'model.counted',
  `select department_id, flow, state, destination_type, count(*)::int as count from destination_case where school_id = $1
   group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
);
const kept = statement<Record<string, unknown>>(
  'model.kept',
  `select department_id, flow, state, destination_type, count from desk_counter where school_id = $1 and count <> 0
   order by 1, 2, 3, 4`,
);
const selectReported = statement<{ graduateId: number; destinationType: string; originCaseId: number }>(
  'model.reported',
  `select graduate_id, destination_type, origin_case_id from registry_record where school_id = $1 and part = 'destination'`,
);
export const flowOf = {
  online: 'online-signing',
  offline: 'offline-signing',
  paper: 'paper-signing',
  other: 'other-destination',
  onlineTermination: 'online-termination',
  offlineTermination: 'offline-termination',
} as const;
const numberOf = (ref: string): number => Number(ref.split('-')[1]);

/** The cases as the model says they stand. */
export const expectedRows = (world: World): Row[] =>
  world.cases
    .map(kase => ({
      id: numberOf(kase.ref),
      flow: flowOf[kase.kind],
      state: placeOf(kase),
      holds: holds(kase),
      destinationType: kase.type,
      version: kase.version,
      historySeq: kase.steps,
    }))
    .sort((one, other) => one.id - other.id);

export const readRows = async ({ on, schoolId }: Product): Promise<Row[]> =>
  (await on.database.query(selectCases, [schoolId])).map(row => ({ ...row }));

/** Where cases of this process have stood: a run that never came anywhere proves nothing. */
export const reached = new Set<string>();

/** Every case stands where the model has it, and nobody holds two. */
export async function casesAgree(product: Product, world: World): Promise<void> {
  assert.deepEqual(await readRows(product), expectedRows(world));
  for (const kase of world.cases) reached.add(`${flowOf[kase.kind]} ${placeOf(kase)}`);
  for (const [index] of world.graduates.entries())
    assert.ok(world.cases.filter(kase => kase.graduate === index && !kase.signing && holds(kase)).length <= 1, 'one hold');
}

const isOneOf = <Key extends string>(words: Readonly<Record<Key, unknown>>, name: string): name is Key =>
  Object.hasOwn(words, name);

/** Once the jobs are done: counters, histories, and what is reported. */
export async function booksAgree(product: Product, world: World): Promise<void> {
  const { database } = product.on;
  const { schoolId } = product;
  assert.deepEqual(await database.query(kept, [schoolId]), await database.query(counted, [schoolId]), 'counters are a recount');

  const steps = await database.query(selectSteps, [schoolId]);
  for (const row of await readRows(product)) {
    const flow = flowNames.find(name => name === row.flow);
    assert.ok(flow);
    const own = steps.filter(({ caseId }) => caseId === row.id);
    const history = own.map(({ action, byRole, levels, toState }) => {
      assert.ok(isOneOf(actionWords, action) && isOneOf(roleWords, byRole));
      return { action, by: byRole, levels, to: toState };
    });
    assert.equal(replay(flowNamed(flow), history), row.state, 'the history replays');
    assert.equal(own.length, row.historySeq);
  }

  const reported = await database.query(selectReported, [schoolId]);
  for (const [index, { graduateId }] of product.people.entries()) {
    const record = reported.find(row => row.graduateId === graduateId);
    const stands = standing(world, index);
    assert.deepEqual(
      record && [record.destinationType, record.originCaseId],
      stands && [stands.type, numberOf(stands.ref)],
      'the reported record is the case in force',
    );
  }
}
