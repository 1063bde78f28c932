/** Rows by the hundred thousand, made by the database itself. Personal data are sealed once and shared: invented, and alike in size. */
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Database, unnamed } from '#server/platform/postgres/postgres.ts';
import { labelColumns, labelSources } from '../graduate-labels.ts';
import { agreement as least } from './agreement.ts';

export const cohort = 2027;

/** With what an agreement usually has beside the least, so that rows are as long as real ones. */
const agreement = {
  ...least,
  employerName: '厦门第七座桥软件技术有限公司',
  employerAddress: '演示路 7 号软件园二期观日路 40 号之 1 第十六层',
  probation: '2 个月',
  probationSalary: '7000 元/月',
  regularSalary: '9000 元/月',
  supplement: '提供宿舍，报到后一个月内办理社会保险。',
};

export interface Graduates {
  readonly schoolId: number;
  readonly from: number;
  readonly to: number;
  readonly departments: number;
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单𬭎㛃';
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文利清飞鹏旭琳晨阳梓涵欣怡子轩浩然思琪雨桐一诺䶮';

/** Graduates `from`…`to` of a school, person and roster row, ids as numbered; names vary where asked. */
export async function seedGraduates(owner: Database, vault: Vault, wanted: Graduates, { named = true } = {}): Promise<void> {
  const { schoolId, from, to, departments } = wanted;
  const person = `${schoolId}::bigint * 10000000 + i`;
  await owner.execute(
    unnamed(`insert into person (id, document_hash, created_at) overriding system value
      select ${person}, sha256(('p' || ${person})::bytea), now() from generate_series($1::int, $2::int) i`),
    [from, to],
  );
  const pick = (from: string, at: string) => `substr('${from}', 1 + (${at})::int % ${[...from].length}, 1)`;
  const name = named ? [pick(surnames, 'i * 7'), pick(given, 'i * 31'), pick(given, 'i / 50')].join(' || ') : `'阿依古丽·买买提'`;
  await owner.execute(
    unnamed(`insert into graduate (school_id, id, cohort, exam_number, person_id, name, name_pinyin, document_type, document_number_sealed,
        document_hash, gender, ethnicity, political_status, education_level, major_code, major_name, department_id, class_name,
        student_number, study_years, enrolled_on, graduates_on, training_mode, origin_region, archive_transferred, hukou_transferred,
        phone_sealed, email, basic_information_checked_at, created_at, updated_at) overriding system value
      select ${schoolId}, i, ${cohort}, '2335' || lpad(i::text, 10, '0'), ${person}, ${name}, 'aygl' || i % 977, 'idCard', $3,
        sha256(('p' || ${person})::bytea), '2', '05', '03', '31', '080901', '计算机科学与技术', 1 + i % ${departments}, '计算机' || i % 40,
        '2023' || lpad(i::text, 7, '0'), '4', '202309', '202706', '1', '350203', true, true,
        $4, 'graduate' || i || '@example.com', now(), now(), now()
      from generate_series($1::int, $2::int) i`),
    [from, to, vault.seal('350203200411020011'), vault.seal('13800000000')],
  );
}

export interface Cases extends Graduates {
  /** SQL of the state, of i. */
  readonly state: string;
  readonly employers: number;
  readonly snapshot: Buffer | null;
  /** SQL of the second at which a case was updated last, of i. */
  readonly order?: string;
}

/** A case per graduate, numbered alike, with the two steps that led to it; counters to match. Later numbers were updated later. */
export async function seedCases(owner: Database, vault: Vault, wanted: Cases): Promise<void> {
  const { schoolId, from, to, departments, state, employers, snapshot, order = 'i' } = wanted;
  await owner.execute(
    unnamed(`insert into destination_case (school_id, id, graduate_id, cohort, department_id, flow, state, levels, holds, version,
        history_seq, destination_type, employer_id, employer_name, uscc, job_title, validity_days, form_sealed, snapshot_sealed,
        created_at, updated_at, submitted_at, waits_at, contact_hash, ${labelColumns.join(', ')}) overriding system value
      select ${schoolId}, i, i, ${cohort}, 1 + i % ${departments}, 'online-signing', ${state}, '{department,school}',
        ${state} not in ('declined', 'expired', 'recalled', 'failed', 'invited'), 2, 2, '10', e.id, e.name, e.uscc, '软件工程师', 7, $3, $4,
        timestamptz '2026-10-01 01:00Z' + i * interval '1 second', timestamptz '2026-10-02 01:00Z' + ${order} * interval '1 second',
        timestamptz '2026-10-01 01:00Z' + i * interval '1 second', substring(${state} from 'ing\\.(department|school)$'),
        sha256(('contact ' || i / 3)::bytea),
        ${labelSources.join(', ')}
      from generate_series($1::int, $2::int) i join employer e on e.id = 1 + i % ${employers}
        join graduate g on g.school_id = ${schoolId} and g.id = i`),
    [from, to, vault.sealJson(agreement), snapshot],
  );
  await owner.execute(
    unnamed(`insert into case_history (school_id, case_id, seq, at, action, by_role, levels, to_state, version)
      select ${schoolId}, i, s, timestamptz '2026-10-01 01:00Z' + i * interval '1 second' + s * interval '1 hour',
        case s when 1 then 'invite' else 'accept' end, case s when 1 then 'employer' else 'graduate' end, '{department,school}',
        case s when 1 then 'invited' else 'reviewing.department' end, s
      from generate_series($1::int, $2::int) i, generate_series(1, 2) s`),
    [from, to],
  );
}

/** The counters, from the cases. */
export async function seedCounters(owner: Database): Promise<void> {
  await owner.execute(
    unnamed(`insert into desk_counter (school_id, department_id, cohort, flow, state, destination_type, count)
      select school_id, department_id, cohort, flow, state, destination_type, count(*) from destination_case group by 1, 2, 3, 4, 5, 6`),
  );
}

export async function seedEmployers(owner: Database, vault: Vault, count: number): Promise<void> {
  await owner.execute(
    unnamed(`insert into employer (name, uscc, state, submitted_sealed, submitted_at, certified_sealed, qualified_at, created_at, updated_at)
      select '厦门第' || i || '座桥软件技术有限公司', '9135' || lpad(i::text, 14, '0'), 'qualified', $2, now(), $2, now(), now(), now()
      from generate_series(1, $1::int) i`),
    [count, vault.sealJson(agreement)],
  );
}
