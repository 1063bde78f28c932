/** What is unique in the country: a person in a cohort, and an exam number. Claimed by the school that has them on its roster. */
import type { RosterFault } from '#domain/forms/roster-row.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { takeOver } from './claims.ts';
import { examNumberHash } from './document-hash.ts';

export interface ClaimPlace {
  readonly schoolId: number;
  readonly cohort: number;
  readonly graduateId: number;
  readonly now: Date;
}

const addPerson = statement(
  'roster.person_add',
  'insert into person (document_hash, created_at) values ($1, $2) on conflict (document_hash) do nothing',
);
const findPerson = statement<{ id: number }>('roster.person', 'select id from person where document_hash = $1');
/** Where a person is on a roster of the cohort, but as this graduate. */
const personElsewhere = statement<{ schoolId: number; examNumber: string | null }>(
  'roster.person_elsewhere',
  `select c.school_id, g.exam_number from person_cohort c
   left join graduate g on g.person_id = c.person_id and g.cohort = c.cohort and g.school_id = c.school_id
   where c.person_id = $1 and c.cohort = $2 and not (c.school_id = $3 and g.id = $4)
     and (c.school_id = $3 or c.lapsed_at is null)`,
);
const takePerson = statement(
  'roster.person_take',
  `insert into person_cohort (person_id, cohort, school_id) values ($1, $2, $3)
   on conflict (person_id, cohort) ${takeOver('person_cohort')}`,
);
const leavePerson = statement(
  'roster.person_leave',
  'delete from person_cohort where person_id = $1 and cohort = $2 and school_id = $3',
);

const inAnotherSchool = '此人已在其他学校本届的学生名单中，请核对';
const documentTaken = (message: string): { readonly fault: RosterFault } => ({
  fault: { column: 'idNumber', message: `证件号码：${message}` },
});

/** The person of an ID number becomes this graduate; the one that was named by mistake is given up. */
export async function claimPerson(
  tx: Transaction,
  { schoolId, cohort, graduateId, now }: ClaimPlace,
  present: number,
  documentHash: Buffer,
): Promise<{ readonly personId: number } | { readonly fault: RosterFault }> {
  await tx.execute(addPerson, [documentHash, now]);
  const { id } = await tx.one(findPerson, [documentHash]);
  if (id === present) return { personId: id };
  const taken = await tx.first(personElsewhere, [id, cohort, schoolId, graduateId]);
  if (taken && taken.schoolId !== schoolId) return documentTaken(inAnotherSchool);
  if (taken) return documentTaken(`本校本届考生号 ${taken.examNumber ?? ''} 的毕业生已使用此证件号码，请核对`);
  await tx.execute(leavePerson, [present, cohort, schoolId]);
  if ((await tx.execute(takePerson, [id, cohort, schoolId])) === 0) return documentTaken(inAnotherSchool);
  return { personId: id };
}

const examNumberTaken = statement<{ schoolId: number }>(
  'roster.exam_number_taken',
  'select school_id from exam_number where hash = $1 and cohort = $2 and (school_id = $3 or lapsed_at is null)',
);
const takeExamNumber = statement(
  'roster.exam_number_take',
  `insert into exam_number (hash, cohort, school_id) values ($1, $2, $3)
   on conflict (hash, cohort) ${takeOver('exam_number')}`,
);
const leaveExamNumber = statement(
  'roster.exam_number_leave',
  'delete from exam_number where hash = $1 and cohort = $2 and school_id = $3',
);

/** Another exam number is taken, and the old one given up. */
export async function claimExamNumber(
  tx: Transaction,
  vault: Vault,
  { schoolId, cohort }: ClaimPlace,
  before: string,
  after: string,
): Promise<{ readonly examNumber: string } | { readonly fault: RosterFault }> {
  if (before === after) return { examNumber: after };
  const taken = await tx.first(examNumberTaken, [examNumberHash(vault, after), cohort, schoolId]);
  if (taken) {
    const whose = taken.schoolId === schoolId ? '本校本届的另一位毕业生' : '其他学校本届的毕业生';
    return { fault: { column: 'examNumber', message: `考生号：已是${whose}的考生号，请核对` } };
  }
  if ((await tx.execute(takeExamNumber, [examNumberHash(vault, after), cohort, schoolId])) === 0)
    return { fault: { column: 'examNumber', message: '考生号：已是其他学校本届的毕业生的考生号，请核对' } };
  await tx.execute(leaveExamNumber, [examNumberHash(vault, before), cohort, schoolId]);
  return { examNumber: after };
}
