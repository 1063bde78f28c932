import { importantColumns } from '#domain/forms/roster-columns.ts';
import { type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { lapsedField, recordColumns, takeOver } from '#server/roster/index.ts';
import type { RunKey } from './staging.ts';

/** Who takes rows in, and when. */
export type Writing = { cohort: number; accountId: number; now: Date };

/** What other matters have to know about the graduates of an import. */
export type RosterChanges = {
  added: readonly number[];
  /** All that changed, those that moved or came back among them. */
  changed: readonly number[];
  moved: readonly { graduateId: number; departmentId: number }[];
  restored: readonly number[];
  /** Those of whom a field changed that graduates confirm. */
  important: readonly number[];
};

/** Thrown when someone else changed or claimed what was checked a moment ago: the import starts over and checks again. */
export const overtaken = 'the roster changed while an import was checked';

const staged = (outcome: string) => `staged.school_id = $1 and staged.run_id = $2 and staged.outcome = '${outcome}'`;

const countChanged = unnamed<{ count: number }>(`select count(*) from roster_staging as staged where ${staged('changed')}`);

/** In the order of their ids, as everybody locks several graduates; the update below meets them in any order. Its keys may change. */
const lockChanged = unnamed(
  `select from roster_staging as staged join graduate on graduate.school_id = $1 and graduate.id = staged.graduate_id
   where ${staged('changed')}
   order by graduate.id for update of graduate`,
);

const addPersons = unnamed(
  `insert into person (document_hash, created_at)
   select document_hash, $3 from roster_staging as staged where ${staged('changed')}
   order by document_hash
   on conflict (document_hash) do nothing`,
);

// Before the claims: a corrected ID number gives up the person that it named by mistake.
const releasePersons = unnamed(
  `delete from person_cohort as claim
   using roster_staging as staged, graduate
   where ${staged('changed')} and staged.fields && array['idNumber', 'documentType']
     and graduate.school_id = $1 and graduate.id = staged.graduate_id
     and claim.person_id = graduate.person_id and claim.cohort = $3 and claim.school_id = $1`,
);

const claimPersons = unnamed(
  `insert into person_cohort (person_id, cohort, school_id)
   select person.id, $3, $1
   from roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${staged('changed')}
   order by person.id
   on conflict (person_id, cohort) ${takeOver('person_cohort')}`,
);

// Who comes back has the exam number again; the others never gave theirs up.
const claimExamNumbers = unnamed(
  `insert into exam_number (hash, cohort, school_id)
   select exam_number_hash, $3, $1 from roster_staging as staged
   where ${staged('changed')} and '${lapsedField}' = any (staged.fields)
   order by exam_number_hash
   on conflict (hash, cohort) ${takeOver('exam_number')}`,
);

const claimedElsewhere = unnamed<{ count: number }>(
  `select (select count(*) from roster_staging as staged join person on person.document_hash = staged.document_hash
             join person_cohort as claim on claim.person_id = person.id
           where ${staged('changed')} and claim.cohort = $3 and claim.school_id <> $1)
        + (select count(*) from roster_staging as staged join exam_number as claim on claim.hash = staged.exam_number_hash
           where ${staged('changed')} and claim.cohort = $3 and claim.school_id <> $1) as count`,
);

/** After the first sign-in these come from 学信网 alone, also when that sign-in happened a moment ago. */
const contactColumns = ['phone_sealed', 'phone_hash', 'email'];

const assignments = recordColumns
  .filter(column => column !== 'exam_number')
  .map(column =>
    contactColumns.includes(column)
      ? `${column} = case when graduate.first_signed_in_at is null then staged.${column} else graduate.${column} end`
      : `${column} = staged.${column}`,
  );

const changeGraduates = unnamed(
  `update graduate
   set ${assignments.join(', ')}, person_id = person.id, lapsed_at = null, updated_at = $3, version = graduate.version + 1
   from roster_staging as staged join person on person.document_hash = staged.document_hash
   where ${staged('changed')}
     and graduate.school_id = $1 and graduate.id = staged.graduate_id and graduate.version = staged.graduate_version`,
);

const addHistory = unnamed(
  `insert into graduate_history (school_id, graduate_id, at, source, account_id, import_run_id, fields, changes_sealed)
   select $1, graduate_id, $3, 'upload', $4, $2, fields, changes_sealed
   from roster_staging as staged where ${staged('changed')}`,
);

const selectMoved = unnamed<{ graduateId: number; departmentId: number }>(
  `select graduate_id, department_id from roster_staging as staged where ${staged('changed')} and 'department' = any (fields)
   order by graduate_id`,
);

const selectChanged = unnamed<{ graduateId: number }>(
  `select graduate_id from roster_staging as staged where ${staged('changed')} order by graduate_id`,
);

const selectRestored = unnamed<{ graduateId: number }>(
  `select graduate_id from roster_staging as staged where ${staged('changed')} and 'lapsed' = any (fields) order by graduate_id`,
);

const selectImportant = unnamed<{ graduateId: number }>(
  `select graduate_id from roster_staging as staged where ${staged('changed')} and fields && $3::text[] order by graduate_id`,
);

/**
 * The last step of a run, in the transaction that wrote its new graduates: the changed ones, with history. Their rows are
 * locked from here to the commit only. Throws `overtaken` when the roster is no longer as it was checked.
 */
export async function writeChanged(
  transaction: Transaction,
  { schoolId, runId }: RunKey,
  writing: Writing,
  beforeChange: (graduateIds: readonly number[]) => Promise<void>,
): Promise<Omit<RosterChanges, 'added'>> {
  const { cohort, accountId, now } = writing;
  const { count: due } = await transaction.one(countChanged, [schoolId, runId]);
  if (due === 0) return { changed: [], moved: [], restored: [], important: [] };
  await transaction.execute(lockChanged, [schoolId, runId]);
  const changed = (await transaction.query(selectChanged, [schoolId, runId])).map(({ graduateId }) => graduateId);
  await beforeChange(changed);
  await transaction.execute(addPersons, [schoolId, runId, now]);
  await transaction.execute(releasePersons, [schoolId, runId, cohort]);
  await transaction.execute(claimPersons, [schoolId, runId, cohort]);
  await transaction.execute(claimExamNumbers, [schoolId, runId, cohort]);
  const { count: elsewhere } = await transaction.one(claimedElsewhere, [schoolId, runId, cohort]);
  if (elsewhere > 0) throw new Error(overtaken);
  if ((await transaction.execute(changeGraduates, [schoolId, runId, now])) !== due) throw new Error(overtaken);
  await transaction.execute(addHistory, [schoolId, runId, now, accountId]);
  const restored = await transaction.query(selectRestored, [schoolId, runId]);
  const important = await transaction.query(selectImportant, [schoolId, runId, importantColumns]);
  return {
    changed,
    moved: await transaction.query(selectMoved, [schoolId, runId]),
    restored: restored.map(row => row.graduateId),
    important: important.map(row => row.graduateId),
  };
}
