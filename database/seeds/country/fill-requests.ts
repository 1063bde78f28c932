/** What the demonstration's school has to answer besides its cases, in every state: 异议, 变更申请, 培养方式修改; and employers that are not qualified. */
import { dayLength } from '#domain/dates.ts';
import { createVault, type KeyRing, type Vault } from '#server/platform/base/crypto.ts';
import { type Database, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { inventEmployers } from '../../demo/invented-employers.ts';
import type { PlayedStep } from './journeys.ts';
import { type Requested, requestJourneys } from './request-journeys.ts';

const schoolId = 1;
/** So many of each state. */
const times = 4;

interface Filling {
  readonly tx: Transaction;
  readonly vault: Vault;
  readonly now: Date;
  readonly account: (login: string) => { readonly id: number; readonly name: string };
}
interface Held {
  readonly graduateId: number;
  readonly caseId: number;
  readonly seq: number;
  readonly title: string;
}

const accounts = unnamed<{ id: number; login: string; name: string }>(
  'select id, login, name from account where login = any($1)',
);
/** In force, of the department whose account is in the README. */
const inForce = unnamed<Held>(
  `select c.graduate_id, c.id as case_id, c.history_seq as seq, c.employer_name as title
   from destination_case c join registry_record r on r.school_id = c.school_id and r.origin_case_id = c.id and r.part = 'destination'
   where c.school_id = ${schoolId} and c.department_id = 1 and c.holds and c.frozen_at is null and c.flow = 'other-destination'
   order by c.id limit $1`,
);
const withoutDestination = unnamed<{ graduateId: number; trainingMode: string }>(
  `select g.id as graduate_id, g.training_mode from graduate g
   where g.school_id = ${schoolId} and g.department_id = 1 and g.lapsed_at is null
     and not exists (select from destination_case c where c.school_id = g.school_id and c.graduate_id = g.id and c.holds)
   order by g.id limit $1`,
);
const objection = unnamed(
  `insert into objection (school_id, graduate_id, about, state, version, objection_sealed, filed_at, answered_by, answered_by_name, ended_at,
     answer_sealed) values (${schoolId}, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const change = unnamed(
  `insert into change_request (school_id, case_id, state, version, wanted_sealed, filed_by, filed_by_name, filed_at, decided_by,
     decided_by_name, ended_at, decision_sealed) values (${schoolId}, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
const mode = unnamed<{ id: number }>(
  `insert into training_mode_request (school_id, graduate_id, state, is_open, version, from_mode, to_mode, to_unit, to_region, text_sealed,
     account_id, created_at, updated_at, filed_by, province_code)
   select ${schoolId}, $1, $2, $3, $4, $5, '22', '云岭县教育和体育局（演示）', '350203', $6, $7, $8, $9, $10::bigint,
     case when $10::bigint is not null then province_code end from school where id = ${schoolId} returning id`,
);
const modeStep = unnamed(
  `insert into training_mode_request_history (school_id, request_id, seq, at, action, by_role, account_id, to_state, note_sealed)
   values (${schoolId}, $1, $2, $3, $4, $5, $6, $7, $8)`,
);
const employer = unnamed<{ id: number }>(
  `insert into employer (name, uscc, state, version, submitted_sealed, submitted_at, created_at, updated_at, name_letters, name_initials)
   values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9) returning id`,
);
const employerStep = unnamed(
  'insert into employer_history (employer_id, seq, at, action, to_state, note_sealed) values ($1, $2, $3, $4, $5, $6)',
);

interface Dated {
  readonly steps: readonly PlayedStep[];
  readonly state: string;
  readonly waits: boolean;
  /** When the step with this index was done: a day and a bit apart, the last one some days ago. */
  readonly at: (index: number) => Date;
}
const journeys = (flow: Requested, now: Date): readonly Dated[] =>
  Array.from({ length: times }, () => requestJourneys(flow))
    .flat()
    .map((steps, place) => {
      const at = (index: number) => new Date(now.getTime() - (1 + place * 0.7 + (steps.length - 1 - index) * 1.3) * dayLength);
      return { steps, state: steps.at(-1)?.to.id ?? '', waits: (steps.at(-1)?.to.waitsFor.length ?? 0) > 0, at };
    });
const howMany = (flow: Requested): number => requestJourneys(flow).length * times;

async function fillObjections({ tx, vault, now, account }: Filling, held: readonly Held[]): Promise<void> {
  const school = account('donghai');
  for (const [place, { steps, state, waits, at }] of journeys('objection', now).entries()) {
    const one = held[place];
    if (!one) return;
    // Every third names no entry.
    const about = place % 3 === 2 ? null : `case-${one.caseId}-${one.seq}`;
    const said = {
      about: about ? `毕业去向登记：${one.title}` : '登记记录（未指明某一条）',
      text: place % 2 ? '单位名称少了「集团」二字，与录用通知不一致。' : '这项去向不是我本人登记的，请核实。',
    };
    const answer = waits ? null : vault.seal('已与您电话核实，并按录用通知更正。如仍有疑问，请到就业指导中心。');
    const by = waits ? [null, null, null, null] : [school.id, school.name, at(1), answer];
    await tx.execute(objection, [one.graduateId, about, state, steps.length, vault.sealJson(said), at(0), ...by]);
  }
}

async function fillChanges({ tx, vault, now, account }: Filling, held: readonly Held[]): Promise<void> {
  const [department, school] = [account('donghai-xinxi'), account('donghai')];
  for (const [place, { steps, state, waits, at }] of journeys('change-request', now).entries()) {
    const one = held[howMany('objection') + place];
    if (!one) return;
    const changes = [{ key: 'jobTitle', label: '岗位名称', from: '质量检验员', to: '质量工程师' }];
    const wanted = vault.sealJson({ fields: { jobTitle: '质量工程师' }, changes, text: '学生入职后岗位已调整，附单位证明。' });
    const decision = vault.sealJson({ reason: '缺少证明材料', text: '请补充加盖公章的岗位调整证明后重新申请。' });
    const by = waits ? [null, null, null, null] : [school.id, school.name, at(1), decision];
    const filed = [department.id, department.name, at(0)];
    await tx.execute(change, [one.caseId, state, steps.length, wanted, ...filed, ...by]);
  }
}

async function fillModes({ tx, vault, now, account }: Filling): Promise<void> {
  const free = await tx.query(withoutDestination, [howMany('training-mode-change')]);
  const accountOf: Readonly<Record<string, string>> = { department: 'donghai-xinxi', school: 'donghai', province: 'fujian' };
  for (const [place, { steps, state, waits, at }] of journeys('training-mode-change', now).entries()) {
    const one = free[place];
    if (!one) return;
    const filed = steps.some(({ action, by }) => action === 'approve' && by === 'school') ? account('donghai').id : null;
    const text = vault.seal('入学时与县教育局签有定向培养协议，名单漏登。');
    const asked = [one.graduateId, state, waits, steps.length, one.trainingMode, text, account('donghai-xinxi').id];
    const { id } = await tx.one(mode, [...asked, at(0), at(steps.length - 1), filed]);
    for (const [index, { action, by, to }] of steps.entries()) {
      const note = action === 'reject' ? vault.sealJson({ reason: '佐证材料不完整或不清晰', text: '请上传协议全文。' }) : null;
      await tx.execute(modeStep, [id, index + 1, at(index), action, by, account(accountOf[by] ?? '').id, to.id, note]);
    }
  }
}

async function fillEmployers({ tx, vault, now }: Filling): Promise<void> {
  // Codes that neither the registered ones nor those of paper agreements have.
  const invented = inventEmployers(howMany('employer-qualification'), 9_001);
  for (const [place, { steps, state, at }] of journeys('employer-qualification', now).entries()) {
    const one = invented[place];
    if (!one) return;
    const { letters, initials } = pinyinOf(one.name);
    const times = [at(0), at(steps.length - 1)];
    const { id } = await tx.one(employer, [
      one.name,
      one.uscc,
      state,
      steps.length,
      vault.sealJson(one),
      ...times,
      letters,
      initials,
    ]);
    for (const [index, { action, to }] of steps.entries()) {
      const note =
        action === 'return' ? vault.sealJson({ reason: '证照图片不清晰或不完整', text: '请上传营业执照正本的彩色图片。' }) : null;
      await tx.execute(employerStep, [id, index + 1, at(index), action, to.id, note]);
    }
  }
}

export async function fillRequests(database: Database, keys: KeyRing, now: Date): Promise<void> {
  const vault = createVault(keys);
  await database.transaction(async tx => {
    const found = await tx.query(accounts, [['donghai', 'donghai-xinxi', 'fujian']]);
    const account = (login: string) => {
      const one = found.find(row => row.login === login);
      if (!one) throw new Error(`no account ${login}`);
      return one;
    };
    const filling = { tx, vault, now, account };
    const held = await tx.query(inForce, [howMany('objection') + howMany('change-request')]);
    await fillObjections(filling, held);
    await fillChanges(filling, held);
    await fillModes(filling);
    await fillEmployers(filling);
  });
}
