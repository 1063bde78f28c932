/** The people of the kill bench, and what random thing one of them does next: drawn from the tables, sent over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Random } from '#database/demo/random.ts';
import { type FlowName, flowNamed, terminationOf } from '#domain/flows/all.ts';
import { idCardCheckCharacter } from '#domain/identifiers/id-card.ts';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Database, unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeGraduate, makeSchool } from '#server/testing/platform.ts';
import { agreement } from '../../server/cases/testing/agreement.ts';
import { filledForm } from '../../server/cases/testing/flows.ts';
import { beginnings } from '../../server/cases/testing/model/world.ts';

export const schoolId = 1;

/** A command as it is sent, however often. */
export interface Command {
  readonly key: string;
  readonly method: 'POST';
  readonly path: string;
  readonly cookie: string;
  readonly body: object;
}
interface Person {
  readonly graduateId: number;
  readonly name: string;
  readonly idNumber: string;
  readonly cookie: string;
}
export interface KillWorld {
  readonly graduates: readonly Person[];
  /** What somebody does next to one of these graduates' cases; undefined when nothing came to mind. */
  next(random: Random, graduate: Person): Promise<Command | undefined>;
}

const insertEmployer = unnamed<{ id: number }>(
  `insert into employer (name, uscc, state, submitted_sealed, submitted_at, certified_sealed, qualified_at, created_at, updated_at)
   values ($1, $2, 'qualified', $3, $4, $3, $4, $4, $4) returning id`,
);
const insertFile = unnamed(
  `insert into case_file (school_id, case_id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     received_sha256, uploaded_by, created_at)
   values ($1, $2, $3, $4, $5, 'image/jpeg', 1, 1, 'none', 'none', $5, 'bench', $6)`,
);
interface CaseNow {
  readonly id: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly version: number;
  readonly employerId: number | null;
  readonly destinationType: string;
}
const selectCases = unnamed<CaseNow>(
  `select id, flow, state, version, employer_id, destination_type from destination_case where school_id = $1 and graduate_id = $2`,
);

const names = ['林知𬭎', '㛃䶮·买买提', '阿依古丽·买买提', '欧阳明', '罗小云'];
const idNumberOf = (serial: number): string => {
  const born = new Date(Date.UTC(2004, 0, 1 + Math.floor(serial / 900))).toISOString().slice(0, 10).replaceAll('-', '');
  const first17 = `350203${born}${String(serial % 900).padStart(3, '0')}`;
  return first17 + idCardCheckCharacter(first17);
};

export async function makeWorld(
  database: Database,
  vault: Vault,
  publicUrl: string,
  count: number,
  cohort: number,
): Promise<KillWorld> {
  const clock = systemClock;
  const platform = { database, vault, clock, publicUrl };
  await makeSchool(database, schoolId);
  const graduates: Person[] = [];
  for (let serial = 0; serial < count; serial++) {
    const [idNumber, name] = [idNumberOf(serial), names[serial % names.length] ?? ''];
    const [phone, examNumber] = [String(13_600_000_000 + serial), `2335${String(serial).padStart(10, '0')}`];
    const made = await makeGraduate(database, vault, { schoolId, idNumber, name, phone, examNumber, cohort, now: clock.now() });
    const cookie = await cookieOf(platform, { kind: 'graduate', personId: made.personId, cohort });
    graduates.push({ graduateId: made.graduateId, name, idNumber, cookie });
  }
  const employers: { readonly id: number; readonly cookie: string }[] = [];
  for (let serial = 0; serial < 6; serial++) {
    const [name, uscc] = [`厦门第${serial}座桥软件技术有限公司`, completeUscc(`91350203QK${String(serial).padStart(7, '0')}`)];
    const organisation = { name, uscc, nature: '39', industry: 'I', regionCode: '350203', address: '演示路 7 号' };
    const phone = String(13_700_000_000 + serial);
    const sealed = vault.sealJson({ ...organisation, contactName: '吴经理', contactMobile: phone, contactEmail: '' });
    const { id } = await database.one(insertEmployer, [name, uscc, sealed, clock.now()]);
    const accountId = await makeAccount(platform, { kind: 'employerAdmin', login: phone, employerId: id, phone });
    employers.push({ id, cookie: await cookieOf(platform, { kind: 'employerAdmin', accountId }) });
  }
  const staff = async (kind: 'department' | 'school'): Promise<string> => {
    const accountId = await makeAccount(platform, {
      kind,
      login: kind,
      schoolId,
      ...(kind === 'department' && { departmentIds: [1] }),
    });
    return cookieOf(platform, { kind, accountId });
  };
  const desks = { department: await staff('department'), school: await staff('school') };

  const post = (path: string, cookie: string, body: object): Command => ({
    key: randomUUID(),
    method: 'POST',
    path,
    cookie,
    body,
  });
  const cookieFor = (role: string, graduate: Person, kase: CaseNow): string | undefined => {
    if (role === 'graduate') return graduate.cookie;
    if (role === 'employer') return employers.find(({ id }) => id === kase.employerId)?.cookie;
    return role === 'department' || role === 'school' ? desks[role] : undefined;
  };
  /** What the form of an action wants; files are there before it is sent. */
  async function inputOf(asks: string | undefined, graduate: Person, kase: CaseNow): Promise<object> {
    const enclose = (purpose: string, item = 0) =>
      database.execute(insertFile, [schoolId, kase.id, purpose, item, vault.seal('a.jpg'), clock.now()]);
    switch (asks) {
      case 'consent':
        return { agreed: true, proof: { method: 'name', name: graduate.name } };
      case 'reason':
        return { reason: '其他', text: '请核对' };
      case 'note':
        return { text: '尚在协商' };
      case 'form':
        for (const item of [0, 1]) await enclose('evidence', item);
        return { form: filledForm(kase.destinationType) };
      case 'scan':
        await enclose('scan');
        return { explanation: false };
      case 'termination':
        await enclose('letter');
        return { reason: '个人原因', text: '双方已协商一致' };
      case 'help':
        await enclose('help');
        return { text: '单位已书面同意' };
      case 'amendment':
        return { destinationType: '70.01', form: filledForm('70.01') };
      default:
        return {};
    }
  }

  async function next(random: Random, graduate: Person): Promise<Command | undefined> {
    const cases = await database.query(selectCases, [schoolId, graduate.graduateId]);
    const open = cases.filter(({ flow, state }) => flowNamed(flow).places.get(state)?.kind !== 'ends');
    if (open.length < 3 && random.chance(0.35)) {
      if (random.chance(0.5)) return post('/api/graduate/cases', graduate.cookie, { destinationType: random.pick(beginnings) });
      const body = { graduateName: graduate.name, idNumber: graduate.idNumber, validityDays: 3, agreement };
      return post('/api/invitations', random.pick(employers).cookie, body);
    }
    if (open.length === 0) return undefined;
    const kase = random.pick(open);
    const path = `/api/cases/${schoolId}-${kase.id}`;
    const ways = flowNamed(kase.flow).moves.filter(
      ({ from, by, action }) =>
        from.id === kase.state && action !== 'save' && action !== 'correct' && cookieFor(by, graduate, kase),
    );
    const termination = terminationOf(kase.flow);
    if (termination && flowNamed(kase.flow).places.get(kase.state)?.kind === 'inForce') {
      const cookie =
        termination === 'online-termination' && random.chance(0.5) ? cookieFor('employer', graduate, kase) : graduate.cookie;
      return post(`${path}/terminations`, cookie ?? graduate.cookie, {
        version: kase.version,
        input: { reason: '个人原因', text: '双方已沟通' },
      });
    }
    if (ways.length === 0) return undefined;
    const way = random.pick(ways);
    // One in ten comes from somebody whose turn it is not, and is refused.
    const cookie = random.chance(0.1)
      ? random.pick([desks.department, desks.school, graduate.cookie])
      : cookieFor(way.by, graduate, kase);
    const input = await inputOf(way.asks, graduate, kase);
    return post(`${path}/actions/${way.action}`, cookie ?? '', { version: kase.version, input });
  }
  return { graduates, next };
}
