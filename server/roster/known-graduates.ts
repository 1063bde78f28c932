import type { RosterRecord } from '#domain/forms/roster-row.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { plainSelection } from './roster-fields.ts';

/** A graduate as the roster has it, for comparing with a row of a file. */
export type KnownGraduate = {
  id: number;
  version: number;
  isLapsed: boolean;
  /** From the first sign-in on, phone and e-mail come from 学信网 alone. */
  hasSignedIn: boolean;
  documentHash: Buffer;
  record: RosterRecord;
};

type Row = Omit<RosterRecord, 'idNumber' | 'phone'> & {
  id: number;
  version: number;
  isLapsed: boolean;
  hasSignedIn: boolean;
  documentHash: Buffer;
  documentNumberSealed: Buffer;
  phoneSealed: Buffer | null;
};

// graduate_exam_number_unique, once per number: "limit" keeps the planner from reading the whole roster for every round, which
// it prefers while the table has no statistics or the rows of a running import are not committed.
const selectKnown = unnamed<Row>(
  `select id, version, lapsed_at is not null as is_lapsed, first_signed_in_at is not null as has_signed_in, document_hash,
     document_number_sealed, phone_sealed, exam_number, ${plainSelection}
   from unnest($3::text[]) as asked (number)
   cross join lateral (
     select * from graduate where school_id = $1 and cohort = $2 and exam_number = asked.number limit 1
   ) as known`,
);

/** The graduates of a cohort by exam number, lapsed ones too. */
export async function findGraduates(
  database: Queryable,
  vault: Vault,
  schoolId: number,
  cohort: number,
  examNumbers: readonly string[],
): Promise<Map<string, KnownGraduate>> {
  const rows = await database.query(selectKnown, [schoolId, cohort, examNumbers]);
  return new Map(rows.map(row => [row.examNumber, known(row, vault)]));
}

function known(row: Row, vault: Vault): KnownGraduate {
  const { id, version, isLapsed, hasSignedIn, documentHash, documentNumberSealed, phoneSealed, ...plain } = row;
  const record = { ...plain, idNumber: vault.open(documentNumberSealed), phone: phoneSealed && vault.open(phoneSealed) };
  return { id, version, isLapsed, hasSignedIn, documentHash, record };
}
