/** The SQL of 核验授权: a graduate's own codes, their forms, and who checked them. */
import type { ConfirmationState } from '#domain/confirmation/states.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface OwnRow {
  readonly confirmation: ConfirmationState;
  readonly documentType: string;
  readonly documentHash: Buffer;
}
/** Values: school, graduate. */
export const findOwn = statement<OwnRow>(
  'authorization.own',
  'select confirmation, document_type, document_hash from graduate where school_id = $1 and id = $2',
);

export type PaperState = 'making' | 'ready' | 'failed' | 'deleted';
export interface CodeRow {
  readonly id: number;
  readonly schoolId: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
  readonly formNumber: string;
  readonly codeSealed: Buffer;
  readonly tokenSealed: Buffer;
  readonly contentSealed: Buffer;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly checks: number;
  readonly paper: PaperState;
  readonly why: string | null;
  readonly fileId: string | null;
  readonly bytes: number | null;
}
const columns = `c.id, c.school_id, c.graduate_id, c.kind, c.form_number, c.code_sealed, c.token_sealed, c.content_sealed, c.issued_at,
  c.expires_at, c.ended_at, c.end_reason, coalesce(f.state, 'making') as paper, f.why, f.file_id, f.bytes,
  (select count(*)::int from verification_check_history h
   where h.school_id = c.school_id and h.graduate_id = c.graduate_id and h.code_id = c.id) as checks`;
const codes = `from verification_code c left join verification_form f on f.school_id = c.school_id and f.code_id = c.id`;

/** The latest first (verification_code_of_graduate). Values: school, graduate. */
export const selectOwnCodes = statement<CodeRow>(
  'authorization.own_codes',
  `select ${columns} ${codes}
   where c.school_id = $1 and c.graduate_id = $2 and c.purpose = 'authorization' order by c.id desc limit 50`,
);
/** Values: school, graduate, code. */
export const findOwnCode = statement<CodeRow>(
  'authorization.own_code',
  `select ${columns} ${codes} where c.school_id = $1 and c.graduate_id = $2 and c.purpose = 'authorization' and c.id = $3`,
);
/** For the job that makes its form. Values: school, code. */
export const findCode = statement<CodeRow>(
  'authorization.code',
  `select ${columns} ${codes} where c.school_id = $1 and c.id = $2 and c.purpose = 'authorization'`,
);

export interface CheckRow {
  readonly id: number;
  readonly at: Date;
  readonly codeId: number;
  readonly kind: TransferKind;
  readonly way: string;
  readonly outcome: string;
  readonly network: string;
}
/** Of the graduate's own codes, the latest first (verification_check_of_graduate). Values: school, graduate, code or null, how many. */
export const selectChecks = statement<CheckRow>(
  'authorization.checks',
  `select h.id, h.at, h.code_id, c.kind, h.way, h.outcome, h.network
   from verification_check_history h join verification_code c on c.school_id = h.school_id and c.id = h.code_id
   where h.school_id = $1 and h.graduate_id = $2 and c.purpose = 'authorization' and ($3::bigint is null or h.code_id = $3)
   order by h.id desc limit $4`,
);

/** Values: school, codes, graduate, moment. */
export const requestForms = statement(
  'authorization.request_forms',
  `insert into verification_form (school_id, code_id, graduate_id, state, requested_at)
   select $1, id, $3, 'making', $4 from unnest($2::bigint[]) as asked (id)`,
);
/** Ready once: a form that was stored is never made again. Values: school, code, then what was stored and how it is signed. */
export const markFormReady = statement(
  'authorization.form_ready',
  `update verification_form set state = 'ready', why = null, file_id = $3, bytes = $4, sha256 = $5, signature_level = $6, signer = $7,
     signer_is_test = $8, signed_at = $9
   where school_id = $1 and code_id = $2 and state in ('making', 'failed')`,
);
/** Values: school, code, why. */
export const markFormFailed = statement(
  'authorization.form_failed',
  `update verification_form set state = 'failed', why = $3 where school_id = $1 and code_id = $2 and state in ('making', 'failed')`,
);

const over = 'least(c.expires_at, coalesce(c.ended_at, c.expires_at)) < $1';
/** A code that has been over for long is found no more: whoever asks is answered as if there had never been one. */
export const sweepKeys = statement(
  'authorization.sweep_keys',
  `delete from verification_key k using verification_code c where c.school_id = k.school_id and c.id = k.code_id and ${over}`,
);
/** Its PDF is let go, and the sweep of files finds it. What was shown, and who checked it, stays. */
export const sweepForms = statement(
  'authorization.sweep_forms',
  `update verification_form f set state = 'deleted', file_id = null, why = null
   from verification_code c where c.school_id = f.school_id and c.id = f.code_id and f.state <> 'deleted' and ${over}`,
);
