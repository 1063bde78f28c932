/** The SQL that reads a case for a decision, and writes it. */
import type { FlowName } from '#domain/flows/all.ts';
import type { Level } from '#domain/roles.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Everything } from '#server/platform/scope/everything.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';

export interface GraduateRow {
  readonly graduateId: number;
  readonly personId: number;
  readonly cohort: number;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly schoolName: string;
  readonly examNumber: string;
  readonly name: string;
  readonly documentType: string;
  readonly documentNumberSealed: Buffer;
  readonly gender: string;
  readonly ethnicity: string;
  readonly politicalStatus: string;
  readonly educationLevel: string;
  readonly majorName: string;
  readonly className: string | null;
  readonly studentNumber: string | null;
  readonly studyYears: string;
  readonly enrolledOn: string;
  readonly graduatesOn: string;
  readonly trainingMode: string;
  readonly originRegion: string;
  readonly archiveTransferred: boolean | null;
  readonly hukouTransferred: boolean | null;
  readonly phoneSealed: Buffer | null;
  readonly email: string | null;
  readonly lapsedAt: Date | null;
  readonly directedUnitName: string | null;
  readonly directedUnitRegion: string | null;
}
const graduateColumns = `g.id as graduate_id, g.person_id, g.cohort, g.department_id, d.name as department_name, s.name as school_name,
  g.exam_number, g.name, g.document_type, g.document_number_sealed, g.gender, g.ethnicity, g.political_status, g.education_level,
  g.major_name, g.class_name, g.student_number, g.study_years, g.enrolled_on, g.graduates_on, g.training_mode, g.origin_region,
  g.archive_transferred, g.hukou_transferred, g.phone_sealed, g.email, g.lapsed_at, g.directed_unit_name, g.directed_unit_region`;
const graduateJoins = `join school s on s.id = g.school_id
  join department d on d.school_id = g.school_id and d.id = g.department_id`;

interface OtherCase {
  readonly holdCaseId: number | null;
  readonly holdFlow: FlowName | null;
  readonly holdState: string | null;
  readonly holdEmployerName: string | null;
  readonly holdDestinationType: string | null;
}
const otherHold = (caseId: string) => `left join lateral (
    select h.id, h.flow, h.state, h.employer_name, h.destination_type from destination_case h
    where h.school_id = g.school_id and h.graduate_id = g.id and h.holds and h.signing_case_id is null and h.id <> ${caseId}
  ) h on true`;
const holdColumns = `h.id as hold_case_id, h.flow as hold_flow, h.state as hold_state, h.employer_name as hold_employer_name,
  h.destination_type as hold_destination_type`;

export interface CaseRow extends GraduateRow, OtherCase {
  readonly schoolId: number;
  readonly id: number;
  /** The department that the counters have: from the locked row, not from the graduate's, which an import may be moving. */
  readonly caseDepartmentId: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly levels: readonly Level[];
  readonly holds: boolean;
  readonly dueAt: Date | null;
  readonly version: number;
  readonly historySeq: number;
  readonly destinationType: string;
  readonly employerId: number | null;
  readonly employerName: string;
  readonly uscc: string;
  readonly jobTitle: string;
  readonly validityDays: number | null;
  /** As it was handed in last; of a draft that never was, as it was typed. */
  readonly formSealed: Buffer;
  /** What was typed since. */
  readonly draftSealed: Buffer | null;
  /** The type that was handed in, where a reviewer has changed it since. */
  readonly amendedFrom: string | null;
  /** Where one has: the items of the type's evidence that are there. */
  readonly evidenceItems: readonly number[] | null;
  readonly snapshotSealed: Buffer | null;
  readonly agreementNumber: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly employerQualified: boolean;
  readonly qualifiedAt: Date | null;
  readonly isExplanation: boolean;
  /** When it was handed in: since then others than its owner see it. */
  readonly submittedAt: Date | null;
  /** When the graduate was taken off the roster, by the locked row. */
  readonly frozenAt: Date | null;
  /** For a termination: the signing that it is about, and that signing's state. */
  readonly signingCaseId: number | null;
  readonly signingFlow: FlowName | null;
  readonly signingState: string | null;
  readonly signingFormSealed: Buffer | null;
  readonly signingSnapshotSealed: Buffer | null;
  /** Another termination of the same signing, or one of this case, is under way. */
  readonly terminationCaseId: number | null;
}
const caseColumns = `c.school_id, c.id, c.department_id as case_department_id, c.flow, c.state, c.levels, c.holds, c.due_at, c.version, c.history_seq, c.destination_type,
  c.employer_id, c.employer_name, c.uscc, c.job_title, c.validity_days, c.form_sealed, c.draft_sealed, c.amended_from, c.snapshot_sealed, c.agreement_number,
  c.created_at, c.updated_at, e.certified_sealed is not null as employer_qualified, e.qualified_at, c.is_explanation, c.submitted_at, c.frozen_at, c.signing_case_id,
  s2.flow as signing_flow, s2.state as signing_state, s2.form_sealed as signing_form_sealed,
  s2.snapshot_sealed as signing_snapshot_sealed, t.id as termination_case_id,
  case when c.amended_from is not null then (
    select coalesce(array_agg(distinct f.item::int), '{}') from case_file f
    where f.school_id = c.school_id and f.case_id = c.id and f.removed_at is null and f.purpose = 'evidence' and f.item is not null
      and f.submitted_seq is not null
  ) end as evidence_items`;

/** The columns that tell to whom a case belongs. */
export const caseColumnsOf: Columns = {
  school: 'c.school_id',
  department: 'c.department_id',
  graduate: 'c.graduate_id',
  case: 'c.id',
  employer: 'c.employer_id',
};
const oneCase = (inside: string) => `select ${caseColumns}, ${graduateColumns}, ${holdColumns}
  from destination_case c
  join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
  ${graduateJoins}
  left join employer e on e.id = c.employer_id
  ${otherHold('c.id')}
  left join destination_case s2 on s2.school_id = c.school_id and s2.id = c.signing_case_id
  left join lateral (
    select o.id from destination_case o
    where o.school_id = c.school_id and o.signing_case_id = coalesce(c.signing_case_id, c.id) and o.holds and o.id <> c.id
  ) t on true
  where c.school_id = $1 and c.id = $2 and ${inside}`;
/** Values: school, case. Relies on the primary keys alone. */
export const findCase = scoped<CaseRow, Scope | Everything>('cases.find', caseColumnsOf, 2, oneCase);
/** After its graduate. No key of a case ever changes, so rows that refer to it can be written meanwhile. */
export const lockCase = scoped<CaseRow, Scope | Everything>(
  'cases.lock',
  caseColumnsOf,
  2,
  inside => `${oneCase(inside)} for no key update of c`,
);

/**
 * The first lock of every command that changes a graduate's row, their cases or what hangs on these (docs/decisions/0026): while it is
 * held, nothing that was read of them changes. A statement of its own: one that has waited for a lock still sees other rows as they were.
 */
export const lockGraduate = statement(
  'cases.lock_graduate',
  'select from graduate where school_id = $1 and id = $2 for no key update',
);
/** Values: school, case. */
export const lockGraduateOfCase = statement(
  'cases.lock_graduate_of_case',
  `select from graduate g where g.school_id = $1
     and g.id = (select c.graduate_id from destination_case c where c.school_id = $1 and c.id = $2) for no key update of g`,
);

export interface InviteeRow extends GraduateRow, OtherCase {
  readonly schoolId: number;
  readonly invitationOpen: boolean;
}
const inviteeFrom = (from: string) => `select g.school_id, ${graduateColumns}, ${holdColumns},
     exists (select from destination_case i
       where i.school_id = g.school_id and i.graduate_id = g.id and i.employer_id = $2 and i.due_at > $3) as invitation_open
   ${from}
   ${graduateJoins}
   ${otherHold('0')}`;
/**
 * A person by the keyed hash of the ID number, in the latest of the cohorts that are worked on, as a sign-in opens it; the name is compared
 * by the caller.
 */
export const findInvitee = statement<InviteeRow>(
  'cases.find_invitee',
  `${inviteeFrom(`from person p join person_cohort k on k.person_id = p.id
     join graduate g on g.school_id = k.school_id and g.person_id = k.person_id and g.cohort = k.cohort`)}
   where p.document_hash = $1
   order by g.lapsed_at is not null, g.cohort = any($4::int[]) desc, g.cohort desc
   limit 1`,
);
/** The graduate who made a code that is still valid. Relies on invitation_code_once. */
export const findInviteeByCode = statement<InviteeRow>(
  'cases.find_invitee_by_code',
  `${inviteeFrom('from invitation_code k join graduate g on g.school_id = k.school_id and g.id = k.graduate_id')}
   where k.code_hash = $1 and k.expires_at > $3`,
);

/** The graduate of an earlier case of the same employer. */
export const findInviteeOfCase = statement<InviteeRow>(
  'cases.find_invitee_of_case',
  `${inviteeFrom('from destination_case o join graduate g on g.school_id = o.school_id and g.id = o.graduate_id')}
   where o.school_id = $1 and o.id = $4 and o.employer_id = $2 and g.lapsed_at is null`,
);

export const drawSerial = statement<{ last: number; schoolCode: string }>(
  'cases.draw_serial',
  `insert into agreement_serial as a (school_id, cohort, last) values ($1, $2, 1)
   on conflict (school_id, cohort) do update set last = a.last + 1
   returning last, (select code from school where id = a.school_id) as school_code`,
);

export interface HistoryRow {
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly accountId: number | null;
  readonly actorName: string | null;
  readonly levels: readonly Level[];
  readonly toState: string;
  readonly version: number;
  readonly noteSealed: Buffer | null;
}
export const selectHistory = statement<HistoryRow>(
  'cases.history',
  `select seq, at, action, by_role, account_id, actor_name, levels, to_state, version, note_sealed
   from case_history where school_id = $1 and case_id = $2 order by seq`,
);

/** Cases whose time is over and which the clock has not moved, oldest first. */
export const selectOverdue = statement<{ schoolId: number; id: number }>(
  'cases.overdue',
  `select c.school_id, c.id from destination_case c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where c.due_at <= $1 and g.lapsed_at is null order by c.due_at limit 500`,
);

/** A draft is written without a step in the history: nobody but its owner has seen it. */
export const saveForm = statement<{ version: number }>(
  'cases.save_form',
  `update destination_case
   set form_sealed = $4, employer_name = $5, uscc = $6, job_title = $7, updated_at = $8, version = version + 1
   where school_id = $1 and id = $2 and version = $3
   returning version`,
);
/** What is typed once others have read it lies beside what they read. */
export const saveTyped = statement<{ version: number }>(
  'cases.save_typed',
  `update destination_case set draft_sealed = $4, updated_at = $5, version = version + 1
   where school_id = $1 and id = $2 and version = $3
   returning version`,
);
/** A graduate as a case begins with them. */
export const findGraduate = statement<Omit<InviteeRow, 'invitationOpen'>>(
  'cases.find_graduate',
  `select g.school_id, ${graduateColumns}, ${holdColumns}
   from graduate g
   ${graduateJoins}
   ${otherHold('0')}
   where g.school_id = $1 and g.id = $2`,
);

/** What a graduate has begun of this type and not handed in, the latest first. Values: school, graduate, type, the states of drafts. */
export const findDraft = statement<{ schoolId: number; id: number; version: number }>(
  'cases.find_draft',
  `select school_id, id, version from destination_case
   where school_id = $1 and graduate_id = $2 and destination_type = $3 and state = any($4) and signing_case_id is null
   order by id desc limit 1`,
);

export const agreementNumberOf = statement<{ agreementNumber: string | null }>(
  'cases.agreement_number',
  'select agreement_number from destination_case where school_id = $1 and id = $2',
);

/** The same for one employer's invitation to one graduate; relies on destination_case_one_invitation. */
export const selectOverdueOf = statement<{ id: number }>(
  'cases.overdue_of',
  'select id from destination_case where school_id = $1 and graduate_id = $2 and employer_id = $3 and due_at <= $4',
);
