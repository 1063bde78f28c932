/** One graduate's confirmation as the desk reads it: its state, what is wrong, what was said before, what is reported. */
import type { z } from 'zod';
import type { getConfirmation } from '#contract/routes/confirmation.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { graduateInWords } from '#server/archives/index.ts';
import { type Confirming, describeBasics, describeParts, describeState, selectEvents } from '#server/confirmation/index.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings, registryPlace } from '#server/schools/index.ts';
import { findFormGraduate } from '#server/verification/index.ts';
import { type DetailRow, findConfirmation } from './store.ts';

type Page = z.input<(typeof getConfirmation)['answer']>;

const graduateSection = ({ studentNumber, examNumber, cohort, departmentName, className }: DetailRow): Page['graduate'] => ({
  title: '学生信息',
  rows: [
    { key: 'studentNumber', label: '学号', value: studentNumber || '--' },
    { key: 'examNumber', label: '考生号', value: examNumber },
    { key: 'cohort', label: '届别', value: `${cohort} 届` },
    { key: 'department', label: '院系', value: departmentName },
    { key: 'class', label: '班级', value: className || '--' },
  ],
});

/** Staff put things right where they keep them: the case, the record of archive or hukou. */
const atDesk = (parts: Page['parts'], held: string | undefined, graduateId: number): Page['parts'] =>
  parts.map(({ correct, ...part }) => {
    if (correct.url !== null || correct.path === null) return { ...part, correct };
    if (part.part !== 'destination')
      return {
        ...part,
        correct: { ...correct, sentence: '', path: `/${part.part}/records/${graduateId}`, word: `查看${part.title}` },
      };
    const way = held ? { path: `/cases/${held}`, word: '查看毕业去向' } : { path: null, word: '' };
    return { ...part, correct: { ...correct, sentence: '', ...way } };
  });

export async function readDetail(
  { platform, registry, heldOf }: Confirming,
  graduateId: number,
  scope: Scope,
): Promise<Page | Refused> {
  const { database, vault } = platform;
  const row = await database.first(...findConfirmation(scope, [graduateId]));
  if (!row) return refuse('not-found');
  const { schoolId, hukouTransferred } = row;
  const whose = { schoolId, graduateId };
  const [graduate, recorded, held, settings, regions, events] = await Promise.all([
    findFormGraduate(database, whose),
    registry.read(whose),
    heldOf(database, schoolId, graduateId),
    getSchoolSettings(database, schoolId),
    loadRegions(database),
    database.query(selectEvents, [schoolId, graduateId]),
  ]);
  if (!graduate) return refuse('not-found');
  const elsewhere = await registryPlace(database, schoolId, settings.registryCorrection);
  const parts = describeParts({ hukouTransferred, recorded, held: held?.ref, elsewhere, regions });
  return {
    ...graduateInWords(row),
    ...describeState(vault, { state: row.confirmation, since: row.since, events }),
    isLapsed: row.isLapsed,
    basics: describeBasics(graduate, vault.open(row.documentNumberSealed), regions),
    parts: atDesk(parts, held?.ref, graduateId),
    graduate: graduateSection(row),
  };
}
