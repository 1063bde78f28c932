/**
 * What a school claims in the country for each graduate: the person in the cohort, and the exam number. A lapse sets both free; the
 * rows stay until another school takes them, so that a lapsed graduate can sign in and read.
 */
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { examNumberHash } from './document-hash.ts';

export interface Claimant {
  readonly id: number;
  readonly cohort: number;
  readonly personId: number;
  readonly examNumber: string;
}

/** `on conflict …` of an insert that claims: what is free is taken over, what is not stays and is not counted. */
export const takeOver = (table: 'person_cohort' | 'exam_number'): string =>
  `do update set school_id = excluded.school_id, lapsed_at = null,
     taken_from = case when ${table}.school_id <> excluded.school_id then ${table}.school_id end
   where ${table}.lapsed_at is not null`;

// In the order in which an import claims: by person, by hash.
const freePersons = statement(
  'roster.claims_free_persons',
  `update person_cohort c set lapsed_at = $4
   from (select p.person_id, p.cohort from person_cohort p join unnest($2::bigint[], $3::smallint[]) asked (person_id, cohort)
           using (person_id, cohort) where p.school_id = $1 order by p.person_id for update of p) mine
   where c.person_id = mine.person_id and c.cohort = mine.cohort`,
);
const freeExamNumbers = statement(
  'roster.claims_free_exam_numbers',
  `update exam_number c set lapsed_at = $4
   from (select n.hash, n.cohort from exam_number n join unnest($2::bytea[], $3::smallint[]) asked (hash, cohort)
           using (hash, cohort) where n.school_id = $1 order by n.hash for update of n) mine
   where c.hash = mine.hash and c.cohort = mine.cohort`,
);
const takePersons = statement(
  'roster.claims_take_persons',
  `insert into person_cohort (person_id, cohort, school_id)
   select person_id, cohort, $1 from unnest($2::bigint[], $3::smallint[]) asked (person_id, cohort) order by person_id
   on conflict (person_id, cohort) ${takeOver('person_cohort')}`,
);
const takeExamNumbers = statement(
  'roster.claims_take_exam_numbers',
  `insert into exam_number (hash, cohort, school_id)
   select hash, cohort, $1 from unnest($2::bytea[], $3::smallint[]) asked (hash, cohort) order by hash
   on conflict (hash, cohort) ${takeOver('exam_number')}`,
);
const holders = statement<{ id: number; schoolName: string }>(
  'roster.claims_holders',
  `select asked.id, s.name as school_name
   from unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::bytea[]) asked (id, person_id, cohort, hash)
   left join person_cohort p on p.person_id = asked.person_id and p.cohort = asked.cohort and p.lapsed_at is null
   left join exam_number n on n.hash = asked.hash and n.cohort = asked.cohort and n.lapsed_at is null
   join school s on s.id = case when p.school_id <> $1 then p.school_id when n.school_id <> $1 then n.school_id end
   order by asked.id`,
);

const columnsOf = (vault: Vault, rows: readonly Claimant[]) => ({
  persons: rows.map(({ personId }) => personId),
  cohorts: rows.map(({ cohort }) => cohort),
  hashes: rows.map(({ examNumber }) => examNumberHash(vault, examNumber)),
});

/** They lapse in this transaction. */
export async function freeClaims(tx: Transaction, vault: Vault, schoolId: number, rows: readonly Claimant[], now: Date) {
  const { persons, cohorts, hashes } = columnsOf(vault, rows);
  await tx.execute(freePersons, [schoolId, persons, cohorts, now]);
  await tx.execute(freeExamNumbers, [schoolId, hashes, cohorts, now]);
}

/** The name of the school that has each of these lapsed graduates now; those who may come back are left out. */
export async function takenOverBy(
  queryable: Queryable,
  vault: Vault,
  schoolId: number,
  rows: readonly Claimant[],
): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map();
  const { persons, cohorts, hashes } = columnsOf(vault, rows);
  const found = await queryable.query(holders, [schoolId, rows.map(({ id }) => id), persons, cohorts, hashes]);
  return new Map(found.map(({ id, schoolName }) => [id, schoolName]));
}

/** They come back in this transaction; refused when another school has one of them meanwhile. */
export async function claimAgain(
  tx: Transaction,
  vault: Vault,
  schoolId: number,
  rows: readonly (Claimant & { readonly name: string })[],
): Promise<Refused | undefined> {
  const { persons, cohorts, hashes } = columnsOf(vault, rows);
  const claimed = [
    await tx.execute(takePersons, [schoolId, persons, cohorts]),
    await tx.execute(takeExamNumbers, [schoolId, hashes, cohorts]),
  ];
  if (claimed.every(count => count === rows.length)) return undefined;
  const taken = await takenOverBy(tx, vault, schoolId, rows);
  const who = rows.filter(({ id }) => taken.has(id));
  return refuse('taken-over', {
    names: who.slice(0, 5).map(({ name }) => name),
    more: who.length > 5 ? `等 ${who.length} 人` : '',
    schools: [...new Set(taken.values())],
  });
}
