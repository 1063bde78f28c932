/** What the sheets about archive and hukou share: who asks, and the columns that say whose a row is. */
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { mayExportInFull } from '#domain/rules/export-rights.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { SheetColumn, SheetValue } from '#server/platform/sheets/write.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { graduateInWords } from './shapes.ts';

export interface AskingSheet<Filter> {
  readonly kind: TransferKind;
  readonly filter: Filter;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}

/** No list is longer. */
export const mostRows = 2_000_000;

export const graduateColumns: readonly SheetColumn[] = [
  { header: '姓名', width: 16 },
  { header: '学号', width: 16 },
  { header: '考生号', width: 18 },
  { header: '身份证号', width: 22 },
  { header: '届别', width: 8, type: 'number' },
  { header: '院系', width: 24 },
  { header: '专业', width: 22 },
  { header: '班级', width: 16 },
  { header: '学历层次', width: 12 },
];

/** The cells of these columns. */
export const graduateCells = (words: ReturnType<typeof graduateInWords>, number: string | undefined): SheetValue[] => [
  ...[words.name, words.studentNumber, words.examNumber, number ?? null, words.cohort],
  ...[words.departmentName, words.major, words.className, words.educationLevel],
];

const selectNumbers = statement<{ id: number; documentNumberSealed: Buffer }>(
  'archives.export_numbers',
  'select id, document_number_sealed from graduate where school_id = $1 and id = any($2::bigint[])',
);

/** The document numbers of graduates, in full where the school and the account may have them so. */
export async function numberReader({ database, vault }: Platform, schoolId: number, actor: Actor) {
  const { fullIdInExports } = await getSchoolSettings(database, schoolId);
  const full = mayExportInFull(fullIdInExports, actor.kind);
  const shown = (sealed: Buffer) => (full ? vault.open(sealed) : maskIdNumber(vault.open(sealed)));
  const numbersOf = async (reads: Queryable, ids: readonly number[]) => {
    const rows = await reads.query(selectNumbers, [schoolId, ids]);
    return new Map(rows.map(({ id, documentNumberSealed }) => [id, shown(documentNumberSealed)]));
  };
  return { full, numbersOf };
}
