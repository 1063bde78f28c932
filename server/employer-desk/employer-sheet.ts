/** 签约管理, 解约管理 as a sheet, with what a personnel system asks for when somebody begins to work. */
import { PassThrough, type Readable } from 'node:stream';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { type CaseForm, openForm, type parseCursor, wordOf } from '#server/cases/index.ts';
import { summaryOf } from '#server/desk/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import { type EmployerFilter, type EmployerRow, employerPage } from './employer-lists.ts';

interface Detail {
  readonly schoolId: number;
  readonly id: number;
  readonly educationLevel: string;
  readonly majorName: string;
  readonly departmentName: string | null;
  /** The graduate has accepted, and nothing has ended it: the phone is theirs to be called on. */
  readonly isAccepted: boolean;
  readonly phoneSealed: Buffer | null;
  /** Who of the employer began it; null where the graduate did. */
  readonly begunBy: string | null;
  readonly formSealed: Buffer;
}
/** Values: the employer, the rows' schools and numbers. A termination shows the form of its signing. */
const selectDetails = statement<Detail>(
  'cases.employer_sheet',
  `select c.school_id, c.id, c.education_level, c.major_name, d.name as department_name, coalesce(s.holds, c.holds) as is_accepted,
     g.phone_sealed, coalesce(s.form_sealed, c.form_sealed) as form_sealed,
     case when h.by_role = 'employer' then h.actor_name end as begun_by
   from unnest($2::bigint[], $3::bigint[]) as k (school_id, id)
   join destination_case c on c.school_id = k.school_id and c.id = k.id and c.employer_id = $1
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   left join department d on d.school_id = g.school_id and d.id = g.department_id
   left join destination_case s on s.school_id = c.school_id and s.id = c.signing_case_id
   left join case_history h on h.school_id = c.school_id and h.case_id = c.id and h.seq = 1`,
);

interface Cells {
  readonly row: EmployerRow;
  readonly detail: Detail | undefined;
  readonly form: CaseForm;
  readonly regions: RegionTable;
  readonly vault: Vault;
}
interface SheetField extends SheetColumn {
  readonly of: (cells: Cells) => SheetValue;
}
const fromForm = (header: string, key: string, width: number): SheetField => ({
  ...{ header, width },
  of: ({ form, regions }) => wordOf(form, key, regions) || null,
});
const fields: readonly SheetField[] = [
  { header: '毕业生', width: 16, of: ({ row }) => row.graduateName },
  { header: '毕业院校', width: 24, of: ({ row }) => row.schoolName },
  { header: '岗位名称', width: 24, of: ({ row }) => row.jobTitle },
  { header: '状态', width: 30, of: ({ row }) => summaryOf(row, ['employer']).label },
  { header: '协议编号', width: 24, of: ({ row }) => row.agreementNumber },
  { header: '学历', width: 12, of: ({ detail }) => (detail ? (nameOf(educationLevel, detail.educationLevel) ?? null) : null) },
  { header: '专业', width: 22, of: ({ detail }) => detail?.majorName ?? null },
  { header: '院系', width: 22, of: ({ detail }) => detail?.departmentName ?? null },
  {
    header: '手机（应约后）',
    width: 16,
    of: ({ detail, vault }) => (detail?.isAccepted && detail.phoneSealed ? vault.open(detail.phoneSealed) : null),
  },
  fromForm('职位类别', 'jobCategory', 18),
  fromForm('工作地点', 'workRegionCode', 24),
  fromForm('试用期', 'probation', 14),
  fromForm('试用期起薪', 'probationSalary', 16),
  fromForm('转正起薪', 'regularSalary', 16),
  fromForm('报到地点', 'reportPlace', 28),
  { header: '报到期限', width: 14, type: 'date', of: ({ form }) => dayOf(form.reportDeadline) },
  { header: '邀约人', width: 16, of: ({ detail }) => detail?.begunBy ?? null },
  { header: '发起时间', width: 22, type: 'moment', of: ({ row }) => row.createdAt },
  { header: '应约截止时间', width: 22, type: 'moment', of: ({ row }) => row.dueAt },
  { header: '到此状态时间', width: 22, type: 'moment', of: ({ row }) => row.updatedAt },
];
/** A day as a sheet counts it; what is no day stays as it was written. */
const dayOf = (text: string | undefined): SheetValue =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : (text ?? null);
const perRead = 500;

/** Every row of the filter, page after page as the list reads them. */
async function* rowsOf(platform: Platform, employerId: number, filter: EmployerFilter): AsyncGenerator<SheetValue[]> {
  const { database, clock, vault } = platform;
  const regions = await loadRegions(database);
  let cursor: ReturnType<typeof parseCursor>;
  for (;;) {
    const rows = await database.query(...employerPage(employerId, filter, { cursor, limit: perRead, now: clock.now() }));
    const keys = [rows.map(({ schoolId }) => schoolId), rows.map(({ id }) => id)];
    const details = await database.query(selectDetails, [employerId, ...keys]);
    const byRow = new Map(details.map(detail => [`${detail.schoolId}-${detail.id}`, detail]));
    for (const row of rows) {
      const detail = byRow.get(`${row.schoolId}-${row.id}`);
      const form = detail ? openForm(vault, detail.formSealed) : {};
      yield fields.map(({ of }) => of({ row, detail, form, regions, vault }));
    }
    const last = rows.at(-1);
    if (!last || rows.length < perRead) return;
    cursor = { at: last.updatedAt, id: last.id };
  }
}

export function employerSheet(platform: Platform, employerId: number, filter: EmployerFilter): Readable {
  const sheet = new PassThrough();
  const columns = fields.map(({ header, width = 14, type = 'text' }) => ({ header, width, type }));
  writeRows(flowNamed(filter.flow).title, columns, rowsOf(platform, employerId, filter), sheet).catch(error =>
    sheet.destroy(error instanceof Error ? error : new Error('the list could not be written')),
  );
  return sheet;
}
