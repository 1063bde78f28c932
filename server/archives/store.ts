/** The SQL of graduates and their records. */

import type { PartNote } from '#domain/reported/parts.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { RecordState, TransferSource } from '#domain/transfers/record.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';

/** As the roster keeps it; `lapsed` follows from the graduate's own lapse. */
export type KeptState = Exclude<RecordState, 'lapsed'> | 'modifying';

export interface GraduateRow {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly personId: number;
  readonly name: string;
  readonly studentNumber: string | null;
  readonly examNumber: string;
  readonly cohort: number;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly majorName: string;
  readonly className: string | null;
  readonly educationLevel: string;
  readonly originRegion: string;
  readonly hukouTransferred: boolean | null;
  readonly lapsedAt: Date | null;
  readonly archiveState: KeptState;
  readonly hukouState: KeptState;
}
export const graduateColumns = `g.school_id, g.id as graduate_id, g.person_id, g.name, g.student_number, g.exam_number, g.cohort,
  g.department_id, g.major_name, g.class_name, g.education_level, g.origin_region, g.hukou_transferred, g.lapsed_at, g.archive_state,
  g.hukou_state`;
const departmentName = `(select d.name from department d where d.school_id = g.school_id and d.id = g.department_id) as department_name`;
export const ofGraduate: Columns = { school: 'g.school_id', department: 'g.department_id', graduate: 'g.id' };
const one = (inside: string) => `select ${graduateColumns}, ${departmentName} from graduate g where ${inside} and g.id = $1`;
export const findGraduate = scoped<GraduateRow>('archives.graduate', ofGraduate, 1, one);
/** Every transaction that writes a record or a request of a graduate locks this row first. */
export const lockGraduate = scoped<GraduateRow>(
  'archives.lock_graduate',
  ofGraduate,
  1,
  inside => `${one(inside)} for no key update`,
);
/** For what comes from a destination or a registry, not from a request. Values: school, graduate. */
export const lockAnyGraduate = statement<GraduateRow>(
  'archives.lock_any_graduate',
  `select ${graduateColumns}, ${departmentName} from graduate g where g.school_id = $1 and g.id = $2 for no key update`,
);

export const stateColumn = (kind: TransferKind) => `${kind}_state`;
export const keptState = (kind: TransferKind, row: Pick<GraduateRow, 'archiveState' | 'hukouState'>): KeptState =>
  kind === 'archive' ? row.archiveState : row.hukouState;

export interface RecordRow {
  readonly state: 'registered' | 'lapsed';
  readonly version: number;
  readonly contentSealed: Buffer;
  readonly source: TransferSource;
  readonly sourceName: string | null;
  readonly requestId: number | null;
  readonly caseId: number | null;
  readonly note: PartNote | null;
  readonly updatedAt: Date;
}
export const findRecord = statement<RecordRow>(
  'archives.record',
  `select state, version, content_sealed, source, source_name, request_id, case_id, note, updated_at
   from transfer_record where school_id = $1 and graduate_id = $2 and kind = $3`,
);
const write = statement(
  'archives.write_record',
  `insert into transfer_record (school_id, graduate_id, kind, state, version, content_sealed, transfer_type, province_code, source,
     source_name, request_id, case_id, updated_at)
   values ($1, $2, $3, 'registered', $4, $5, $6, $7, $8, $9, $10, $11, $12)
   on conflict (school_id, graduate_id, kind) do update
     set state = 'registered', version = excluded.version, content_sealed = excluded.content_sealed,
       transfer_type = excluded.transfer_type, province_code = excluded.province_code, source = excluded.source,
       source_name = excluded.source_name, request_id = excluded.request_id, case_id = excluded.case_id, note = null,
       updated_at = excluded.updated_at`,
);
export const writeNote = statement(
  'archives.write_note',
  `update transfer_record set note = $4, version = version + 1 where school_id = $1 and graduate_id = $2 and kind = $3`,
);
const keepChange = statement(
  'archives.record_history',
  `insert into transfer_record_history (school_id, graduate_id, kind, version, at, change, content_sealed, source, source_name, request_id,
     case_id, account_id, by_role)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
}
type Origin = Pick<RecordRow, 'source' | 'sourceName' | 'requestId' | 'caseId'>;
interface WrittenRecord extends Whose, Origin {
  readonly version: number;
  readonly contentSealed: Buffer;
  readonly transferType: string;
  readonly provinceCode: string | null;
  readonly now: Date;
}
export const writeRecordRow = (tx: Transaction, row: WrittenRecord): Promise<number> =>
  tx.execute(write, [
    row.schoolId,
    row.graduateId,
    row.kind,
    row.version,
    row.contentSealed,
    row.transferType,
    row.provinceCode,
    row.source,
    row.sourceName,
    row.requestId,
    row.caseId,
    row.now,
  ]);
interface RecordStep extends Whose, Origin {
  readonly version: number;
  readonly at: Date;
  readonly change: 'written' | 'noted' | 'checked';
  /** Null where the content stays as it was. */
  readonly contentSealed: Buffer | null;
  readonly accountId: number | null;
  readonly byRole: string;
}
export const insertRecordHistory = (tx: Transaction, step: RecordStep): Promise<number> =>
  tx.execute(keepChange, [
    step.schoolId,
    step.graduateId,
    step.kind,
    step.version,
    step.at,
    step.change,
    step.contentSealed,
    step.source,
    step.sourceName,
    step.requestId,
    step.caseId,
    step.accountId,
    step.byRole,
  ]);
/** What lists show; a request that waits goes on as a modification. */
export const showRecord: Readonly<Record<TransferKind, ReturnType<typeof showing>>> = {
  archive: showing('archive'),
  hukou: showing('hukou'),
};
function showing(kind: TransferKind) {
  return statement(
    `archives.show_${kind}`,
    `update graduate set ${kind}_state = $3, ${kind}_type = $4, ${kind}_since = $5 where school_id = $1 and id = $2`,
  );
}
/** While a request waits, and when it no longer does. */
export const showState: Readonly<Record<TransferKind, ReturnType<typeof statement>>> = {
  archive: statement('archives.state_archive', 'update graduate set archive_state = $3 where school_id = $1 and id = $2'),
  hukou: statement('archives.state_hukou', 'update graduate set hukou_state = $3 where school_id = $1 and id = $2'),
};

export interface RecordHistoryRow {
  readonly version: number;
  readonly at: Date;
  readonly change: 'written' | 'noted' | 'checked' | 'lapsed';
  readonly contentSealed: Buffer | null;
  readonly source: TransferSource | null;
  readonly sourceName: string | null;
  readonly caseId: number | null;
  readonly byRole: string;
  readonly who: string | null;
}
export const selectRecordHistory = statement<RecordHistoryRow>(
  'archives.record_steps',
  `select h.version, h.at, h.change, h.content_sealed, h.source, h.source_name, h.case_id, h.by_role, a.name as who
   from transfer_record_history h left join account a on a.id = h.account_id
   where h.school_id = $1 and h.graduate_id = $2 and h.kind = $3 order by h.version desc limit 200`,
);
/** What a destination has brought last, if anything. */
export const lastOfCase = statement<{ contentSealed: Buffer }>(
  'archives.last_of_case',
  `select content_sealed from transfer_record_history
   where school_id = $1 and graduate_id = $2 and kind = $3 and case_id = $4 and change = 'written' order by version desc limit 1`,
);
export const recordsOfCase = statement<{ kind: TransferKind }>(
  'archives.records_of_case',
  `select kind from transfer_record where school_id = $1 and graduate_id = $2 and case_id = $3 and state = 'registered' and note is null`,
);
