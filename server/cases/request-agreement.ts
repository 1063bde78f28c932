import { z } from 'zod';
import { addJob, defineJob } from '#server/platform/jobs.ts';
import { statement, type Transaction } from '#server/platform/postgres.ts';

export const makeAgreementJob = defineJob(
  'cases.make-agreement',
  z.object({ schoolId: z.number(), caseId: z.number(), documentId: z.number() }),
);

const insertDocument = statement<{ id: number }>(
  'cases.insert_document',
  `insert into document (school_id, case_id, kind, version, state, requested_at)
   select $1, $2, 'agreement', coalesce(max(version), 0) + 1, 'making', $3 from document
   where school_id = $1 and case_id = $2 and kind = 'agreement'
   returning id`,
);

/** The next version of the agreement is asked for; a job makes, signs and stores it. */
export async function requestAgreement(
  tx: Transaction,
  { schoolId, caseId, now }: { schoolId: number; caseId: number; now: Date },
): Promise<void> {
  const { id } = await tx.one(insertDocument, [schoolId, caseId, now]);
  await addJob(tx, makeAgreementJob, { schoolId, caseId, documentId: id }, { key: `${schoolId}-${id}` });
}
