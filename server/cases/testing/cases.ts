/** What tests of cases begin with: two schools, employers, graduates and staff on a database of their own, spoken to through HTTP. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isAction } from '#domain/actions/all.ts';
import { replay } from '#domain/flow/decide.ts';
import { flowNamed, flowNames } from '#domain/flows/all.ts';
import { idCardCheckCharacter } from '#domain/identifiers/id-card.ts';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { type Levels, type Role, roleWords } from '#domain/roles.ts';
import { fromDestination } from '#server/archives/index.ts';
import type { Press } from '#server/documents/index.ts';
import { composeModules } from '#server/modules.ts';
import { jobsOf, routesOf } from '#server/platform/module.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { loadSigningCertificate } from '#server/platform/pdf/signing-certificate.ts';
import type { Outside } from '#server/platform/platform.ts';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { drainJobs } from '#server/platform/testing/jobs.ts';
import { type EmploymentRegistry, ownRegistry } from '#server/registry/index.ts';
import type { SessionOwner } from '#server/sessions/index.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeGraduate,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { agreement } from './agreement.ts';

/** A valid citizen's number; a different one for each serial below 1000. */
export function idNumberOf(serial: number): string {
  const first17 = `35020320041102${String(serial).padStart(3, '0')}`;
  return first17 + idCardCheckCharacter(first17);
}

export interface Someone {
  readonly owner: SessionOwner;
  readonly accountId?: number;
}
export interface Employer extends Someone {
  readonly employerId: number;
  readonly accountId: number;
  readonly name: string;
  readonly uscc: string;
  readonly phone: string;
}
export interface Graduate extends Someone {
  readonly personId: number;
  readonly graduateId: number;
  readonly schoolId: number;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
}

const insertEmployer = unnamed<{ id: number }>(
  `insert into employer (name, uscc, state, submitted_sealed, submitted_at, certified_sealed, qualified_at, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $5, $5) returning id`,
);
const selectActs = unnamed<{ action: string }>('select distinct action from audit_event');
/** Left out where a test makes no documents. */
const documentJobs: ReadonlySet<string> = new Set(['cases.make-document', 'authorization.make-form']);
const silent = { follow: () => undefined, close: async () => undefined };
const noPress: Press = {
  get renderer(): never {
    throw new Error('this test makes no documents');
  },
  get certificate(): never {
    throw new Error('this test makes no documents');
  },
};

export type TestCases = Awaited<ReturnType<typeof startCases>>;
interface Sent {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Invitation {
  readonly graduateName?: string;
  readonly idNumber?: string;
  readonly validityDays?: number;
  readonly agreement?: object;
}

interface More {
  readonly press?: boolean;
  readonly outside?: Partial<Outside>;
  /** Ours when missing. */
  readonly registry?: EmploymentRegistry;
}
/** A platform with the schools 1 and 2, each with departments 1 and 2. With `press` documents are really made. */
export async function startCases(more: More = {}) {
  const platform = await createTestPlatform(more.outside ? { outside: more.outside } : {});
  const { database, vault, clock, log } = platform;
  await makeSchool(database, 1);
  await makeSchool(database, 2, '西岭师范大学');
  const registry = more.registry ?? ownRegistry(database, vault);
  const reporting = { registry, transfers: fromDestination(platform) };
  const press = more.press ? await makePress(platform) : noPress;
  const portal = { helpContact: '', inboxUrl: null };
  const auditHeads = join(platform.folder, 'audit', 'heads.jws');
  const modules = composeModules(platform, { registry, press, events: silent, portal, sampleRoster: undefined, auditHeads });
  const app = createTestApp(platform, routesOf(modules));
  const all = jobsOf(modules);
  const handlers = more.press ? all : all.filter(({ name }) => !documentJobs.has(name));

  let made = 0;
  const serial = (): number => {
    made += 1;
    return made;
  };
  // A session dies while a test moves the clock; nobody here is idle.
  const cookies = new Map<SessionOwner, { cookie: string; at: number }>();
  async function cookieFor(owner: SessionOwner): Promise<string> {
    const now = clock.now().getTime();
    const known = cookies.get(owner);
    if (known && Math.abs(now - known.at) < 600_000) return known.cookie;
    const cookie = await cookieOf(platform, owner);
    cookies.set(owner, { cookie, at: now });
    return cookie;
  }

  const send = async (
    who: Someone | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    sent: Sent = {},
  ) =>
    app.inject({
      method,
      url,
      headers: {
        ...(who && { cookie: await cookieFor(who.owner) }),
        'idempotency-key': sent.key ?? randomUUID(),
        'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0',
        ...sent.headers,
      },
      ...(payload && { payload }),
    });

  async function makeEmployer(it: { readonly name?: string; readonly qualified?: boolean } = {}): Promise<Employer> {
    const number = serial();
    const name = it.name ?? `厦门第${number}座桥软件技术有限公司`;
    const uscc = completeUscc(`91350203QX${String(number).padStart(7, '0')}`);
    const phone = String(13_700_000_000 + number);
    const organisation = {
      name,
      uscc,
      nature: '39',
      industry: 'I',
      regionCode: '350203',
      address: '演示路 7 号',
      contactName: '吴经理',
      contactMobile: phone,
      contactEmail: '',
    };
    const sealed = vault.sealJson(organisation);
    const qualified = it.qualified ?? true;
    const values = [name, uscc, qualified ? 'qualified' : 'pending', sealed, clock.now()];
    const { id } = await database.one(insertEmployer, [...values, qualified ? sealed : null, qualified ? clock.now() : null]);
    const accountId = await makeAccount(platform, { kind: 'employerAdmin', login: phone, name: '吴经理', employerId: id, phone });
    return { employerId: id, accountId, name, uscc, phone, owner: { kind: 'employerAdmin', accountId } };
  }

  async function makeStaff(
    kind: 'department' | 'school' | 'schoolAdmin',
    {
      schoolId = 1,
      departmentIds = [1],
      name = '罗老师',
    }: { schoolId?: number; departmentIds?: readonly number[]; name?: string } = {},
  ): Promise<Someone & { readonly accountId: number }> {
    const login = `staff${serial()}`;
    const accountId = await makeAccount(platform, {
      kind,
      login,
      name,
      schoolId,
      ...(kind === 'department' && { departmentIds }),
    });
    return { accountId, owner: { kind, accountId } };
  }

  async function makeOperator(): Promise<Someone> {
    const accountId = await makeAccount(platform, { kind: 'operator', login: `operator${serial()}` });
    return { owner: { kind: 'operator', accountId } };
  }

  async function graduate(it: Partial<Parameters<typeof makeGraduate>[2]> = {}): Promise<Graduate> {
    const number = serial();
    const idNumber = it?.idNumber ?? idNumberOf(number);
    const phone = it?.phone ?? String(13_600_000_000 + number);
    const name = it?.name ?? '阿依古丽·买买提';
    const examNumber = `2335${String(number).padStart(10, '0')}`;
    const row = await makeGraduate(database, vault, { ...it, name, idNumber, phone, examNumber, now: clock.now() });
    const owner = { kind: 'graduate', personId: row.personId, cohort: row.cohort } as const;
    return { ...row, name, idNumber, phone, owner };
  }

  const invite = (employer: Someone, invitee: Pick<Graduate, 'name' | 'idNumber'>, it: Invitation = {}, sent: Sent = {}) => {
    const body = { graduateName: invitee.name, idNumber: invitee.idNumber, validityDays: 3, ...it };
    return send(employer, 'POST', '/api/invitations', { ...body, agreement: { ...agreement, ...it.agreement } }, sent);
  };
  /** The reference of an invitation that must have gone out. */
  async function invited(employer: Someone, invitee: Graduate, it: Invitation = {}): Promise<string> {
    const answer = await invite(employer, invitee, it);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().ref;
  }
  const row = async (ref: string) => {
    const [schoolId, id] = ref.split('-').map(Number);
    return database.one(selectCase, [schoolId, id]);
  };
  async function act(who: Someone, ref: string, action: string, input: object = {}, sent: Sent & { version?: number } = {}) {
    const version = sent.version ?? (await row(ref)).version;
    return send(who, 'POST', `/api/cases/${ref}/actions/${action}`, { version, input }, sent);
  }
  const consent = (person: Graduate) => ({ agreed: true, proof: { method: 'name', name: person.name } });
  const page = async (who: Someone, ref: string) => send(who, 'GET', `/api/cases/${ref}`);
  const drain = () => drainJobs(database, handlers, clock);

  return {
    ...{
      platform,
      database,
      vault,
      clock,
      app,
      registry,
      reporting,
      press,
      handlers,
      modules,
      send,
      makeEmployer,
      makeStaff,
      makeOperator,
      graduate,
      invite,
      invited,
    },
    ...{ row, act, consent, page, drain },
    setLevels: (levels: 'department+school' | 'school' | 'department') =>
      database.execute(writeLevels, [JSON.stringify({ reviewLevels: { 'online-signing': levels } })]),
    stop: async () => {
      const words = new Set(modules.flatMap(({ auditWords = {} }) => Object.keys(auditWords)));
      const written = await database.query(selectActs);
      assert.deepEqual(
        written.filter(({ action }) => !words.has(action)),
        [],
        'an act is in the audit that no module has a word for',
      );
      await app.close();
      if (more.press) await press.renderer.close();
      await platform.stop();
      assert.equal(log.level, 'info');
    },
  };
}

async function makePress(platform: TestPlatform): Promise<Press> {
  const folder = join(process.env.TMPDIR ?? '/tmp', `quxiang-press-${randomUUID()}`);
  const certificate = await loadSigningCertificate(folder, { now: platform.clock.now(), mayMakeTest: true });
  return { renderer: createPdfRenderer(), certificate };
}

export interface CaseState {
  readonly state: string;
  readonly version: number;
  readonly levels: readonly string[];
  readonly holds: boolean;
  readonly dueAt: Date | null;
  readonly employerName: string;
  readonly uscc: string;
  readonly formSealed: Buffer;
  readonly snapshotSealed: Buffer | null;
  readonly agreementNumber: string | null;
  readonly departmentId: number;
}
const selectCase = unnamed<CaseState>('select * from destination_case where school_id = $1 and id = $2');
const writeLevels = unnamed('update school set settings = $1 where id = 1');

/** A recount of cases per state, to compare with the counters. */
export async function countersAgree(database: Queryable): Promise<void> {
  const counted = await database.query(
    unnamed<Record<string, unknown>>(
      `select school_id, department_id, cohort, flow, case when frozen_at is null then state else 'lapsed' end as state,
         destination_type, count(*)::int as count from destination_case
       group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
    ),
  );
  const kept = await database.query(
    unnamed<Record<string, unknown>>(
      `select school_id, department_id, cohort, flow, state, destination_type, count from desk_counter where count <> 0
       order by 1, 2, 3, 4, 5, 6`,
    ),
  );
  assert.deepEqual(kept, counted);
}

const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);

/** Every history, replayed through its flow, must lead to the state of its case. Answers how many cases there were. */
export async function historiesReplay(database: Queryable): Promise<number> {
  const cases = await database.query(
    unnamed<{ schoolId: number; id: number; flow: string; state: string; version: number; historySeq: number }>(
      'select school_id, id, flow, state, version, history_seq from destination_case order by school_id, id',
    ),
  );
  for (const kase of cases) {
    const steps = await database.query(
      unnamed<{ seq: number; action: string; byRole: string; levels: Levels; toState: string; version: number }>(
        'select seq, action, by_role, levels, to_state, version from case_history where school_id = $1 and case_id = $2 order by seq',
      ),
      [kase.schoolId, kase.id],
    );
    const history = steps.map(({ action, byRole, levels, toState }) => {
      assert.ok(isAction(action) && isRole(byRole));
      return { action, by: byRole, levels, to: toState };
    });
    const flow = flowNames.find(name => name === kase.flow);
    assert.ok(flow);
    assert.equal(replay(flowNamed(flow), history), kase.state, `case ${kase.schoolId}-${kase.id}`);
    assert.deepEqual(
      steps.map(({ seq }) => seq),
      steps.map((_, index) => index + 1),
    );
    // A draft that is saved gets a version, and no step.
    assert.ok((steps.at(-1)?.version ?? 0) <= kase.version);
    assert.equal(kase.historySeq, steps.length);
  }
  return cases.length;
}
