/** The SQL of requests for another training mode. */
import { trainingModeChange } from '#domain/flows/training-mode-change.ts';
import type { AuditObject } from '#server/platform/module.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';

export interface ModeRequestRef {
  readonly schoolId: number;
  readonly id: number;
}
export interface RequestRow {
  readonly schoolId: number;
  readonly id: number;
  readonly graduateId: number;
  readonly state: string;
  readonly version: number;
  readonly fromMode: string;
  readonly fromUnit: string | null;
  readonly fromRegion: string | null;
  readonly toMode: string;
  readonly toUnit: string | null;
  readonly toRegion: string | null;
  readonly textSealed: Buffer;
  readonly accountId: number;
  /** Who asked for it, by name. */
  readonly askedBy: string;
  /** Who filed it for the school; null as long as it waits there. */
  readonly filedBy: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly graduateName: string;
  readonly studentNumber: string | null;
  readonly examNumber: string;
  readonly cohort: number;
  readonly personId: number;
  readonly lapsedAt: Date | null;
  readonly trainingMode: string;
  readonly directedUnitName: string | null;
  readonly directedUnitRegion: string | null;
  readonly majorName: string;
  readonly educationLevel: string;
  readonly departmentName: string;
  readonly schoolName: string;
}
export const requestColumns = `r.school_id, r.id, r.graduate_id, r.state, r.version, r.from_mode, r.from_unit, r.from_region, r.to_mode,
  r.to_unit, r.to_region, r.text_sealed, r.account_id, a.name as asked_by, r.filed_by,
  r.created_at, r.updated_at, g.name as graduate_name,
  g.student_number, g.exam_number, g.cohort, g.person_id, g.lapsed_at, g.training_mode, g.directed_unit_name, g.directed_unit_region,
  g.major_name, g.education_level, d.name as department_name, s.name as school_name`;
export const requestJoins = `from training_mode_request r
  join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
  join department d on d.school_id = g.school_id and d.id = g.department_id
  join school s on s.id = r.school_id
  join account a on a.id = r.account_id`;
/** What tells whose a request is; the province's once the school has filed it. */
export const whose: Columns = { school: 'r.school_id', department: 'g.department_id', province: 'r.province_code' };

/** Values: school, number. */
const one = (inside: string) => `select ${requestColumns} ${requestJoins} where r.school_id = $1 and r.id = $2 and ${inside}`;
export const findRequest = scoped<RequestRow>('modes.find', whose, 2, one);
/** The graduate's row too, and first: a row is locked in the order in which its tables are named. What is decided is written there. */
export const lockRequest = scoped<RequestRow>('modes.lock', whose, 2, inside => `${one(inside)} for no key update of g, r`);

/** Values: cohort, school and number of the last one seen, limit. Asked once a night. */
export const waitingIn = statement<{ schoolId: number; id: number }>(
  'modes.waiting_in',
  `select r.school_id, r.id from training_mode_request r
   join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
   where r.is_open and g.cohort <= $1 and (r.school_id, r.id) > ($2, $3) order by r.school_id, r.id limit $4`,
);
const insert = statement<{ id: number }>(
  'modes.insert',
  `insert into training_mode_request (school_id, graduate_id, state, is_open, from_mode, from_unit, from_region, to_mode, to_unit,
     to_region, text_sealed, account_id, created_at, updated_at, filed_by, province_code)
   select $1, $2, $3, true, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, case when $13 then $11::bigint end,
     case when $13 then province_code end
   from school where id = $1 returning id`,
);
interface NewRequest {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly state: string;
  readonly from: { readonly mode: string; readonly unit: string | null; readonly region: string | null };
  readonly to: { readonly mode: string; readonly unit: string | null; readonly region: string | null };
  readonly textSealed: Buffer;
  readonly accountId: number | undefined;
  /** The school files it with its province at once. */
  readonly isFiled: boolean;
  readonly now: Date;
}
export const insertRequest = (tx: Transaction, { from, to, ...row }: NewRequest): Promise<{ id: number }> =>
  tx.one(insert, [
    row.schoolId,
    row.graduateId,
    row.state,
    from.mode,
    from.unit,
    from.region,
    to.mode,
    to.unit,
    to.region,
    row.textSealed,
    row.accountId,
    row.now,
    row.isFiled,
  ]);
/** Values: school, number, version, new state, instant, old state, whether it is still open, who files it with the province, if anybody does. */
export const writeState = statement(
  'modes.write_state',
  `update training_mode_request r set state = $4, is_open = $7, version = version + 1, updated_at = $5, filed_by = coalesce($8, filed_by),
     province_code = case when $8::bigint is null then r.province_code else s.province_code end
   from school s
   where r.school_id = $1 and r.id = $2 and r.version = $3 and r.state = $6 and s.id = r.school_id`,
);
export const countWaiting = statement<{ count: number }>(
  'modes.count_waiting',
  'select count(*)::int as count from training_mode_request where school_id = $1 and is_open and province_code is null',
);
export const insertStep = statement(
  'modes.insert_step',
  `insert into training_mode_request_history (school_id, request_id, seq, at, action, by_role, account_id, to_state, note_sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
export interface StepRow {
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly who: string | null;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
}
export const selectSteps = statement<StepRow>(
  'modes.steps',
  `select h.at, h.action, h.by_role, a.name as who, h.to_state, h.note_sealed
   from training_mode_request_history h left join account a on a.id = h.account_id
   where h.school_id = $1 and h.request_id = $2 order by h.seq`,
);

export interface FileRow {
  readonly id: string;
  readonly nameSealed: Buffer;
  readonly mediaType: string;
  readonly pages: number;
  readonly bytes: number;
  /** Null once its years after graduation are over. */
  readonly evidenceFileId: string | null;
}
const fileColumns = 'id, name_sealed, media_type, pages, bytes, evidence_file_id';
export const filesOfRequest = statement<FileRow>(
  'modes.files',
  `select ${fileColumns} from training_mode_file where school_id = $1 and request_id = $2 order by created_at, id`,
);
export const insertFile = statement(
  'modes.insert_file',
  `insert into training_mode_file (school_id, id, account_id, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
/** One's own uploads that belong to no request yet; how many were found is what the caller counts. */
export const attachFiles = statement(
  'modes.attach_files',
  `update training_mode_file set request_id = $4
   where school_id = $1 and account_id = $2 and id = any($3::text[]) and request_id is null`,
);

const auditNames = statement<{ id: number; name: string }>(
  'modes.audit_names',
  `select r.id, g.name from training_mode_request r join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
   where r.school_id = $1 and r.id = any($2::bigint[])`,
);
/** In the log by the graduate's name; a look at the evidence too. */
export const modeRequestAudit: AuditObject = { kind: 'mode-request', word: trainingModeChange.title, names: auditNames };
export const trainingModeAudit: readonly AuditObject[] = [
  modeRequestAudit,
  { kind: 'mode-file', word: `${trainingModeChange.title}材料`, names: auditNames },
];
