import { type Transaction, unnamed } from '#server/platform/postgres.ts';
import { type Place, type RowRange, recordColumns } from './staging.ts';
import type { Writing } from './write-changed.ts';

// None of these is prepared by name: they meet tables that grow while they run, and a plan made for the first rows would
// read the tables whole for each of the later ones.

const news = `staged.school_id = $1 and staged.run_id = $2 and staged.row_number between $3 and $4 and staged.outcome = 'new'`;

// Ordered by hash, so that two schools that claim at once wait for each other instead of dying in a deadlock.
const addPersons = unnamed(
  `insert into person (document_hash, created_at)
   select document_hash, $5 from roster_staging as staged where ${news}
   order by document_hash
   on conflict (document_hash) do nothing`,
);

const claimExamNumbers = unnamed(
  `insert into exam_number (hash, cohort, school_id)
   select exam_number_hash, $5, $1 from roster_staging as staged where ${news}
   order by exam_number_hash
   on conflict (hash, cohort) do nothing`,
);

const claimPersons = unnamed(
  `insert into person_cohort (person_id, cohort, school_id)
   select person.id, $5, $1
   from roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${news}
   order by person.id
   on conflict (person_id, cohort) do nothing`,
);

const addGraduates = unnamed(
  `insert into graduate (school_id, cohort, person_id, created_at, updated_at, ${recordColumns.join(', ')})
   select $1, $5, person.id, $6, $6, ${recordColumns.map(column => `staged.${column}`).join(', ')}
   from roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${news}
   order by staged.row_number`,
);

/** Takes in the new graduates of a range of staged rows, with their claims in the country. */
export async function writeNew(transaction: Transaction, { cohort, now }: Writing, range: RowRange): Promise<void> {
  const rows = [range.schoolId, range.runId, range.from, range.to];
  await transaction.execute(addPersons, [...rows, now]);
  await transaction.execute(claimExamNumbers, [...rows, cohort]);
  await transaction.execute(claimPersons, [...rows, cohort]);
  await transaction.execute(addGraduates, [...rows, cohort, now]);
}

const named = `staged.school_id = $1 and staged.run_id = $2 and staged.row_number = any ($3::integer[]) and staged.outcome = 'new'`;

const withdrawals = [
  `delete from graduate using roster_staging as staged
   where ${named} and graduate.school_id = $1 and graduate.cohort = $4 and graduate.exam_number = staged.exam_number`,
  `delete from exam_number as claim using roster_staging as staged
   where ${named} and claim.hash = staged.exam_number_hash and claim.cohort = $4 and claim.school_id = $1`,
  `delete from person_cohort as claim using roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${named} and claim.person_id = person.id and claim.cohort = $4 and claim.school_id = $1`,
].map(text => unnamed(text));

// Only those that this run itself made: created at its own instant.
const withdrawPersons = unnamed(
  `delete from person using roster_staging as staged
   where ${named} and person.document_hash = staged.document_hash and person.created_at = $4
     and not exists (select from person_cohort as claim where claim.person_id = person.id)`,
);

/** Takes rows back that `writeNew` wrote earlier in the same transaction: a later row of the file turned out to contradict them. */
export async function withdrawNew(
  transaction: Transaction,
  { schoolId, runId }: Place,
  { cohort, now }: Writing,
  rows: readonly number[],
): Promise<void> {
  if (rows.length === 0) return;
  for (const withdrawal of withdrawals) await transaction.execute(withdrawal, [schoolId, runId, rows, cohort]);
  await transaction.execute(withdrawPersons, [schoolId, runId, rows, now]);
}
