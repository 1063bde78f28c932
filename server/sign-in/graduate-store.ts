/** The SQL of graduates' sign-in. */
import { statement } from '#server/platform/postgres/postgres.ts';

export interface RosterEntry {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly personId: number;
  readonly cohort: number;
  readonly name: string;
  readonly documentType: string;
  readonly lapsedAt: Date | null;
  readonly phoneSealed: Buffer | null;
  readonly email: string | null;
}
const entry = `g.school_id, g.id as graduate_id, g.person_id, g.cohort, g.name, g.document_type, g.lapsed_at, g.phone_sealed, g.email`;
/** person_cohort tells the schools of a person; inside each, graduate_person_unique finds the row. */
const inSchool = 'join graduate g on g.school_id = k.school_id and g.person_id = k.person_id and g.cohort = k.cohort';
/** Every cohort of a person, in the order in which rows of several graduates are locked. */
export const entriesByDocument = statement<RosterEntry>(
  'sign-in.entries_by_document',
  `select ${entry} from person p join person_cohort k on k.person_id = p.id ${inSchool}
   where p.document_hash = any($1) order by g.school_id, g.id`,
);
export const entriesByPerson = statement<RosterEntry>(
  'sign-in.entries_by_person',
  `select ${entry} from person_cohort k ${inSchool} where k.person_id = $1 order by g.cohort desc`,
);

/** Contact data follow 学信网 alone from the first sign-in on. */
export const writeContact = statement(
  'sign-in.write_contact',
  `update graduate set phone_sealed = $3, phone_hash = $4, email = $5, updated_at = $6 where school_id = $1 and id = $2`,
);
export const markFirstSignIn = statement(
  'sign-in.mark_first_sign_in',
  'update graduate set first_signed_in_at = $3 where school_id = $1 and id = $2 and first_signed_in_at is null',
);
export const findWechatPerson = statement<{ personId: number }>(
  'sign-in.find_wechat_person',
  'select person_id from person_wechat where openid_hash = $1',
);
/** A person may take another WeChat instead; a WeChat that belongs to somebody runs into person_wechat_openid_unique. */
export const bindWechat = statement(
  'sign-in.bind_wechat',
  `insert into person_wechat (person_id, openid_hash, openid_sealed, bound_at) values ($1, $2, $3, $4)
   on conflict (person_id) do update set openid_hash = excluded.openid_hash, openid_sealed = excluded.openid_sealed,
     bound_at = excluded.bound_at`,
);
export const unbindWechat = statement('sign-in.unbind_wechat', 'delete from person_wechat where person_id = $1');

export const confirmBasicInformation = statement<{ checkedAt: Date }>(
  'sign-in.confirm_basic_information',
  `update graduate set basic_information_checked_at = coalesce(basic_information_checked_at, $3)
   where school_id = $1 and id = $2 returning basic_information_checked_at as checked_at`,
);
export const hasCohort = statement<{ cohort: number }>(
  'sign-in.has_cohort',
  'select cohort from person_cohort where person_id = $1 and cohort = $2::bigint',
);

export interface BasicRow {
  readonly examNumber: string;
  readonly name: string;
  readonly documentType: string;
  readonly documentNumberSealed: Buffer;
  readonly schoolName: string;
  readonly educationLevel: string;
  readonly gender: string;
  readonly ethnicity: string;
  readonly politicalStatus: string;
  readonly trainingMode: string;
  readonly originRegion: string;
  readonly enrolledOn: string;
  readonly graduatesOn: string;
  readonly studentNumber: string | null;
  readonly departmentName: string;
  readonly majorName: string;
  readonly studyYears: string;
  readonly archiveTransferred: boolean | null;
  readonly hukouTransferred: boolean | null;
  readonly email: string | null;
  readonly phoneSealed: Buffer | null;
  readonly checkedAt: Date | null;
}
export const findBasicInformation = statement<BasicRow>(
  'sign-in.find_basic_information',
  `select g.exam_number, g.name, g.document_type, g.document_number_sealed, s.name as school_name, g.education_level, g.gender,
     g.ethnicity, g.political_status, g.training_mode, g.origin_region, g.enrolled_on, g.graduates_on, g.student_number,
     d.name as department_name, g.major_name, g.study_years, g.archive_transferred, g.hukou_transferred, g.email, g.phone_sealed,
     g.basic_information_checked_at as checked_at
   from graduate g
   join school s on s.id = g.school_id
   join department d on d.school_id = g.school_id and d.id = g.department_id
   where g.school_id = $1 and g.id = $2`,
);
