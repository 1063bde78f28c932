/** Whether a file is one of ours, by its digest alone, and where it is now. */
import type { DocumentKind } from '#domain/flow/effects.ts';
import type { FlowName } from '#domain/flow-names.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import {
  type CheckedForm,
  type DocumentStanding,
  documentStanding,
  documentTitles,
  formStanding,
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

/** 登记信息表, by the indexes …_by_digest: sealed in the store, so its own digest is kept beside it. Also one that was made anew since. */
const formByDigest = statement<CheckedForm & { kind: TransferKind }>(
  'public-check.form_document',
  `select c.kind, f.is_replaced, c.ended_at is null and c.expires_at > $2 as is_live,
     exists (select from verification_code n
       where n.school_id = c.school_id and n.graduate_id = c.graduate_id and n.kind = c.kind and n.purpose = c.purpose and n.id <> c.id
         and n.ended_at is null and n.expires_at > $2) as has_successor
   from (select school_id, code_id, false as is_replaced from verification_form where sha256 = $1
     union all select school_id, code_id, true from verification_file where sha256 = $1 and code_id is not null) f
   join verification_code c on c.school_id = f.school_id and c.id = f.code_id
   limit 1`,
);
/** The forms of many in one PDF. */
const collectionByDigest = statement<{ kind: TransferKind; forms: number }>(
  'public-check.collection',
  'select kind, forms from verification_file where sha256 = $1 and code_id is null limit 1',
);

interface Known {
  readonly title: string;
  readonly standing: DocumentStanding;
}
async function findKnown({ database, clock }: Platform, sha256: string): Promise<Known | undefined> {
  const bytes = Buffer.from(sha256, 'hex');
  const [document, form, collection] = await Promise.all([
    database.first(byDigest, [sha256]),
    database.first(formByDigest, [bytes, clock.now()]),
    database.first(collectionByDigest, [bytes]),
  ]);
  if (document) return { title: documentTitles[document.kind], standing: documentStanding(document) };
  if (form) return { title: formWords[form.kind].form, standing: formStanding(form) };
  if (!collection) return undefined;
  return { title: `${formWords[collection.kind].form}合集（${collection.forms} 份）`, standing: 'collection' };
}

/** @param sha256 in hex */
export async function findDocument(platform: Platform, sha256: string): Promise<FoundDocument | undefined> {
  const known = await findKnown(platform, sha256);
  return known && { ...known, sentence: standingSentences[known.standing] };
}
