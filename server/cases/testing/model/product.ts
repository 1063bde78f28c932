/** The product under the model: a school of its own for each run, moves carried out by the commands themselves, what they left behind. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isAction } from '#domain/actions/all.ts';
import { personActions } from '#domain/flows/all.ts';
import { invitationForm } from '#domain/forms/invitation-form.ts';
import { idCardCheckCharacter } from '#domain/identifiers/id-card.ts';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { rolesOf } from '#domain/roles.ts';
import { withTransfers } from '#server/archives/index.ts';
import { actOnCase } from '#server/case-acts/act-on-case.ts';
import { requestTermination } from '#server/case-acts/request-termination.ts';
import { saveDraft } from '#server/case-acts/save-draft.ts';
import { startCase } from '#server/case-acts/start-case.ts';
import { closeCohorts } from '#server/case-effects/close-cohorts.ts';
import { expireOverdue } from '#server/case-effects/expire-case.ts';
import { casesPort } from '#server/case-effects/roster-port.ts';
import { mayGather } from '#server/case-files/index.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import { inviteGraduate } from '#server/invitations/invite-graduate.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { scopeOf } from '#server/platform/scope/scope.ts';
import { deleteGraduates } from '#server/roster/lapse-graduates.ts';
import { restoreGraduates } from '#server/roster/restore-graduates.ts';
import { makeGraduate, makeSchool } from '#server/testing/platform.ts';
import { findOpenedCase, parseRef } from '../../read-case.ts';
import { agreement } from '../agreement.ts';
import { startCases, type TestCases } from '../cases.ts';
import { filledForm, startFlows, type TestFlows } from '../flows.ts';
import { confirm } from './confirm.ts';
import { transferProduct } from './transfer-product.ts';
import { type Answer, type By, directed, type Kase, type Level, type Move, type World } from './world.ts';

export interface Stage {
  readonly on: TestCases;
  readonly flow: TestFlows;
}
export async function openStage(): Promise<Stage> {
  const on = await startCases();
  return { on, flow: await startFlows(on) };
}

export const began = '2027-03-10T02:00:00Z';
const majors = ['计算机科学与技术', '人工智能'] as const;
const units = ['福建省演示县教育局', '福建省另一演示县教育局'] as const;
const names = ['㛃䶮·买买提', '阿依古丽·买买提', '欧阳𬭎', '罗小云'];
/** A text of the form that the school may correct. */
const correctable: Readonly<Record<string, string>> = {
  '70.01': 'plan',
  '76.01': 'workDescription',
  '80.01': 'admittingMajor',
  '85.01': 'admittingMajor',
};
/** Of 10.09 the unit alone, which the roster has: nothing is typed. */
const correction = ({ type, version }: Kase): object =>
  type === directed ? {} : { [correctable[type] ?? 'contactName']: `第 ${version} 版` };
const count = { schools: 100, people: 0, employers: 0 };

const insertEmployer = unnamed<{ id: number }>(
  `insert into employer (name, uscc, state, submitted_sealed, submitted_at, certified_sealed, qualified_at, created_at, updated_at)
   values ($1, $2, 'qualified', $3, $4, $3, $4, $4, $4) returning id`,
);
const writeSettings = unnamed('update school set settings = $2, settings_version = settings_version + 1 where id = $1');
const writeMajor = unnamed('update graduate set major_name = $2 where id = $1');
const insertAccount = unnamed<{ id: number }>(
  `insert into account (kind, login, name, password_hash, employer_id, created_at)
   values ('employerAdmin', 'model-' || $1::bigint, '吴经理', 'none', $1, $2) returning id`,
);
/** What a reviewer adds waits for no submission. */
const belongsAtOnce = unnamed('update case_file set by_level = $3, submitted_seq = $4 where school_id = $1 and id = $2');
const writeDepartment = unnamed('update graduate set department_id = $3 where school_id = $1 and id = $2');
const writeMode = unnamed('update graduate set training_mode = $3 where school_id = $1 and id = $2');
const writeUnit = unnamed(
  `update graduate set directed_unit_name = $3, directed_unit_region = '350203' where school_id = $1 and id = $2`,
);
const selectToken = unnamed<{ tokenSealed: Buffer | null }>(
  'select token_sealed from employer_link where school_id = $1 and case_id = $2 order by id desc limit 1',
);

/** A valid number, another for each person: the day of birth and the serial of the day. */
function nextIdNumber(): string {
  count.people += 1;
  const born = new Date(Date.UTC(1950, 0, 1 + Math.floor(count.people / 900))).toISOString().slice(0, 10).replaceAll('-', '');
  const first17 = `350203${born}${String(count.people % 900).padStart(3, '0')}`;
  return first17 + idCardCheckCharacter(first17);
}

export interface Outcome {
  readonly refused: string | undefined;
  /** Of the case that was opened. */
  readonly ref: string | undefined;
}
interface Person {
  readonly graduateId: number;
  readonly idNumber: string;
  readonly name: string;
  readonly actor: Actor;
}

export type Product = Awaited<ReturnType<typeof openProduct>>;
export async function openProduct({ on, flow }: Stage, graduates: number) {
  const { platform, database, vault, clock } = on;
  const port = withTransfers(platform, casesPort(platform, on.reporting));
  clock.set(began);
  count.schools += 1;
  const schoolId = await makeSchool(database, count.schools, `东海大学第 ${count.schools} 校区`);
  const people: Person[] = [];
  for (let index = 0; index < graduates; index++) {
    const [idNumber, name] = [nextIdNumber(), names[index % names.length] ?? ''];
    const examNumber = `2335${String(count.people).padStart(10, '0')}`;
    const made = await makeGraduate(database, vault, { schoolId, idNumber, name, examNumber, now: clock.now() });
    await database.execute(writeUnit, [schoolId, made.graduateId, units[0]]);
    const graduate = { schoolId, graduateId: made.graduateId, cohort: made.cohort, checked: true };
    people.push({
      ...{ graduateId: made.graduateId, idNumber, name },
      actor: { kind: 'graduate', sessionId: '', name, personId: made.personId, departmentIds: [], graduate },
    });
  }
  const employers: Actor[] = [];
  for (let index = 0; index < 3; index++) {
    count.employers += 1;
    const name = `厦门第${count.employers}座桥软件技术有限公司`;
    const uscc = completeUscc(`91350203QM${String(count.employers).padStart(7, '0')}`);
    const organisation = { name, uscc, nature: '39', industry: 'I', regionCode: '350203', address: '演示路 7 号' };
    const contact = { contactName: '吴经理', contactMobile: '13700000001', contactEmail: '' };
    const values = [name, uscc, vault.sealJson({ ...organisation, ...contact }), clock.now()];
    const { id: employerId } = await database.one(insertEmployer, values);
    const { id: accountId } = await database.one(insertAccount, [employerId, clock.now()]);
    employers.push({ kind: 'employerAdmin', sessionId: '', name: '吴经理', accountId, departmentIds: [], employerId });
  }
  const staff = (kind: 'department' | 'school', accountId: number, school: number, departmentIds: readonly number[]): Actor => ({
    ...{ kind, sessionId: '', name: '罗老师', accountId, schoolId: school, departmentIds },
  });
  const departmentStaff = (department: number) => staff('department', flow.department.accountId, schoolId, [department]);
  const school = staff('school', flow.school.accountId, schoolId, []);
  const tokens = new Map<string, string>();

  const departmentOf = (world: World, graduate: number): number => world.graduates[graduate]?.department ?? 1;
  /** Somebody of the kind that may act here, without anything to do with this case. */
  const strangerTo = ({ graduate }: Kase, world: World, turn: number): Actor => {
    const strangers = [
      people[(graduate + 1) % people.length]?.actor,
      employers[2],
      departmentStaff(3 - departmentOf(world, graduate)),
      { ...school, schoolId: 1 },
    ];
    return strangers[turn % strangers.length] ?? school;
  };
  const actorFor = (kase: Kase, by: By, world: World, turn: number): Actor | undefined => {
    if (by === 'stranger') return strangerTo(kase, world, turn);
    if (by === 'graduate') return people[kase.graduate]?.actor;
    if (by === 'employer') return kase.employer === undefined ? undefined : employers[kase.employer];
    return by === 'department' ? departmentStaff(departmentOf(world, kase.graduate)) : by === 'school' ? school : undefined;
  };

  /** What a person sends with an action: always what it asks for. */
  function inputOf(kase: Kase, action: string, more: string | undefined): object {
    const why = { reason: '其他', text: '请核对' };
    const consent = { agreed: true, proof: { method: 'name', name: people[kase.graduate]?.name } };
    const inputs: Readonly<Record<string, object>> = {
      submit: kase.signing ? { reason: '个人原因', text: '双方已协商一致' } : { form: filledForm(kase.type) },
      submitVoiding: kase.signing
        ? { reason: '个人原因', text: '双方已协商一致', voidFirst: true }
        : { form: filledForm(kase.type), voidFirst: true },
      upload: { explanation: more === 'explanation' },
      accept: consent,
      acceptVoiding: { ...consent, voidFirst: true },
      ...{
        return: why,
        reject: why,
        decline: { text: '尚在协商' },
        noteHelp: { text: '已致电单位' },
        passOn: { text: '单位已书面同意' },
      },
      correct: { ...why, reason: '填写有误', fields: correction(kase) },
      amend: { destinationType: more, form: filledForm(more ?? '') },
    };
    return inputs[action] ?? {};
  }
  const purposes: Readonly<Record<string, string>> = {
    submit: 'evidence',
    submitVoiding: 'evidence',
    upload: 'scan',
    passOn: 'help',
  };

  /** The files that a move needs are there before it is made. */
  async function prepare(move: Move, world: World): Promise<void> {
    const kase = move.what === 'act' ? world.cases[move.kase] : undefined;
    const purpose = move.what === 'act' ? purposes[move.action] : undefined;
    if (!kase || !purpose) return;
    const byAgent = move.what === 'act' && move.by === 'agent';
    for (const item of purpose === 'evidence' ? [0, 1] : [0])
      await flow.enclose(kase.ref, kase.signing && purpose === 'evidence' ? 'letter' : purpose, item, byAgent);
  }

  const from = { addressPrefix: '127.0.0', device: 'model' };
  async function carryOut(move: Move, world: World, key: string, turn: number): Promise<object> {
    if (move.what === 'begin') {
      const actor = people[move.graduate]?.actor;
      assert.ok(actor);
      return startCase(platform, { destinationType: move.type, actor, scope: scopeOf(actor, 'own'), key, ...from });
    }
    if (move.what === 'invite') {
      const [actor, person] = [employers[move.employer], people[move.graduate]];
      assert.ok(actor?.employerId && person);
      const form = invitationForm.parse({ graduateName: person.name, idNumber: person.idNumber, validityDays: 3, agreement });
      return inviteGraduate(platform, { form, actor, employerId: actor.employerId, key, ...from });
    }
    const kase = world.cases[move.kase];
    assert.ok(kase);
    if (move.by === 'agent') {
      if (move.what !== 'act' || move.action !== 'upload') return { refused: { code: 'no-such-way' } };
      const headers = { 'agent-token': tokens.get(kase.ref) ?? 'none' };
      const answer = await on.send(undefined, 'POST', '/api/agent-link/submission', undefined, { headers });
      return answer.statusCode === 200 ? {} : { refused: { code: answer.json().code } };
    }
    const actor = actorFor(kase, move.by, world, turn);
    if (!actor) return { refused: { code: 'no-such-party' } };
    const reach = { graduate: 'own', employerAdmin: 'employer', department: 'department', school: 'school' } as const;
    assert.ok(actor.kind in reach);
    const scope = scopeOf(
      actor,
      actor.kind === 'graduate' ? 'own' : actor.employerId ? 'employer' : actor.kind === 'department' ? 'department' : 'school',
    );
    const ref = parseRef(kase.ref);
    const { version } = kase;
    if (move.what === 'terminate') {
      const input = { reason: '个人原因', text: '双方已沟通' };
      return requestTermination(platform, { ref, version, input, actor, scope, key, ...from });
    }
    if (move.action === 'save') return saveDraft(platform, { ref, version, form: filledForm(kase.type), actor, scope });
    const action = move.action.replace(/Voiding$/, '');
    assert.ok(isAction(action), action);
    // The contract knows no such command: it is done beside another one alone.
    if (!personActions.includes(action)) return { refused: { code: 'not-possible-here' } };
    return actOnCase(platform, {
      ref,
      action,
      version,
      input: inputOf(kase, move.action, move.more),
      actor,
      scope,
      key,
      ...from,
    });
  }
  async function make(move: Move, world: World, key: string = randomUUID(), turn = 0): Promise<Outcome> {
    const answer = await carryOut(move, world, key, turn);
    const refused =
      'refused' in answer && typeof answer.refused === 'object' && answer.refused !== null && 'code' in answer.refused
        ? String(answer.refused.code)
        : undefined;
    const opens = move.what !== 'act';
    return { refused, ref: opens && 'ref' in answer && typeof answer.ref === 'string' ? answer.ref : undefined };
  }
  /** Evidence that a reviewer adds; answers whether they may. */
  async function prove(kase: Kase, by: Level, world: World): Promise<boolean> {
    const opened = await findOpenedCase(platform, database, parseRef(kase.ref), { kind: 'school', schoolId });
    const actor = actorFor(kase, by, world, 0);
    assert.ok(opened && actor);
    if (mayGather(opened, 'evidence', rolesOf(actor))) return false;
    for (const item of [0, 1])
      await database.execute(belongsAtOnce, [
        schoolId,
        await flow.enclose(kase.ref, 'evidence', item),
        by,
        opened.row.historySeq,
      ]);
    return true;
  }
  /** The link of a case as the SMS has it; read before it is sent. */
  async function keepToken(kase: Kase): Promise<void> {
    const { schoolId, caseId } = parseRef(kase.ref);
    const link = await database.first(selectToken, [schoolId, caseId]);
    if (link?.tokenSealed) tokens.set(kase.ref, vault.open(link.tokenSealed));
  }

  const transfers = transferProduct({
    archives: { platform, registry: on.registry, cases: port },
    ...{ schoolId, people },
    actorOf: (by, graduate, world) =>
      by === 'graduate' ? people[graduate]?.actor : by === 'school' ? school : departmentStaff(departmentOf(world, graduate)),
  });
  const levels = { 'department,school': 'department+school', department: 'department', school: 'school' } as const;
  const flows = ['online-signing', 'offline-signing', 'paper-signing', 'online-termination', 'offline-termination'].concat(
    'other-destination',
    'archive-request',
    'hukou-request',
  );
  return {
    ...{ on, schoolId, people, prepare, make, prove, keepToken, majors, units },
    set: (world: World) => {
      const [, setting] = Object.entries(levels).find(([name]) => name === world.levels.join(',')) ?? [];
      const settings = {
        reviewLevels: Object.fromEntries(flows.map(name => [name, setting])),
        voiding: world.reviewsVoiding ? 'review' : 'at-once',
        modules: { destinations: world.open },
      };
      return database.execute(writeSettings, [schoolId, JSON.stringify(settings)]);
    },
    transfers,
    /** As an edit of the roster does it, which lets a confirmation fall back. */
    setMajor: (graduate: number, major: string) =>
      database.transaction(async tx => {
        const graduateIds = [people[graduate]?.graduateId ?? 0];
        await port.beforeChange(tx, schoolId, graduateIds);
        await tx.execute(writeMajor, [graduateIds[0], major]);
        await undoConfirmations(tx, vault, { schoolId, graduateIds, change: 'roster', now: clock.now() });
      }),
    /** Of the roster alone: what is under way and what is in force stays as it is. */
    setMode: async (graduate: number, mode: string): Promise<void> => {
      await database.execute(writeMode, [schoolId, people[graduate]?.graduateId, mode]);
    },
    setUnit: async (graduate: number, unit: string): Promise<void> => {
      await database.execute(writeUnit, [schoolId, people[graduate]?.graduateId, unit]);
    },
    confirm: (graduate: number, said: Answer) => confirm(on, people[graduate], said),
    /** As an upload does it: the graduate's row, and in the same transaction the cases. */
    setDepartment: (graduate: number, department: number) =>
      database.transaction(async tx => {
        const graduateId = people[graduate]?.graduateId ?? 0;
        await port.beforeChange(tx, schoolId, [graduateId]);
        await tx.execute(writeDepartment, [schoolId, graduateId, department]);
        await port.follow(tx, schoolId, [graduateId]);
      }),
    /** Off the roster, or back on it; answers whether it was done. */
    turnLapse: async (graduate: number, gone: boolean): Promise<boolean> => {
      const ids = [people[graduate]?.graduateId ?? 0];
      const command = {
        scope: { kind: 'school', schoolId } as const,
        actor: school,
        key: randomUUID(),
        addressPrefix: '127.0.0',
      };
      const reason = { reason: '其他', text: '请核对' };
      const answer = gone
        ? await deleteGraduates(platform, port, { ...command, chosen: { ids }, reason, count: 1 })
        : await restoreGraduates(platform, port, { ...command, ids });
      return !('refused' in answer);
    },
    setNow: (now: number) => clock.set(new Date(now).toISOString()),
    drain: async () => {
      assert.deepEqual(await on.drain(), [], 'no job fails');
      await expireOverdue(platform);
      await closeCohorts(platform);
      await transfers.close();
      assert.deepEqual(await on.drain(), []);
    },
  };
}
