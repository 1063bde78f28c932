/** What tests of archive and hukou begin with: forms of both kinds, who decides, and what people send. */
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Graduate, type Someone, startCases } from '#server/cases/testing/cases.ts';
import { startFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { transferCountersAgree } from './counters.ts';

export const forms = {
  archive: {
    archiveType: '2',
    archiveReceiverName: '厦门市演示人才服务中心',
    archiveRegionCode: '350203',
    archiveAddress: '演示路 1 号',
    archivePostcode: '361000',
  },
  hukou: { hukouType: '1', hukouRegionCode: '350203', hukouAddress: '演示路 7 号' },
} as const;
export const others = {
  archive: { ...forms.archive, archiveAddress: '演示路 99 号' },
  hukou: { ...forms.hukou, hukouAddress: '演示路 99 号' },
} as const;
export const reason = {
  archive: { reason: '转递类型选择有误', text: '请核对转递类型。' },
  hukou: { reason: '迁移类型选择有误', text: '请核对迁移类型。' },
} as const;

/** The messages of a person, each with the channels besides the inbox. */
export const told = unnamed<{ title: string; channels: string[] }>(
  `select m.title, array_agg(d.channel) filter (where d.id is not null) as channels
   from message m left join delivery d on d.message_id = m.id where m.person_id = $1 group by m.id order by m.id`,
);

const insertOffice = unnamed(
  `insert into origin_office (school_id, served_region_code, name, region_code, address, name_letters, name_initials, updated_at)
   values (1, (select origin_region from graduate where id = $1), '厦门市人才服务中心', '350200', '演示路 3 号', 'x', 'x', now())`,
);
const insertRegion = unnamed('insert into region (code, name, parent_code, level) values ($1, $2, $3, $4)');
const elsewhere = [
  ['440000', '广东省', null, 'province'],
  ['440300', '深圳市', '440000', 'city'],
  ['440305', '南山区', '440300', 'county'],
] as const;

export type TestArchives = Awaited<ReturnType<typeof startArchives>>;
export async function startArchives() {
  const on = await startCases();
  for (const region of elsewhere) await on.database.execute(insertRegion, [...region]);
  const flow = await startFlows(on);
  const { department, school } = flow;

  const own = (who: Someone, kind: TransferKind, path = '') => on.send(who, 'GET', `/api/graduate/archives/${kind}${path}`);
  const file = (who: Someone, kind: TransferKind, more: object = {}) =>
    on.send(who, 'POST', `/api/graduate/archives/${kind}/requests`, { action: 'register', form: forms[kind], ...more });
  async function filed(who: Someone, kind: TransferKind, more: object = {}): Promise<number> {
    return flow.passed(await file(who, kind, more)).json().id;
  }
  const desk = (who: Someone, kind: TransferKind, path: string) => on.send(who, 'GET', `/api/archives/${kind}/${path}`);
  const decide = (who: Someone, kind: TransferKind, id: number, action: string, version: number, more: object = {}) =>
    on.send(who, 'POST', `/api/archives/${kind}/requests/${id}/${action}`, { version, ...more });
  async function registered(who: Someone, kind: TransferKind): Promise<number> {
    const id = await filed(who, kind);
    flow.passed(await decide(department, kind, id, 'approve', 1));
    flow.passed(await decide(school, kind, id, 'approve', 2));
    return id;
  }
  const reported = async (who: Graduate, kind: TransferKind) => (await on.registry.read(who)).find(({ part }) => part === kind);
  const edit = (who: Someone, kind: TransferKind, graduate: Graduate, version: number, form: object = others[kind]) =>
    on.send(who, 'PUT', `/api/archives/${kind}/records/${graduate.graduateId}`, { version, form });
  const makeGraduate = (more: object = {}) => on.graduate({ hukouTransferred: true, ...more });
  /** The directory of the school gets an office for the graduate's origin; its region is a whole city. */
  const makeOffice = (who: Graduate) => on.database.execute(insertOffice, [who.graduateId]);
  async function stop(): Promise<void> {
    await transferCountersAgree(on.database);
    await on.stop();
  }
  return {
    on,
    stop,
    flow,
    department,
    school,
    own,
    file,
    filed,
    desk,
    decide,
    registered,
    reported,
    edit,
    makeGraduate,
    makeOffice,
  };
}
