/** Cases in every state that people bring them to, in every department of two schools, and people who stand in every relation to them. */
import assert from 'node:assert/strict';
import type { AccountKind } from '#domain/access.ts';
import type { NewAccount } from '../accounts/store-account.ts';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '../cases/testing/cases.ts';
import { filledForm, startFlows, type TestFlows } from '../cases/testing/flows.ts';
import { unnamed } from '../platform/postgres/postgres.ts';
import { makeAccount } from './platform.ts';

/** How somebody stands to an object. */
export const relations = [
  ...['stranger', 'owner', 'classmate', 'schoolmate', 'graduateElsewhere'],
  ...['itsEmployer', 'itsEmployerStaff', 'otherEmployer', 'otherEmployerStaff'],
  ...['department', 'otherDepartment', 'noDepartment', 'departmentElsewhere'],
  ...['school', 'schoolElsewhere', 'schoolAdmin', 'schoolAdminElsewhere'],
  ...['province', 'provinceElsewhere', 'operator'],
] as const;
export type Relation = string;

export interface Person extends Someone {
  readonly kind: AccountKind;
}
export interface AccessObject {
  /** What it is called in a report. */
  readonly state: string;
  readonly ref: string;
  readonly graduateId: number;
  /** Whether an employer is party to it. */
  readonly hasEmployer: boolean;
  readonly people: Readonly<Record<Relation, Person | undefined>>;
}

interface Place {
  readonly schoolId: number;
  readonly departmentId: number;
}
const places: readonly Place[] = [1, 2].flatMap(schoolId => [1, 2].map(departmentId => ({ schoolId, departmentId })));

export async function startAccessWorld(
  rounds: number,
  most = places.length,
): Promise<{
  readonly on: TestCases;
  readonly objects: readonly AccessObject[];
}> {
  const on = await startCases();
  await on.database.execute(unnamed(`insert into province (code, name) values ('440000', '广东省')`));
  const flow = await startFlows(on);
  const objects: AccessObject[] = [];
  for (let round = 0; round < rounds; round++)
    for (const place of places.slice(0, most)) objects.push(...(await casesOf(on, flow, place)));
  return { on, objects };
}

async function casesOf(on: TestCases, flow: TestFlows, place: Place): Promise<AccessObject[]> {
  const { schoolId, departmentId } = place;
  const elsewhere = { schoolId: 3 - schoolId, departmentIds: [departmentId] };
  let made = 0;
  const account = async (kind: Exclude<AccountKind, 'anyone' | 'graduate'>, more: Partial<NewAccount> = {}): Promise<Person> => {
    made += 1;
    const login = `${kind}-${schoolId}-${departmentId}-${made}-${on.platform.clock.now().getTime()}-${Math.trunc(performance.now() * 1000)}`;
    const accountId = await makeAccount(on.platform, { ...more, kind, login });
    return { kind, accountId, owner: { kind, accountId } };
  };
  const graduate = async (at: Place): Promise<Graduate & Person> => ({ ...(await on.graduate(at)), kind: 'graduate' });
  const employer = async (): Promise<Employer & Person> => ({ ...(await on.makeEmployer()), kind: 'employerAdmin' });
  const [own, other] = [await employer(), await employer()];
  const department = await account('department', { schoolId, departmentIds: [departmentId] });
  const school = await account('school', { schoolId });
  const people: Record<Relation, Person | undefined> = {
    classmate: await graduate(place),
    schoolmate: await graduate({ schoolId, departmentId: 3 - departmentId }),
    graduateElsewhere: await graduate({ schoolId: 3 - schoolId, departmentId }),
    itsEmployer: own,
    itsEmployerStaff: await account('employerStaff', { employerId: own.employerId }),
    otherEmployer: other,
    otherEmployerStaff: await account('employerStaff', { employerId: other.employerId }),
    department,
    otherDepartment: await account('department', { schoolId, departmentIds: [3 - departmentId] }),
    noDepartment: await account('department', { schoolId, departmentIds: [] }),
    departmentElsewhere: await account('department', elsewhere),
    school,
    schoolElsewhere: await account('school', { schoolId: 3 - schoolId }),
    schoolAdmin: await account('schoolAdmin', { schoolId }),
    schoolAdminElsewhere: await account('schoolAdmin', { schoolId: 3 - schoolId }),
    province: await account('province', { provinceCode: '350000' }),
    provinceElsewhere: await account('province', { provinceCode: '440000' }),
    operator: await account('operator'),
  };
  const found: AccessObject[] = [];
  const keep = (state: string, ref: string, owner: Graduate & Person, hasEmployer: boolean): void => {
    found.push({ state, ref, graduateId: owner.graduateId, hasEmployer, people: { ...people, owner } });
  };
  const done = (answer: { readonly statusCode: number; readonly body: string }): void =>
    assert.equal(answer.statusCode, 200, answer.body);

  const approve = async (ref: string, levels: readonly Person[] = [department, school]): Promise<void> => {
    for (const level of levels) done(await on.act(level, ref, 'approve'));
  };
  const invited = async (): Promise<[string, Graduate & Person]> => {
    const who = await graduate(place);
    return [await on.invited(own, who), who];
  };
  const accepted = async (): Promise<[string, Graduate & Person]> => {
    const [ref, who] = await invited();
    done(await on.act(who, ref, 'accept', on.consent(who)));
    return [ref, who];
  };
  const online: Readonly<Record<string, (ref: string, who: Graduate & Person) => Promise<unknown>>> = {
    reviewing: async () => undefined,
    'reviewed by the department': ref => approve(ref, [department]),
    'in force': ref => approve(ref),
    rejected: async ref => done(await on.act(department, ref, 'reject', { reason: '其他', text: '请核对' })),
    'being terminated': async (ref, who) => {
      await approve(ref);
      done(await flow.terminate(who, ref, { reason: '个人原因', text: '双方已沟通' }));
    },
  };
  for (const [state, bring] of Object.entries(online)) {
    const [ref, who] = await accepted();
    await bring(ref, who);
    keep(`online signing, ${state}`, ref, who, true);
  }
  for (const [state, action, by] of [
    ['invited', undefined, undefined],
    ['declined', 'decline', 'owner'],
    ['recalled', 'recall', 'employer'],
  ] as const) {
    const [ref, who] = await invited();
    if (action) done(await on.act(by === 'owner' ? who : own, ref, action, { reason: '其他', text: '另有安排' }));
    keep(`online signing, ${state}`, ref, who, true);
  }
  for (const [name, type] of [
    ['other destination', '80.01'],
    ['offline signing', '10.02'],
  ] as const)
    for (const [state, steps] of [
      ['draft', 0],
      ['handed in', 1],
      ['reviewed by the department', 2],
      ['approved', 3],
    ] as const) {
      const who = await graduate(place);
      const ref = await flow.begun(who, type);
      for (const item of [0, 1]) await flow.enclose(ref, 'evidence', item);
      if (steps > 0) done(await flow.submit(who, ref, filledForm(type)));
      await approve(ref, [department, school].slice(0, Math.max(0, steps - 1)));
      keep(`${name}, ${state}`, ref, who, false);
    }
  return found;
}
