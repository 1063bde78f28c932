/** The content of each column of a download. */
import { type ExportKey, exportColumns } from '#contract/parts/export-columns.ts';
import { type CodeTable, nameOf } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { documentTypes, gender } from '#domain/codes/small-tables.ts';
import { flowNamed, labelOf } from '#domain/flows/all.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import { type CaseForm, openForm, wordOf } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { SheetColumn, SheetValue } from '#server/platform/sheets/write.ts';
import type { DeskRow } from '../lists/desk-filter.ts';

interface Detail {
  readonly id: number;
  readonly gender: string;
  readonly documentType: string;
  readonly documentNumberSealed: Buffer;
  readonly phoneSealed: Buffer | null;
  readonly formSealed: Buffer;
}
/** What lists do without. A termination shows the form of its signing. */
const selectDetails = statement<Detail>(
  'cases.export_details',
  `select c.id, g.gender, g.document_type, g.document_number_sealed, g.phone_sealed, coalesce(s.form_sealed, c.form_sealed) as form_sealed
   from destination_case c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   left join destination_case s on s.school_id = c.school_id and s.id = c.signing_case_id
   where c.school_id = $1 and c.id = any($2::bigint[])`,
);

interface Cells {
  readonly row: DeskRow;
  readonly detail: Detail | undefined;
  readonly form: () => CaseForm;
  readonly vault: Vault;
  readonly regions: RegionTable;
  /** Numbers as they are, not masked. */
  readonly full: boolean;
}
interface Cell {
  readonly width: number;
  readonly type?: SheetColumn['type'];
  /** Needs more than the list's own row. */
  readonly more?: true;
  readonly of: (cells: Cells) => SheetValue;
}
const named = (table: CodeTable, code: string): string => nameOf(table, code) ?? code;
const fromForm = (key: string, width: number): Cell => ({
  width,
  more: true,
  of: ({ form, regions }) => wordOf(form(), key, regions) || null,
});

const cells: Readonly<Record<ExportKey, Cell>> = {
  name: { width: 16, of: ({ row }) => row.graduateName },
  studentNumber: { width: 16, of: ({ row }) => row.studentNumber },
  examNumber: { width: 18, of: ({ row }) => row.examNumber },
  documentType: { width: 12, more: true, of: ({ detail }) => (detail ? named(documentTypes, detail.documentType) : null) },
  documentNumber: {
    width: 22,
    more: true,
    of: ({ detail, vault, full }) => {
      const number = detail ? vault.open(detail.documentNumberSealed) : '';
      return full ? number : maskIdNumber(number);
    },
  },
  gender: { width: 6, more: true, of: ({ detail }) => (detail ? named(gender, detail.gender) : null) },
  phone: {
    width: 14,
    more: true,
    of: ({ detail, vault, full }) => {
      const phone = detail?.phoneSealed ? vault.open(detail.phoneSealed) : '';
      return full ? phone : maskPhone(phone);
    },
  },
  cohort: { width: 8, type: 'number', of: ({ row }) => row.cohort },
  department: { width: 24, of: ({ row }) => row.departmentName },
  major: { width: 22, of: ({ row }) => row.majorName },
  class: { width: 16, of: ({ row }) => row.className },
  educationLevel: { width: 12, of: ({ row }) => named(educationLevel, row.educationLevel) },
  flow: { width: 14, of: ({ row }) => flowNamed(row.flow).title },
  destination: { width: 20, of: ({ row }) => named(destinationTypes, row.destinationType) },
  employer: { width: 36, of: ({ row }) => row.employerName },
  uscc: { width: 22, of: ({ row }) => row.uscc },
  employerNature: fromForm('employerNature', 16),
  employerIndustry: fromForm('employerIndustry', 24),
  employerRegion: fromForm('employerRegionCode', 24),
  jobCategory: fromForm('jobCategory', 18),
  jobTitle: { width: 20, of: ({ row }) => row.jobTitle },
  contactName: fromForm('contactName', 12),
  contactMobile: {
    width: 14,
    more: true,
    of: ({ form, full }) => {
      const phone = form().contactMobile ?? '';
      return full ? phone : maskPhone(phone);
    },
  },
  archiveType: fromForm('archiveType', 20),
  archiveReceiver: fromForm('archiveReceiverName', 30),
  hukouType: fromForm('hukouType', 20),
  flagged: { width: 10, of: ({ row }) => (row.flagged ? '预警' : null) },
  agreementNumber: { width: 20, of: ({ row }) => row.agreementNumber },
  state: { width: 32, of: ({ row }) => labelOf(row.flow, row.state, false) },
  submittedAt: { width: 18, type: 'moment', of: ({ row }) => row.submittedAt },
  since: { width: 18, type: 'moment', of: ({ row }) => row.updatedAt },
  markedAt: { width: 18, type: 'moment', of: ({ row }) => row.markedAt },
};

/** The columns chosen, always in the order of the sheet. */
export const columnsFor = (keys: readonly ExportKey[]): SheetColumn[] =>
  exportColumns
    .filter(({ key }) => keys.includes(key))
    .map(({ key, title }) => ({ header: title, width: cells[key].width, type: cells[key].type ?? 'text' }));

export interface CellsFor {
  readonly keys: readonly ExportKey[];
  readonly vault: Vault;
  readonly regions: RegionTable;
  readonly full: boolean;
}
/** Some rows of a list as rows of the sheet. */
export async function cellsOf(
  reads: Queryable,
  rows: readonly DeskRow[],
  { keys, vault, regions, full }: CellsFor,
): Promise<SheetValue[][]> {
  const chosen = exportColumns.filter(({ key }) => keys.includes(key)).map(({ key }) => cells[key]);
  const schoolId = rows[0]?.schoolId;
  const more = chosen.some(cell => cell.more) && schoolId !== undefined;
  const details = more ? await reads.query(selectDetails, [schoolId, rows.map(({ id }) => id)]) : [];
  const byId = new Map(details.map(detail => [detail.id, detail]));
  return rows.map(row => {
    const detail = byId.get(row.id);
    let opened: CaseForm | undefined;
    const form = (): CaseForm => {
      opened ??= detail ? openForm(vault, detail.formSealed) : {};
      return opened;
    };
    return chosen.map(cell => cell.of({ row, detail, form, vault, regions, full }));
  });
}
