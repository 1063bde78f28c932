import type { DocumentKind } from '#domain/flow/effects.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface DocumentRow {
  readonly id: number;
  readonly caseId: number;
  readonly kind: DocumentKind;
  readonly version: number;
  readonly state: 'making' | 'ready' | 'failed';
  readonly why: string | null;
  readonly fileId: string | null;
  readonly bytes: number | null;
  readonly signatureLevel: string | null;
  readonly signer: string | null;
  readonly signerIsTest: boolean | null;
  readonly signedAt: Date | null;
  readonly requestedAt: Date;
}
const columns =
  'id, case_id, kind, version, state, why, file_id, bytes, signature_level, signer, signer_is_test, signed_at, requested_at';

export const findDocument = statement<DocumentRow>(
  'documents.find',
  `select ${columns} from document where school_id = $1 and id = $2`,
);
export const documentsOfCase = statement<DocumentRow>(
  'documents.of_case',
  `select ${columns} from document where school_id = $1 and case_id = $2 order by kind, version desc`,
);
/** Ready once: a document that was stored is never made again. */
export const markReady = statement(
  'documents.ready',
  `update document set state = 'ready', why = null, file_id = $3, bytes = $4, sha256 = $5, signature_level = $6, signer = $7,
     signer_is_test = $8, signed_at = $9
   where school_id = $1 and id = $2 and state <> 'ready'`,
);
export const markFailed = statement(
  'documents.failed',
  `update document set state = 'failed', why = $3 where school_id = $1 and id = $2 and state <> 'ready'`,
);
