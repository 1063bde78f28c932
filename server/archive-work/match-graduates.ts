/** Whom the rows of a sheet mean: all three identifiers have to be one graduate's, within the reach of who imports. */
import { normalizePersonName } from '#domain/identifiers/person-name.ts';
import { cohortsNotOver } from '#domain/rules/cohort-window.ts';
import type { ImportFault, Whom } from '#domain/transfers/import-sheet.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { documentHash } from '#server/platform/base/document-hash.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

export interface Match {
  readonly graduateId: number;
  readonly examNumber: string;
  readonly name: string;
  readonly documentType: string;
  readonly documentHash: Buffer;
  readonly lapsed: boolean;
  readonly hukouTransferred: boolean | null;
}
// graduate_exam_number_unique
const selectMatches = scoped<Match>(
  'archive-work.matches',
  { school: 'g.school_id', department: 'g.department_id' },
  2,
  inside => `select g.id as graduate_id, g.exam_number, g.name, g.document_type, g.document_hash, g.lapsed_at is not null as lapsed,
     g.hukou_transferred
   from graduate g where ${inside} and g.cohort = any($1::smallint[]) and g.exam_number = any($2::text[])`,
);

/** By exam number; somebody may have one number in two cohorts. */
export async function findMatches(
  queryable: Queryable,
  scope: SchoolScope,
  examNumbers: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly Match[]>> {
  if (examNumbers.length === 0) return new Map();
  return Map.groupBy(await queryable.query(...selectMatches(scope, [cohortsNotOver(today), examNumbers])), one => one.examNumber);
}

const nobody: ImportFault = { column: '考生号', message: '学生名单中没有此考生号，或不在您管理的院系、届别之内' };

/** The one graduate that a row means, or why it is nobody. */
export function matchOf(
  vault: Vault,
  kind: TransferKind,
  { name, idNumber }: Whom,
  found: readonly Match[],
): { readonly graduateId: number } | { readonly faults: readonly ImportFault[] } {
  const on = found.filter(({ lapsed }) => !lapsed);
  const [first] = on;
  if (!first) return { faults: [found.length > 0 ? { column: '考生号', message: '该毕业生已从学生名单中删除' } : nobody] };
  const hasName = (one: Match) => normalizePersonName(one.name) === name;
  const hasNumber = (one: Match) => documentHash(vault, one.documentType, idNumber).equals(one.documentHash);
  const match = on.find(one => hasName(one) && hasNumber(one));
  if (!match)
    return {
      faults: [
        ...(hasName(first) ? [] : [{ column: '姓名', message: '与学生名单中此考生号的姓名不符' }]),
        ...(hasNumber(first) ? [] : [{ column: '身份证号', message: '与学生名单中此考生号的身份证号不符' }]),
      ],
    };
  return transferDetails[kind].needsHukou && match.hukouTransferred !== true
    ? { faults: [{ column: '考生号', message: '该毕业生的户口未转入学校，不登记户口信息' }] }
    : { graduateId: match.graduateId };
}
