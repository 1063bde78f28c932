/** What tests of the flows that a graduate fills in begin with: forms, files, cases on their way. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import type { Employer, Graduate, Someone, TestCases } from './cases.ts';

const texts: Readonly<Record<string, string>> = {
  uscc: completeUscc('91350203QX9900001'),
  employerName: '厦门环岛路海豚声学与人工智能联合实验室（普通合伙）',
  contactMobile: '13912345678',
  contactLandline: '',
  shopUrl: 'https://shop.example/mine',
  monthlySalary: '4500 元/月',
  monthlyIncome: '4000 元/月',
  contractEnd: '2029-06-30',
  serviceEnd: '2029-06-30',
  admittingSchool: '西岭师范大学',
};

const ofKind: Readonly<Record<string, string>> = { region: '350203', date: '2027-07-01', month: '2027-09', phone: '13900990001' };

/** Whatever a destination type asks of a graduate, filled in as it should be. */
export function filledForm(destinationType: string): Record<string, string> {
  const fields = destinationFields(destinationType, { hukouAtSchool: true }).filter(({ fixed }) => !fixed);
  const asked = fields.filter(({ key, required }) => required || key === 'contactMobile');
  return Object.fromEntries(
    asked.map(field => {
      const code = field.codeTable?.find(({ enabled }) => enabled !== false)?.code;
      const plain = ofKind[field.kind] ?? '如材料所写';
      return [field.key, texts[field.key] ?? code ?? plain];
    }),
  );
}

/** A small page with a red ring where the seal would be. */
export const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 240, height: 320, channels: 3, background: '#fdfcf7' } })
    .jpeg()
    .toBuffer();

const writeSettings = unnamed('update school set settings = $2, settings_version = settings_version + 1 where id = $1');
const writeGraduate = unnamed(
  `update graduate set education_level = coalesce($2, education_level), training_mode = coalesce($3, training_mode),
     directed_unit_name = coalesce($4, directed_unit_name), directed_unit_region = coalesce($5, directed_unit_region),
     major_name = coalesce($6, major_name) where id = $1`,
);
const insertFile = unnamed<{ id: number }>(
  `insert into case_file (school_id, case_id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     received_sha256, uploaded_by, created_at, by_agent)
   values ($1, $2, $3, $4, $5, 'image/jpeg', 1, 1, 'none', 'none', $5, 'test', $6, $7) returning id`,
);

const selectReported = unnamed<{ destinationType: string; originCaseId: number }>(
  `select destination_type, origin_case_id from registry_record where school_id = $1 and graduate_id = $2 and part = 'destination'`,
);

export interface Roster {
  readonly educationLevel?: string;
  readonly trainingMode?: string;
  readonly directedUnit?: string;
  readonly major?: string;
}

interface InPieces {
  readonly content?: Buffer;
  readonly pieces?: number;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

export type TestFlows = Awaited<ReturnType<typeof startFlows>>;
export async function startFlows(on: TestCases) {
  const [department, school] = [await on.makeStaff('department'), await on.makeStaff('school', { name: '欧阳老师' })];
  const image = await picture();
  const passed = <T extends { statusCode: number; body: string }>(answer: T): T => {
    assert.equal(answer.statusCode, 200, answer.body);
    return answer;
  };

  const begin = (who: Someone, destinationType: string, key?: string) =>
    on.send(who, 'POST', '/api/graduate/cases', { destinationType }, key ? { key } : {});
  const begun = async (who: Someone, destinationType: string): Promise<string> =>
    passed(await begin(who, destinationType)).json().ref;
  const save = async (who: Someone, ref: string, form: object, version?: number) =>
    on.send(who, 'PUT', `/api/cases/${ref}/draft`, { version: version ?? (await on.row(ref)).version, form });
  const draft = async (who: Someone, ref: string) => on.send(who, 'GET', `/api/cases/${ref}/draft`);
  /** A file as a phone sends it. */
  const upload = (who: Someone | undefined, url: string, content: Buffer = image, headers: Record<string, string> = {}) =>
    on.send(who, 'POST', url, content, {
      headers: { 'content-type': 'application/octet-stream', 'file-name': 'a.jpg', ...headers },
    });
  /** A file in pieces, each of a request; `door` is where uploads are begun. */
  async function uploadInPieces(who: Someone | undefined, door: string, it: InPieces = {}) {
    const { content = image, pieces = 1, body = {}, headers = {} } = it;
    const sha256 = createHash('sha256').update(content).digest('hex');
    const begun = await on.send(who, 'POST', door, { name: '图.jpg', bytes: content.length, sha256, ...body }, { headers });
    if (begun.statusCode !== 200) return begun;
    const { id, offset } = begun.json();
    const size = Math.ceil(content.length / pieces);
    for (let at = offset; at < content.length; at += size) {
      const put = await on.send(who, 'PUT', `${door}/${id}/${at}`, content.subarray(at, at + size), {
        headers: { 'content-type': 'application/octet-stream', ...headers },
      });
      if (put.statusCode !== 200) return put;
    }
    return on.send(who, 'POST', `${door}/${id}/file`, undefined, { headers });
  }
  /** A file that is there, where a test is not about files. */
  async function enclose(ref: string, purpose: string, item = 0, byAgent = false): Promise<number> {
    const [schoolId, caseId] = ref.split('-').map(Number);
    const values = [schoolId, caseId, purpose, item, on.vault.seal('a.jpg'), on.clock.now(), byAgent];
    return (await on.database.one(insertFile, values)).id;
  }
  const submit = (who: Someone, ref: string, form: object, version?: number) =>
    on.act(who, ref, 'submit', { form }, version === undefined ? {} : { version });
  /** A draft with all that its type asks for, handed in. */
  async function submitted(who: Someone, type: string, items: readonly number[] = [0, 1]): Promise<string> {
    const ref = await begun(who, type);
    for (const item of items) await enclose(ref, 'evidence', item);
    passed(await submit(who, ref, filledForm(type)));
    return ref;
  }
  async function approved(ref: string): Promise<string> {
    passed(await on.act(department, ref, 'approve'));
    passed(await on.act(school, ref, 'approve'));
    return ref;
  }
  const signedOnline = async (employer: Employer, who: Graduate): Promise<string> => {
    const ref = await on.invited(employer, who);
    passed(await on.act(who, ref, 'accept', on.consent(who)));
    return approved(ref);
  };
  /** The agreement of an offline signing is out; the stamped scan is awaited. */
  const issued = async (who: Someone): Promise<string> => approved(await submitted(who, '10.02', []));
  async function signedOffline(who: Someone): Promise<string> {
    const ref = await issued(who);
    await enclose(ref, 'scan');
    passed(await on.act(who, ref, 'upload'));
    return approved(ref);
  }
  const terminate = async (who: Someone, ref: string, input: object = {}) =>
    on.send(who, 'POST', `/api/cases/${ref}/terminations`, { version: (await on.row(ref)).version, input });

  /** The type that the registry has for a graduate now, and the case it came from. */
  const reported = async (who: Graduate): Promise<readonly [type: string, caseRef: string] | undefined> => {
    const row = await on.database.first(selectReported, [who.schoolId, who.graduateId]);
    return row && [row.destinationType, `${who.schoolId}-${row.originCaseId}`];
  };
  const titles = async (who: Someone, ref: string): Promise<string[]> => {
    const { messages } = passed(await on.send(who, 'GET', '/api/messages?limit=100')).json();
    return messages
      .filter(({ link }: { link: { path: string } | null }) => link?.path.endsWith(`/${ref}`))
      .map(({ title }: { title: string }) => title)
      .toReversed();
  };
  return {
    ...{
      department,
      school,
      image,
      passed,
      begin,
      begun,
      save,
      draft,
      upload,
      uploadInPieces,
      enclose,
      submit,
      submitted,
      approved,
    },
    ...{ signedOnline, issued, signedOffline, terminate, reported, titles },
    state: async (ref: string) => (await on.row(ref)).state,
    set: (settings: object) => on.database.execute(writeSettings, [1, JSON.stringify(settings)]),
    roster: ({ graduateId }: Graduate, it: Roster) =>
      on.database.execute(writeGraduate, [
        graduateId,
        ...[it.educationLevel ?? null, it.trainingMode ?? null, it.directedUnit ?? null, it.directedUnit ? '350203' : null],
        it.major ?? null,
      ]),
  };
}

interface Answered {
  readonly statusCode: number;
  json(): { code?: string; fields?: Record<string, string> };
}
/** Refused with this code. */
export function refused(answer: Answered, code: string): void {
  assert.deepEqual([answer.json().code, answer.statusCode >= 400 && answer.statusCode < 500], [code, true]);
}
/** Refused at these fields. */
export function faulty(answer: Answered, ...fields: string[]): void {
  refused(answer, 'invalid-input');
  assert.deepEqual(Object.keys(answer.json().fields ?? {}).sort(), [...fields].sort());
}
