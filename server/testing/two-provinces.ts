/**
 * Two provinces with two schools each, two departments in each school, one row of every kind in each department: eight places,
 * whose rows bear the number of the place. Two employers, each in the first or the second department of every school.
 */
import { countedAnew } from '#server/archives/transfer-counters.ts';
import { type Database, type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';

export interface Place {
  readonly n: number;
  readonly provinceCode: string;
  readonly schoolId: number;
  readonly departmentId: number;
  readonly employerId: number;
  /** Of this place alone. */
  readonly cohort: number;
}
export const places: readonly Place[] = [1, 2, 3, 4, 5, 6, 7, 8].map(n => ({
  n,
  provinceCode: n <= 4 ? '35' : '44',
  schoolId: Math.ceil(n / 2),
  departmentId: 2 - (n % 2),
  employerId: 2 - (n % 2),
  cohort: 2020 + n,
}));
/** A graduate who is off the roster has the number of their place and this. */
export const lapsed = 8;
/** The one job about all eight cases. */
export const commonJob = 100;

const at = `timestamptz '2027-03-01 00:00Z'`;
const sealed = `'\\x00'::bytea`;
const each = 'from generate_series(1, 8) n';
const [school, department, cohort] = ['(n + 1) / 2', '2 - n % 2', '2020 + n'];
const graduates = (from: string, lapsedAt: string) => `insert into graduate (school_id, id, cohort, exam_number, person_id, name,
    name_pinyin, document_type, document_number_sealed, document_hash, gender, ethnicity, political_status, education_level, major_code,
    major_name, department_id, study_years, enrolled_on, graduates_on, training_mode, origin_region, lapsed_at, created_at, updated_at)
  overriding system value
  select ${school}, ${from}, ${cohort}, 'K' || (${from}), ${from}, '毕业生' || (${from}), 'bys', 'idCard', ${sealed}, ${sealed}, '2', '05',
    '03', '31', '080901', '计算机科学与技术', ${department}, '4', '202309', '202706', '1', '350203', ${lapsedAt}, ${at}, ${at} ${each}`;

const rows = [
  `insert into province (code, name) values ('35', '福建省'), ('44', '广东省')`,
  `insert into school (id, code, name, province_code)
   select s, 'S' || s, '学校' || s, case when s <= 2 then '35' else '44' end from generate_series(1, 4) s`,
  `insert into department (school_id, id, name) select ${school}, ${department}, '院系' || n ${each}`,
  `insert into employer (id, name, created_at, updated_at) overriding system value
   select e, '单位' || e, ${at}, ${at} from generate_series(1, 2) e`,
  `insert into account (id, kind, login, name, password_hash, school_id, created_at) overriding system value
   select n, 'school', 'a' || n, '老师' || n, 'x', ${school}, ${at} ${each}`,
  `insert into account (id, kind, login, name, password_hash, employer_id, created_at) overriding system value
   values (9, 'employerAdmin', 'a9', '经理', 'x', 1, ${at})`,
  `insert into person (id, document_hash, created_at) overriding system value
   select i, sha256(i::text::bytea), ${at} from generate_series(1, 16) i`,
  graduates('n', 'null'),
  graduates(`n + ${lapsed}`, at),
  `insert into graduate_lapse (school_id, id, graduate_id, lapsed_at, reason) overriding system value
   select ${school}, n, n + ${lapsed}, ${at}, '其他' ${each}`,
  `insert into destination_case (school_id, id, graduate_id, cohort, department_id, flow, state, levels, holds, destination_type,
     employer_id, employer_name, uscc, job_title, form_sealed, graduate_name, graduate_pinyin, graduate_initials, student_number,
     exam_number, class_name, major_code, major_name, education_level, submitted_at, created_at, updated_at, contact_hash) overriding system value
   select ${school}, n, n, ${cohort}, ${department}, 'online-signing', 'effective', '{school}', true, '10', ${department}, '单位', '', '岗位',
     ${sealed}, '毕业生' || n, 'bys', 'bys', '', 'K' || n, '', '080901', '计算机科学与技术', '31', ${at}, ${at}, ${at},
     sha256(('contact ' || n)::bytea) ${each}`,
  `insert into desk_counter (school_id, department_id, cohort, flow, state, destination_type, count)
   select ${school}, ${department}, ${cohort}, 'online-signing', 'effective', '10', 1 ${each}`,
  `insert into change_request (school_id, id, case_id, state, wanted_sealed, filed_by, filed_by_name, filed_at) overriding system value
   select ${school}, n, n, 'pending', ${sealed}, n, '老师', ${at} ${each}`,
  `insert into objection (school_id, id, graduate_id, state, objection_sealed, filed_at) overriding system value
   select ${school}, n, n, 'pending', ${sealed}, ${at} ${each}`,
  `insert into training_mode_request (school_id, id, graduate_id, state, is_open, from_mode, to_mode, text_sealed, account_id, created_at,
     updated_at, province_code) overriding system value
   select ${school}, n, n, 'pending', true, '1', '2', ${sealed}, n, ${at}, ${at},
     (select province_code from school where id = ${school}) ${each}`,
  'update graduate set hukou_transferred = true',
  `insert into transfer_request (school_id, id, graduate_id, kind, action, state, waits_at, levels, content_sealed, explanation_sealed,
     transfer_type, cohort, department_id, graduate_name, graduate_pinyin, graduate_initials, student_number, exam_number, class_name,
     major_code, major_name, education_level, submitted_at, updated_at) overriding system value
   select ${school}, n, n, 'archive', 'register', 'reviewing.school', 'school', '{school}', ${sealed}, ${sealed}, '4', ${cohort},
     ${department}, '毕业生' || n, 'bys', 'bys', '', 'K' || n, '', '080901', '计算机科学与技术', '31', ${at}, ${at} ${each}`,
  `insert into transfer_counter ${countedAnew}`,
  `insert into stored_file (id, purpose, school_id, media_type, bytes, sha256, created_at)
   select 'refused' || n, 'roster-refused', ${school}, 'x', 1, ${sealed}, ${at} ${each}`,
  `insert into stored_file (id, purpose, employer_id, media_type, bytes, sha256, created_at)
   select 'licence' || e, 'licence', e, 'image/jpeg', 1, ${sealed}, ${at} from generate_series(1, 2) e`,
  `insert into import_run (school_id, id, cohort, mode, account_id, file_id, refused_file_id, created_at, updated_at)
     overriding system value
   select ${school}, n, ${cohort}, 'valid-rows', n, 'f', 'refused' || n, ${at}, ${at} ${each}`,
  `insert into desk_job (id, school_id, account_id, kind, title, parameters_sealed, created_at, updated_at) overriding system value
   select n, ${school}, n, 'k', 't', ${sealed}, ${at}, ${at} ${each}`,
  `insert into desk_job (id, employer_id, account_id, kind, title, parameters_sealed, created_at, updated_at) overriding system value
   values (${commonJob}, 1, 9, 'k', 't', ${sealed}, ${at}, ${at})`,
  `insert into desk_job_case (job_id, row, school_id, case_id, version) select ${commonJob}, n, ${school}, n, 1 ${each}`,
  `insert into desk_job_request (job_id, row, school_id, request_id, version) select ${commonJob}, n, ${school}, n, 1 ${each}`,
  `insert into transfer_import (school_id, id, kind, account_id, job_id, created_at) overriding system value
   select ${school}, n, 'archive', n, n, ${at} ${each}`,
  `insert into receiving_office (id, served_region_code, province_code, name, name_letters, name_initials, region_code, address,
     valid_from, created_at, updated_at) overriding system value
   select n, '35020' || n, case when n <= 4 then '35' else '44' end, '机构' || n, 'jg', 'jg', '350203', '路', '2027-01-01', ${at}, ${at} ${each}`,
  `insert into audit_event (id, at, school_id, actor, action, object, detail_sealed) overriding system value
   select n, ${at}, ${school}, 'system', 'sign-in', 'session:1', ${sealed} ${each}`,
  `insert into auditor (id, state, version, login, name, proposed_by, proposed_at) overriding system value
   select n, 'proposed', 1, 'auditor' || n, '审计员', n, ${at} ${each}`,
  `insert into retention_run (school_id, at, day, graduated_before, files, bytes, cases)
   select s, ${at}, '2027-03-01', '2022-01-01', 1, 1, 1 from generate_series(1, 4) s`,
];

export async function makeTwoProvinces(owner: Queryable): Promise<void> {
  for (const text of rows) await owner.execute(unnamed(text));
}

/** Carries the work out and takes it back. */
export async function undone<T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const results: T[] = [];
  const back = new Error('taken back');
  await database
    .transaction(async tx => {
      results.push(await work(tx));
      throw back;
    })
    .catch(error => {
      if (error !== back) throw error;
    });
  const [result] = results;
  if (result === undefined) throw new Error('the work answered nothing');
  return result;
}
