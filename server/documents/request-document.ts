import { z } from 'zod';
import type { DocumentKind } from '#domain/flow/effects.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

export const makeDocumentJob = defineJob(
  'cases.make-document',
  z.object({ schoolId: z.number(), caseId: z.number(), documentId: z.number() }),
  { title: '生成协议书、解约证明' },
);

const insertDocument = statement<{ id: number }>(
  'cases.insert_document',
  `insert into document (school_id, case_id, kind, version, state, requested_at)
   select $1, $2, $3, coalesce(max(version), 0) + 1, 'making', $4 from document
   where school_id = $1 and case_id = $2 and kind = $3
   returning id`,
);

interface Wanted {
  readonly schoolId: number;
  readonly caseId: number;
  readonly kind: DocumentKind;
  readonly now: Date;
}

/** The next version of a document is asked for; a job makes, signs and stores it. */
export async function requestDocument(tx: Transaction, { schoolId, caseId, kind, now }: Wanted): Promise<void> {
  const { id } = await tx.one(insertDocument, [schoolId, caseId, kind, now]);
  await addJob(tx, makeDocumentJob, { schoolId, caseId, documentId: id }, { key: `${schoolId}-${id}` });
}
