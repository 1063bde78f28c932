/** The SQL of forms on paper. */
import { statement } from '#server/platform/postgres/postgres.ts';

export interface PaperRow {
  readonly id: number;
  readonly schoolId: number;
  readonly graduateId: number;
  readonly formNumber: string;
  readonly codeSealed: Buffer;
  readonly tokenSealed: Buffer;
  readonly contentSealed: Buffer;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Of the form that is made already. */
  readonly fileId: string | null;
}
// verification_code_live
export const findPapers = statement<PaperRow>(
  'verification-desk.papers',
  `select c.id, c.school_id, c.graduate_id, c.form_number, c.code_sealed, c.token_sealed, c.content_sealed, c.issued_at, c.expires_at,
     f.file_id
   from verification_code c left join verification_form f on f.school_id = c.school_id and f.code_id = c.id
   where c.school_id = $1 and c.graduate_id = any($2::bigint[]) and c.kind = $3 and c.purpose = 'transfer' and c.ended_at is null
     and c.expires_at > $4`,
);
/** The first that is made counts. */
export const keepPaper = statement(
  'verification-desk.keep_paper',
  `insert into verification_form (school_id, code_id, graduate_id, state, requested_at, file_id, bytes, sha256, signature_level, signer,
     signer_is_test, signed_at)
   values ($1, $2, $3, 'ready', $4, $5, $6, $7, $8, $9, $10, $11) on conflict (school_id, code_id) do nothing`,
);
/** A PDF with the forms of many, for who is handed it. */
export const noteFile = statement(
  'verification-desk.note_file',
  `insert into verification_file (school_id, sha256, kind, forms, noted_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
);
