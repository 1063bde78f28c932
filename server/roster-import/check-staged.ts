import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { lapsedField } from '#server/roster/index.ts';
import type { RowRange } from './staging.ts';

const makeFaulty = (sentence: string) => `set outcome = 'faulty', fault = concat_ws(E'\\n', staged.fault, ${sentence})`;
/** Of a graduate who was here, it is said which school has them now; of others it is not. */
const whose = (column: string, elsewhere: string) =>
  `'${column}' || case when '${lapsedField}' = any (staged.fields)
     then '该毕业生在失效期间已由' || school.name || '上传到学生名单，不能恢复' else '${elsewhere}' end`;
const inRange = 'staged.school_id = $1 and staged.run_id = $2 and staged.row_number between $3 and $4';

/**
 * What only the database can tell of a row: whether its exam number or its person is elsewhere already. Each looks up the
 * small country-wide tables by their unique keys, never another school's roster; the school's own is asked by its unique key
 * too, since without statistics (the rows before are not committed) any other index may be read whole for every row.
 */
const checksOfOthers = [
  // exam_number_pkey
  unnamed(
    `update roster_staging as staged ${makeFaulty(whose('考生号：', '已在其他学校本届的学生名单中，请核对'))}
     from exam_number as taken join school on school.id = taken.school_id
     where ${inRange} and staged.outcome in ('new', 'changed')
       and taken.hash = staged.exam_number_hash and taken.cohort = $5 and taken.school_id <> $1 and taken.lapsed_at is null`,
  ),
  // person_document_unique, person_cohort_pkey
  unnamed(
    `update roster_staging as staged ${makeFaulty(whose('证件号码：', '此人已在其他学校本届的学生名单中，请核对'))}
     from person join person_cohort as taken on taken.person_id = person.id join school on school.id = taken.school_id
     where ${inRange} and staged.outcome in ('new', 'changed')
       and person.document_hash = staged.document_hash and taken.cohort = $5 and taken.school_id <> $1 and taken.lapsed_at is null`,
  ),
];

// person_document_unique, graduate_person_unique
const checkOwnSchool = unnamed(
  `update roster_staging as staged
     ${makeFaulty(`case when $6 or taken.department_id = any($7::bigint[])
       then '证件号码：本校本届考生号 ' || taken.exam_number || ' 的毕业生已使用此证件号码，请核对'
       else '证件号码：本校其他院系的毕业生已使用此证件号码，请联系学校管理员核对' end`)}
     from person join graduate as taken on taken.person_id = person.id
     where ${inRange} and staged.outcome in ('new', 'changed')
       and person.document_hash = staged.document_hash
       and taken.school_id = $1 and taken.cohort = $5 and taken.exam_number <> staged.exam_number`,
);

/**
 * Makes the staged rows faulty whose exam number or person is taken in the school or in the country. Where only some departments
 * are meant, who it is in another is not said.
 */
export async function checkStaged(
  database: Queryable,
  { schoolId, runId, from, to }: RowRange,
  { cohort, scope }: { readonly cohort: number; readonly scope: SchoolScope },
): Promise<void> {
  const place = [schoolId, runId, from, to, cohort];
  for (const check of checksOfOthers) await database.execute(check, place);
  await database.execute(checkOwnSchool, [...place, scope.kind === 'school', scope.kind === 'school' ? [] : scope.departmentIds]);
}
