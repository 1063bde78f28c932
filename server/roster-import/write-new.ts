import { sqlState, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { recordColumns, takeOver } from '#server/roster/index.ts';
import type { RowRange, RunKey } from './staging.ts';
import { overtaken, type Writing } from './write-changed.ts';

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

type Written = { graduates: number; persons: number; examNumbers: number };

// Graduates and what they claim in the country, in one statement: person_cohort has no foreign key but this.
const addGraduates = unnamed<Written>(
  `with written as (
     insert into graduate (school_id, cohort, person_id, created_at, updated_at, ${recordColumns.join(', ')})
     select $1, $5, person.id, $6, $6, ${recordColumns.map(column => `staged.${column}`).join(', ')}
     from roster_staging as staged join person on person.document_hash = staged.document_hash
     where ${news}
     order by staged.row_number
     returning person_id
   ), persons as (
     insert into person_cohort (person_id, cohort, school_id)
     select person_id, $5, $1 from written order by person_id
     on conflict (person_id, cohort) ${takeOver('person_cohort')} returning 1
   ), exam_numbers as (
     insert into exam_number (hash, cohort, school_id)
     select exam_number_hash, $5, $1 from roster_staging as staged where ${news}
     order by exam_number_hash
     on conflict (hash, cohort) ${takeOver('exam_number')} returning 1
   )
   select (select count(*) from written) as graduates, (select count(*) from persons) as persons,
     (select count(*) from exam_numbers) as exam_numbers`,
);

async function write(transaction: Transaction, { cohort, now }: Writing, range: RowRange): Promise<Written> {
  const rows = [range.schoolId, range.runId, range.from, range.to];
  await transaction.execute(addPersons, [...rows, now]);
  return transaction.one(addGraduates, [...rows, cohort, now]);
}

const savepoint = unnamed('savepoint written');
const undo = unnamed('rollback to savepoint written');
const keep = unnamed('release savepoint written');

/**
 * Takes in the new graduates of a range of rows without a look at who else has their exam numbers and persons: the claims say
 * it. Answers false, with nothing written, when not all of the `due` rows were free: then they have to be checked one by one.
 */
export async function writeIfFree(transaction: Transaction, writing: Writing, range: RowRange, due: number): Promise<boolean> {
  await transaction.execute(savepoint);
  const written = await write(transaction, writing, range).catch(whenTaken);
  const free = written?.graduates === due && written.persons === due && written.examNumbers === due;
  if (!free) await transaction.execute(undo);
  await transaction.execute(keep);
  return free;
}

function whenTaken(error: unknown): undefined {
  if (sqlState(error) !== '23505') throw error; // unique_violation: the school itself has the person
}

const claimedElsewhere = unnamed<{ count: number }>(
  `select (select count(*) from roster_staging as staged join exam_number as claim on claim.hash = staged.exam_number_hash
           where ${news} and claim.cohort = $5 and claim.school_id <> $1 and claim.lapsed_at is null)
        + (select count(*) from roster_staging as staged join person on person.document_hash = staged.document_hash
             join person_cohort as claim on claim.person_id = person.id
           where ${news} and claim.cohort = $5 and claim.school_id <> $1 and claim.lapsed_at is null) as count`,
);

/** Takes in the new graduates of a range of checked rows, with their claims in the country. Throws `overtaken`. */
export async function writeNew(transaction: Transaction, writing: Writing, range: RowRange): Promise<void> {
  const { graduates, persons, examNumbers } = await write(transaction, writing, range);
  if (persons === graduates && examNumbers === graduates) return;
  const rows = [range.schoolId, range.runId, range.from, range.to];
  const { count } = await transaction.one(claimedElsewhere, [...rows, writing.cohort]);
  if (count > 0) throw new Error(overtaken);
}

const selectAdded = unnamed<{ id: number }>(
  `select graduate.id from roster_staging as staged
   join graduate on graduate.school_id = $1 and graduate.cohort = $3 and graduate.exam_number = staged.exam_number
   where staged.school_id = $1 and staged.run_id = $2 and staged.outcome = 'new'`,
);
/** The graduates that a run has taken in, when all of it is written. */
export const addedBy = async (transaction: Transaction, { schoolId, runId }: RunKey, { cohort }: Writing): Promise<number[]> =>
  (await transaction.query(selectAdded, [schoolId, runId, cohort])).map(({ id }) => id);

const named = `staged.school_id = $1 and staged.run_id = $2 and staged.row_number = any ($3::integer[]) and staged.outcome = 'new'`;

const theirExamNumber = `${named} and claim.hash = staged.exam_number_hash and claim.cohort = $4 and claim.school_id = $1`;
const theirPerson = `${named} and claim.person_id = person.id and claim.cohort = $4 and claim.school_id = $1`;
// What was taken over from a lapsed row of another school is that school's again, and free as before.
const giveBack = 'set school_id = claim.taken_from, taken_from = null, lapsed_at = now()';
const withdrawals = [
  `delete from graduate using roster_staging as staged
   where ${named} and graduate.school_id = $1 and graduate.cohort = $4 and graduate.exam_number = staged.exam_number`,
  `delete from exam_number as claim using roster_staging as staged where ${theirExamNumber} and claim.taken_from is null`,
  `update exam_number as claim ${giveBack} from roster_staging as staged where ${theirExamNumber}`,
  `delete from person_cohort as claim using roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${theirPerson} and claim.taken_from is null`,
  `update person_cohort as claim ${giveBack} from roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${theirPerson}`,
].map(text => unnamed(text));

/**
 * Takes rows back that were written earlier in the same transaction: a later row of the file turned out to contradict them.
 * Their persons stay: a person without a graduate is a keyed hash and no more.
 */
export async function withdrawNew(
  transaction: Transaction,
  { schoolId, runId }: RunKey,
  { cohort }: Writing,
  rows: readonly number[],
): Promise<void> {
  if (rows.length === 0) return;
  for (const withdrawal of withdrawals) await transaction.execute(withdrawal, [schoolId, runId, rows, cohort]);
}
