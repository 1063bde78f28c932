/** What must hold of a run's school at any moment, and what must hold once every job is done. */
import assert from 'node:assert/strict';
import { actions } from '#domain/actions/all.ts';
import { replay } from '#domain/flow/decide.ts';
import { flowNamed, flowNames } from '#domain/flows/all.ts';
import { type Levels, roleWords } from '#domain/roles.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { confirmationOf, standing } from './counting.ts';
import { reached } from './done.ts';
import type { Product } from './product.ts';
import { directed, hasOtherUnit, holds, placeOf, type World } from './world.ts';

interface Row {
  readonly id: number;
  readonly flow: string;
  readonly state: string;
  readonly holds: boolean;
  readonly destinationType: string;
  readonly version: number;
  readonly historySeq: number;
  readonly departmentId: number;
}
const selectCases = statement<Row>(
  'model.cases',
  'select id, flow, state, holds, destination_type, version, history_seq, department_id from destination_case where school_id = $1 order by id',
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
  `select department_id, flow, case when frozen_at is null then state else 'lapsed' end as state, destination_type,
     count(*)::int as count
   from destination_case where school_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
);
const kept = statement<Record<string, unknown>>(
  'model.kept',
  `select department_id, flow, state, destination_type, count from desk_counter where school_id = $1 and count <> 0
   order by 1, 2, 3, 4`,
);
const selectPeople = statement<{ id: number; departmentId: number; confirmation: string; isLapsed: boolean }>(
  'model.people',
  `select id, department_id, confirmation, lapsed_at is not null as is_lapsed from graduate where school_id = $1 order by id`,
);
/** Whose codes and confirmation do not fit: in the model each 信息无误 is followed by 核验授权. */
const selectStray = statement<{ graduateId: number }>(
  'model.stray_codes',
  `select g.id as graduate_id from graduate g where g.school_id = $1 and (g.confirmation = 'right') is distinct from exists (
     select from verification_code c
     where c.school_id = $1 and c.graduate_id = g.id and c.purpose = 'authorization' and c.ended_at is null)`,
);
const selectMessages = statement<{ eventKey: string; toGraduate: boolean }>(
  'model.messages',
  `select event_key, person_id is not null as to_graduate from message where event_key ~ ('^case-' || $1::bigint || '-[0-9]+-[0-9]+$')`,
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

/** The cases in the states that the model says. */
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
      departmentId: world.graduates[kase.graduate]?.department ?? 0,
    }))
    .sort((one, other) => one.id - other.id);

export const readRows = async ({ on, schoolId }: Product): Promise<Row[]> =>
  (await on.database.query(selectCases, [schoolId])).map(row => ({ ...row }));

/** Every case is in the state that the model says, nobody holds two, the counters are a recount, and each graduate is confirmed as they should be. */
export async function casesAgree(product: Product, world: World): Promise<void> {
  const { schoolId, on, people } = product;
  const [rows, counters, recount, graduates, stray] = await Promise.all([
    readRows(product),
    on.database.query(kept, [schoolId]),
    on.database.query(counted, [schoolId]),
    on.database.query(selectPeople, [schoolId]),
    on.database.query(selectStray, [schoolId]),
  ]);
  assert.deepEqual(stray, [], 'a code of a graduate is in force as long as they have confirmed');
  assert.deepEqual(rows, expectedRows(world));
  assert.deepEqual(counters, recount, 'counters are a recount');
  const expected = people.map(({ graduateId }, index) => ({
    id: graduateId,
    departmentId: world.graduates[index]?.department,
    confirmation: confirmationOf(world, index),
    isLapsed: world.graduates[index]?.lapsed !== undefined,
  }));
  assert.deepEqual(
    graduates.map(row => ({ ...row })),
    expected,
  );
  for (const kase of world.cases) reached.add(`${flowOf[kase.kind]} ${placeOf(kase)}`);
  for (const kase of world.cases)
    if (kase.type === directed) reached.add(`10.09 ${placeOf(kase)}${hasOtherUnit(world, kase) ? ', another unit' : ''}`);
  for (const { confirmation } of expected) reached.add(`confirmation ${confirmation}`);
  for (const [index] of world.graduates.entries())
    assert.ok(world.cases.filter(kase => kase.graduate === index && !kase.signing && holds(kase)).length <= 1, 'one hold');
}

const isOneOf = <Key extends string>(words: Readonly<Record<Key, unknown>>, name: string): name is Key =>
  Object.hasOwn(words, name);

/** Once the jobs are done: histories, what is reported, and that everybody was told of everything once. */
export async function booksAgree(product: Product, world: World): Promise<void> {
  const { database } = product.on;
  const { schoolId } = product;
  const steps = await database.query(selectSteps, [schoolId]);
  for (const row of await readRows(product)) {
    const flow = flowNames.find(name => name === row.flow);
    assert.ok(flow);
    const own = steps.filter(({ caseId }) => caseId === row.id);
    const history = own.map(({ action, byRole, levels, toState }) => {
      assert.ok(isOneOf(actions, action) && isOneOf(roleWords, byRole));
      return { action, by: byRole, levels, to: toState };
    });
    assert.equal(replay(flowNamed(flow), history), row.state, 'the history replays');
    assert.equal(own.length, row.historySeq);
  }

  const reported = await database.query(selectReported, [schoolId]);
  for (const [index, { graduateId }] of product.people.entries()) {
    const record = reported.find(row => row.graduateId === graduateId);
    const inForce = standing(world, index);
    assert.deepEqual(
      record && [record.destinationType, record.originCaseId],
      inForce && [inForce.type, numberOf(inForce.ref)],
      'the reported record is the case in force',
    );
  }

  const messages = await database.query(selectMessages, [schoolId]);
  const got = messages.map(({ eventKey, toGraduate }) => `${eventKey} ${toGraduate ? 'graduate' : 'employer'}`);
  const due = world.told.map(({ kase, step, to }) => `case-${kase.ref}-${step} ${to}`);
  assert.deepEqual(got.sort(), due.sort(), 'one message per event and recipient');
}
