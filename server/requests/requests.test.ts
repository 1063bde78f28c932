import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { nothingInTheWay } from '#domain/facts.ts';
import { defineFlow } from '#domain/flow/define.ts';
import { certify, tell } from '#domain/flow/effects.ts';
import { ends, nextLevelOr, start, waits } from '#domain/flow/table.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { defineJob } from '#server/platform/jobs/jobs.ts';
import { statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { scopeOf } from '#server/platform/scope/scope.ts';
import { createTestPlatform, makeAccount, makeGraduate, makeSchool, type TestPlatform } from '#server/testing/platform.ts';
import { alreadyMovedBy, asJob, defineRequest, moveRequest, openRequest, type Reasoned, type RequestRow } from './index.ts';
import type { RequestKind } from './request-kind.ts';

/* A table as an archive request's could be: filed, reviewed by levels, with an effect at once and one that may come later. */
const flow = defineFlow({
  name: 'planted',
  title: '试验申请',
  always: [],
  states: {
    reviewing: waits('reviewer', '等待{reviewer}审核'),
    granted: ends('通过', 'inForce'),
    refused: ends('不通过', 'refused'),
  },
  rows: [
    { action: 'submit', by: 'graduate', from: start, to: 'reviewing' },
    {
      action: 'approve',
      by: 'reviewer',
      from: 'reviewing',
      to: nextLevelOr('granted'),
      effects: [certify, { kind: 'report' }, tell('graduate')],
      passing: [tell('graduate')],
    },
    { action: 'reject', by: 'reviewer', from: 'reviewing', to: 'refused', effects: [tell('graduate')] },
  ],
});

interface Row extends RequestRow {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly personId: number;
}
/* Kept in the table of objections, which has what any request has. */
const lock = unnamed<Row>(
  `select o.school_id, o.id, o.state, o.version, o.graduate_id, g.person_id from objection o
   join graduate g on g.school_id = o.school_id and g.id = o.graduate_id where o.school_id = $1 and o.id = $2 for update of o`,
);
const write = unnamed(
  `update objection set state = $5, version = version + 1 where school_id = $1 and id = $2 and version = $3 and state = $4`,
);
const insert = unnamed<{ id: number }>(
  `insert into objection (school_id, graduate_id, about, state, objection_sealed, filed_at)
   values ($1, $2, 'roster-' || (random() * 1e12)::bigint, $3, '\\x00', $4) returning id`,
);
const stateOf = unnamed<{ state: string; version: number }>('select state, version from objection where id = $1');
const certified = unnamed(`update graduate set class_name = 'certified' where id = $1`);
const className = unnamed<{ className: string | null }>('select class_name from graduate where id = $1');
const messages = unnamed<{ eventKey: string; title: string }>('select event_key, title from message order by id');
const audited = unnamed<{ action: string; object: string }>('select action, object from audit_event order by id');
const jobs = unnamed<{ key: string }>(
  `select key from graphile_worker.jobs where task_identifier = 'planted.report' order by id`,
);
const reportJob = defineJob('planted.report', z.object({ schoolId: z.number(), id: z.number(), version: z.number() }));

type Kind = RequestKind<Row>;
const reasons = ['不清楚', '其他'];
const kindWith = (more: Partial<Kind> = {}): Kind => ({
  flow,
  lock: async (tx, { schoolId, id }) => {
    const row = await tx.first(lock, [schoolId, id]);
    return row && { ...row, levels: ['department', 'school'] };
  },
  facts: (_tx, _row, now) => nothingInTheWay(now),
  reasons,
  write: (tx, { row, to }) => tx.execute(write, [row.schoolId, row.id, row.version, row.state, to.id]),
  audit: {
    object: { kind: 'objection', word: '试验申请' },
    actions: { submit: 'objection-filed', approve: 'objection-answered', reject: 'objection-answered' },
  },
  tells: {
    graduate: { to: (_tx, { personId }) => [{ personId }], words: ({ to }) => ({ title: to.label, text: '…', push: 'none' }) },
  },
  effects: {
    certify: async (tx, { row }) => {
      await tx.execute(certified, [row.graduateId]);
      return undefined;
    },
    report: asJob(reportJob),
  },
  ...more,
});

describe('a description and its table', () => {
  const fault = (more: Partial<Kind>, expected: RegExp) => assert.throws(() => defineRequest(kindWith(more)), expected);
  test('that fit start', () => {
    defineRequest(kindWith());
  });
  test('stop the program when the table names an effect that nobody carries out', () => {
    fault({ effects: { report: asJob(reportJob) } }, /request planted: nobody carries out "certify"$/);
    fault({ tells: {} }, /nobody carries out "tell graduate"/);
  });
  test('stop it when something is carried out that the table does not name', () => {
    const { effects, tells } = kindWith();
    fault({ effects: { ...effects, sendLink: asJob(reportJob) } }, /does not name "sendLink"/);
    fault({ tells: { ...tells, ...(tells?.graduate && { employer: tells.graduate }) } }, /does not name "tell employer"/);
  });
  test('stop it when an action has no word in the log, or a reason no list', () => {
    const { object } = kindWith().audit;
    fault(
      { audit: { object, actions: { submit: 'objection-filed', approve: 'objection-answered' } } },
      /"reject" is not audited/,
    );
    fault({ reasons: [] }, /no reasons/);
  });
  test('stop it when the clock closes what nothing lists, or something is listed that the clock does not close', () => {
    const listed = unnamed<{ schoolId: number; id: number }>('select school_id, id from objection');
    fault({ waitingIn: listed }, /what the clock closes is not listed, or the table has no row for it/);
    const closing = defineFlow({
      ...{ name: 'closing', title: '', always: [] },
      states: { filed: waits('school', '等待'), closed: ends('已截止') },
      rows: [
        { action: 'submit', by: 'graduate', from: start, to: 'filed' },
        { action: 'answer', by: 'school', from: 'filed', to: 'closed' },
        { action: 'close', by: 'clock', from: 'filed', to: 'closed' },
      ],
    });
    const { object } = kindWith().audit;
    const actions = { submit: 'objection-filed', answer: 'objection-answered', close: 'objection-closed' };
    const kind = kindWith({ flow: closing, effects: {}, tells: {}, audit: { object, actions } });
    assert.throws(() => defineRequest(kind), /what the clock closes is not listed/);
    defineRequest({ ...kind, waitingIn: listed });
  });
  test('stop it when filing would have to carry something out', () => {
    const told = defineFlow({
      ...{ name: 'told', title: '', always: [] },
      states: { filed: ends('已提交') },
      rows: [{ action: 'submit', by: 'graduate', from: start, to: 'filed', effects: [tell('graduate')] }],
    });
    const { object } = kindWith().audit;
    const kind = kindWith({ flow: told, effects: {}, audit: { object, actions: { submit: 'objection-filed' } } });
    assert.throws(() => defineRequest(kind), /filing carries out nothing/);
  });
});

describe('a request', () => {
  let platform: TestPlatform;
  let graduate: Actor;
  let department: Actor;
  let school: Actor;
  let ids: { schoolId: number; graduateId: number };
  before(async () => {
    platform = await createTestPlatform();
    await makeSchool(platform.database);
    const made = await makeGraduate(platform.database, platform.vault);
    ids = made;
    const person = { sessionId: '', departmentIds: [], name: '阿依古丽' };
    graduate = { ...person, kind: 'graduate', personId: made.personId, graduate: { ...made, checked: true } };
    const staff = async (kind: 'department' | 'school'): Promise<Actor> => ({
      ...{ kind, sessionId: '', schoolId: 1, departmentIds: [1], name: `${kind} 老师` },
      accountId: await makeAccount(platform, { kind, login: kind, schoolId: 1 }),
    });
    [department, school] = [await staff('department'), await staff('school')];
  });
  after(() => platform.stop());

  const asking = (actor: Actor, key: string = randomUUID()) => ({
    ...{ actor, key, addressPrefix: '10.1' },
    scope: scopeOf(actor, actor.kind === 'graduate' ? 'own' : 'school'),
  });
  const file = async (kind = kindWith(), key?: string) =>
    openRequest(
      platform,
      kind,
      {
        lock: async () => ({ facts: nothingInTheWay(platform.clock.now()) }),
        insert: async (tx, _, { to, at }) => ({
          schoolId: ids.schoolId,
          ...(await tx.one(insert, [ids.schoolId, ids.graduateId, to.id, at])),
        }),
      },
      { given: { text: '申请' }, ...asking(graduate, key) },
    );
  const filed = async (): Promise<number> => {
    const answer = await file();
    assert.ok('id' in answer);
    return answer.id;
  };
  interface Sent {
    readonly kind?: Kind;
    readonly version?: number;
    readonly given?: Reasoned;
    readonly key?: string;
  }
  const move = (
    actor: Actor,
    id: number,
    action: 'approve' | 'reject',
    { kind = kindWith(), version = 1, given = {}, key }: Sent = {},
  ) => moveRequest(platform, kind, { ref: { schoolId: 1, id }, action, version, given, ...asking(actor, key) });
  const codeOf = (answer: object | Refused) => ('refused' in answer ? answer.refused.code : undefined);
  const row = (id: number) => platform.database.one(stateOf, [id]);

  test('is carried out: each step is audited and told, each effect happens, at once or as a job', async () => {
    const id = await filed();
    assert.deepEqual(await row(id), { state: 'reviewing.department', version: 1 });
    assert.deepEqual(await move(department, id, 'approve'), { state: 'reviewing.school', label: '等待学校审核' });
    assert.equal((await platform.database.one(className, [ids.graduateId])).className, null);
    assert.deepEqual(await move(school, id, 'approve', { version: 2 }), { state: 'granted', label: '通过' });
    assert.equal((await platform.database.one(className, [ids.graduateId])).className, 'certified');
    assert.deepEqual(await platform.database.query(jobs), [{ key: `planted.report:1-${id}-3` }]);
    assert.deepEqual(await platform.database.query(messages), [
      { eventKey: `objection:1-${id}-2`, title: '等待学校审核' },
      { eventKey: `objection:1-${id}-3`, title: '通过' },
    ]);
    assert.deepEqual(
      (await platform.database.query(audited)).map(({ action, object }) => `${action} ${object}`),
      [`objection-filed objection:1-${id}`, `objection-answered objection:1-${id}`, `objection-answered objection:1-${id}`],
    );
  });

  test('is filed and moved once, however often it is sent', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => file(kindWith(), 'filed-twice')));
    assert.deepEqual(one, two);
    const id = one && 'id' in one ? one.id : 0;
    const answers = await Promise.all([1, 2, 3].map(() => move(department, id, 'approve', { key: 'moved-three-times' })));
    for (const answer of answers) assert.deepEqual(answer, { state: 'reviewing.school', label: '等待学校审核' });
    assert.equal((await row(id)).version, 2);
  });

  test('of two at the same instant one moves it, and the other is told', async () => {
    const id = await filed();
    const given = { reason: { reason: '其他', text: '重复' } };
    const answers = await Promise.all([move(department, id, 'approve'), move(department, id, 'reject', { given })]);
    assert.deepEqual(answers.map(codeOf).sort(), ['changed-meanwhile', undefined]);
  });

  test('names who moved it first, where its kind can tell', async () => {
    const id = await filed();
    await move(department, id, 'approve');
    const kind = kindWith({
      overtaken: alreadyMovedBy(async () => ({
        role: 'department',
        name: '欧阳老师',
        at: platform.clock.now(),
        label: '等待学校审核',
      })),
    });
    const answer = await move(department, id, 'reject', { kind });
    assert.deepEqual(answer, {
      refused: {
        code: 'already-moved',
        about: { who: '学院（欧阳老师）', when: '2027年3月10日 10:00:00', state: '等待学校审核' },
      },
    });
    assert.equal(codeOf(await move(department, id, 'reject', { kind, version: 2 })), 'not-yours');
  });

  test('asks for a reason of the list where the table does, and keeps it for the step', async () => {
    const id = await filed();
    for (const given of [{}, { reason: { reason: '别的', text: '说明' } }, { reason: { reason: '其他', text: '' } }])
      assert.equal(codeOf(await move(department, id, 'reject', { given })), 'invalid-input');
    const seen: unknown[] = [];
    const kind = kindWith({
      keep: async (_tx, { reason, version, by, to }) => {
        seen.push({ reason, version, by, to: to.id });
      },
    });
    const reason = { reason: '其他', text: '说明' };
    await move(department, id, 'reject', { kind, given: { reason } });
    assert.deepEqual(seen, [{ reason, version: 2, by: 'department', to: 'refused' }]);
  });

  test('is left as it was when a check or an effect refuses', async () => {
    const id = await filed();
    await move(department, id, 'approve');
    const refusing = async () => refuse('file-missing');
    const before = await platform.database.query(audited);
    for (const kind of [kindWith({ check: refusing }), kindWith({ effects: { ...kindWith().effects, certify: refusing } })])
      assert.equal(codeOf(await move(school, id, 'approve', { kind, version: 2 })), 'file-missing');
    assert.deepEqual(await row(id), { state: 'reviewing.school', version: 2 });
    assert.deepEqual(await platform.database.query(audited), before);
  });

  test('a write that finds another row than was locked is a bug, and leaves nothing behind', async () => {
    const id = await filed();
    const kind = kindWith({ write: async () => 0 });
    await assert.rejects(move(department, id, 'approve', { kind }), /objection:1-\d+ was written although it was locked/);
    assert.equal((await row(id)).version, 1);
  });

  test('who may not is told by the table, and what is out of scope is not found', async () => {
    const id = await filed();
    assert.equal(codeOf(await move(school, id, 'approve')), 'not-yours');
    assert.equal(codeOf(await move(department, id + 1000, 'approve')), 'not-found');
    const answer = await openRequest(
      platform,
      kindWith(),
      { lock: async () => ({ facts: nothingInTheWay(new Date()) }), insert: async () => assert.fail('nothing is kept') },
      { given: null, ...asking(school) },
    );
    assert.equal(codeOf(answer), 'not-yours');
  });

  test('one at a time: who comes second is told so', async () => {
    const answer = await openRequest(
      platform,
      kindWith({ unique: { objection_one_open: refuse('objection-open') } }),
      {
        lock: async () => ({ facts: nothingInTheWay(platform.clock.now()) }),
        insert: async (tx, _, { to, at }) => {
          const values = [ids.schoolId, ids.graduateId, to.id, at];
          const [{ id }] = [await tx.one(insertAbout, values), await tx.one(insertAbout, values)];
          return { schoolId: 1, id };
        },
      },
      { given: null, ...asking(graduate) },
    );
    assert.equal(codeOf(answer), 'objection-open');
  });
});

const insertAbout = statement<{ id: number }>(
  'testing.planted_about',
  `insert into objection (school_id, graduate_id, about, state, objection_sealed, filed_at)
   values ($1, $2, 'roster-1', $3, '\\x00', $4) returning id`,
);
