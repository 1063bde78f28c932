/** Whether a file is one of ours, by its digest alone, and where it is now. */
import type { DocumentKind } from '#domain/flow/effects.ts';
import type { FlowName } from '#domain/flow-names.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import {
  type DocumentStanding,
  documentStanding,
  documentTitles,
  standingSentences,
} from '#domain/verification/document-standing.ts';
import { formWords } from '#domain/verification/form.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

interface Row {
  readonly kind: DocumentKind;
  readonly isLatest: boolean;
  readonly flow: FlowName;
  readonly state: string;
  readonly lapsed: boolean;
}
/** Of all schools, by the index document_by_file: a file is kept under its digest. */
const byDigest = statement<Row>(
  'public-check.document',
  `select d.kind, c.flow, c.state, g.lapsed_at is not null as lapsed,
     not exists (select from document n
       where n.school_id = d.school_id and n.case_id = d.case_id and n.kind = d.kind and n.version > d.version and n.state = 'ready')
       as is_latest
   from document d
   join destination_case c on c.school_id = d.school_id and c.id = d.case_id
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where d.file_id = $1 and d.state = 'ready' limit 1`,
);

export interface FoundDocument {
  readonly title: string;
  readonly standing: DocumentStanding;
  readonly sentence: string;
}

/** 登记信息表, by the index verification_form_by_digest: sealed in the store, so its own digest is kept beside it. */
const formByDigest = statement<{ kind: TransferKind; isLive: boolean }>(
  'public-check.form_document',
  `select c.kind, c.ended_at is null and c.expires_at > $2 as is_live
   from verification_form f join verification_code c on c.school_id = f.school_id and c.id = f.code_id
   where f.sha256 = $1 limit 1`,
);

/** @param sha256 in hex */
export async function findDocument({ database, clock }: Platform, sha256: string): Promise<FoundDocument | undefined> {
  const [row, form] = await Promise.all([
    database.first(byDigest, [sha256]),
    database.first(formByDigest, [Buffer.from(sha256, 'hex'), clock.now()]),
  ]);
  const known = row
    ? { title: documentTitles[row.kind], standing: documentStanding(row) }
    : form && { title: formWords[form.kind].form, standing: form.isLive ? ('in-force' as const) : ('ended' as const) };
  return known && { ...known, sentence: standingSentences[known.standing] };
}
