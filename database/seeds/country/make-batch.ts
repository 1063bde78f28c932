/** The rows of a batch of graduates, for COPY: who they are, and what lists, pages and look-ups need of them. */

import { dayLength } from '#domain/dates.ts';
import { phoneHash } from '#server/accounts/index.ts';
import { snapshotOf } from '#server/cases/index.ts';
import { copyLines } from '#server/platform/postgres/copy.ts';
import { documentHash, examNumberHash, namePinyin } from '#server/roster/index.ts';
import { type Random, seededRandom } from '../../demo/random.ts';
import { journeyFor } from './journeys.ts';
import { type Cased, makeCase } from './make-case.ts';
import { addTransfers, type Brought } from './make-transfers.ts';
import { inventRow } from './people.ts';
import { cohort, type Stretch } from './plan.ts';
import { type Batch, casesPerGraduate, type Making } from './tables.ts';

const pinyins = new Map<string, string>();
function pinyinOf(name: string): string {
  const known = pinyins.get(name) ?? namePinyin(name);
  if (pinyins.size < 200_000) pinyins.set(name, known);
  return known;
}

export function makeBatch(making: Making, stretches: readonly Stretch[]): Batch {
  const batch: Batch = {
    person: copyLines(),
    person_cohort: copyLines(),
    exam_number: copyLines(),
    graduate: copyLines(),
    graduate_lapse: copyLines(),
    destination_case: copyLines(),
    case_history: copyLines(),
    registry_record: copyLines(),
    registry_record_history: copyLines(),
    transfer_record: copyLines(),
    transfer_record_history: copyLines(),
    transfer_request: copyLines(),
    transfer_request_history: copyLines(),
  };
  for (const stretch of stretches) {
    const random = seededRandom(stretch.school.id * 100_003 + stretch.from);
    for (let place = stretch.from; place < stretch.to; place++) addGraduate(batch, making, random, stretch, place);
  }
  return batch;
}

function addGraduate(batch: Batch, making: Making, random: Random, stretch: Stretch, place: number): void {
  const { vault, regions, now, base } = making;
  const { school, offset, from } = stretch;
  const serial = offset - from + place;
  const row = inventRow(random, stretch, place);
  const [schoolId, personId, graduateId] = [school.id, base.person + serial, base.graduate + serial];
  const hash = documentHash(vault, 'idCard', row.idNumber);
  const [documentNumberSealed, phoneSealed] = [vault.seal(row.idNumber), vault.seal(row.phone)];
  const pinyin = pinyinOf(row.name);
  const enrolled = new Date(Date.UTC(cohort - 1, 8, 1 + random.whole(0, 9), 2)).toISOString();
  const isLapsed = random.chance(0.003);
  const lapsedAt = isLapsed ? new Date(now.getTime() - random.whole(1, 20) * dayLength) : null;
  const { code: majorCode, name: majorName } = row.major;
  const snapshot = snapshotOf(
    {
      ...row,
      ...{
        graduateId,
        personId,
        cohort,
        schoolName: school.name,
        documentType: 'idCard',
        documentNumberSealed,
        phoneSealed,
        majorName,
      },
      ...{ lapsedAt, directedUnitName: null, directedUnitRegion: null },
    },
    vault,
    regions,
  );
  const graduate: Cased = { schoolId, schoolCode: school.code, graduateId, place, row, pinyin, snapshot, lapsedAt };

  const holding = journeyFor('holding', random.whole(0, 9_999));
  const first = journeyFor('passing', random.whole(0, 9_999));
  const second = random.chance(0.2) ? journeyFor('passing', random.whole(0, 9_999)) : undefined;
  // Two open invitations may be of one employer, which has one at most.
  const passing = first?.last.runsOut && second?.last.runsOut ? [first] : [first, second];
  let taken = 0;
  let reported = false;
  let brought: Brought | undefined;
  for (const journey of [...passing, holding]) {
    if (!journey) continue;
    const made = makeCase(batch, making, random, graduate, journey, base.case + serial * casesPerGraduate + taken);
    taken += made.cases;
    reported ||= made.reported;
    // What holds comes last; of two that have ended, the later one.
    brought = made.brought && (!made.brought.endedAt || !brought || brought.at < made.brought.at) ? made.brought : brought;
  }

  const { archive, hukou } = addTransfers(batch, making, random, graduate, brought);
  const checked = taken > 0 || random.chance(0.4) ? enrolled : null;
  const confirmation = reported ? (random.chance(0.4) ? 'right' : 'unconfirmed') : 'unreported';
  batch.person.add([personId, hash, enrolled]);
  batch.person_cohort.add([personId, cohort, schoolId]);
  batch.exam_number.add([examNumberHash(vault, row.examNumber), cohort, schoolId]);
  batch.graduate.add([
    ...[schoolId, graduateId, cohort, row.examNumber, personId, row.name, pinyin, 'idCard', documentNumberSealed, hash],
    ...[
      row.gender,
      row.ethnicity,
      row.politicalStatus,
      row.educationLevel,
      majorCode,
      majorName,
      row.departmentId,
      row.className,
    ],
    ...[
      row.studentNumber,
      row.studyYears,
      row.enrolledOn,
      row.graduatesOn,
      row.trainingMode,
      row.originRegion,
      row.archiveTransferred,
    ],
    ...[row.hukouTransferred, phoneSealed, phoneHash(vault, row.phone), row.email, checked, checked, confirmation],
    ...[lapsedAt?.toISOString(), enrolled, enrolled, ...archive, ...hukou],
  ]);
  if (lapsedAt) batch.graduate_lapse.add([schoolId, graduateId, lapsedAt.toISOString(), '其他']);
}
