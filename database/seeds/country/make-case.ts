/** One case with every step of its history, what was reported of it, and what it brought along for archive and hukou. */
import { addDays, beijingDay, dayLength, startOfBeijingDay } from '#domain/dates.ts';
import { flowNamed, flowNames } from '#domain/flows/all.ts';
import { reportOf } from '#domain/reported/report-of-form.ts';
import type { Snapshot } from '#domain/rules/snapshot.ts';
import { contactHash, headlineOf } from '#server/cases/index.ts';
import type { Random } from '../../demo/random.ts';
import { agreementForm, type Form, otherEmployer, otherForm, otherTypeFor } from './forms.ts';
import type { Journey } from './journeys.ts';
import type { Brought } from './make-transfers.ts';
import type { Row } from './people.ts';
import { cohort } from './plan.ts';
import { type Batch, casesPerGraduate, type Making } from './tables.ts';

/** A graduate as their cases need them. */
export interface Cased {
  readonly schoolId: number;
  readonly schoolCode: string;
  readonly graduateId: number;
  /** In the school, from 0. */
  readonly place: number;
  readonly row: Row;
  readonly pinyin: string;
  readonly snapshot: Snapshot;
  readonly lapsedAt: Date | null;
}
const [hour, day] = [3_600_000, dayLength];
const reportedIn = new Map(flowNames.map(name => [name, flowNamed(name).reported]));
const staff: Readonly<Record<string, string>> = { department: '罗老师', school: '欧阳老师', employer: '吴经理' };
const typeOfFlow: Readonly<Record<string, string>> = {
  'online-signing': '10.01',
  'offline-signing': '10.02',
  'paper-signing': '10.03',
};
const notes: Readonly<Record<string, string>> = { return: '证明材料不清晰', reject: '信息与证明材料不一致', request: '个人原因' };

interface Origin {
  readonly type: string;
  readonly employerId: number | null;
  readonly form: Form;
}
function originOf(making: Making, random: Random, { row }: Cased, { flow }: Journey): Origin {
  const type = typeOfFlow[flow] ?? otherTypeFor(random, row.educationLevel);
  if (flow === 'other-destination') return { type, employerId: null, form: otherForm(random, type, row) };
  if (flow !== 'online-signing') return { type, employerId: null, form: agreementForm(random, otherEmployer(random), row) };
  // A few large employers invite most; the demonstration's own are the first.
  const employer = making.employers[Math.floor(making.employers.length * random.next() ** 3)];
  if (!employer) throw new Error('no employer is registered');
  return { type, employerId: employer.id, form: agreementForm(random, employer, row) };
}

/** The moments of the steps, the last one at most now: the window's days so far, spread. */
function momentsOf(making: Making, random: Random, steps: number, waits: boolean): Date[] {
  const opened = Date.UTC(cohort - 1, 8, 2);
  const now = making.now.getTime();
  const last = waits ? now - random.next() * Math.min(2 * day, (now - opened) / 2) : opened + random.next() * (now - opened);
  const first = Math.max(opened, last - steps * random.whole(2, 40) * hour);
  return Array.from({ length: steps }, (_, at) => new Date(steps === 1 ? last : first + ((last - first) * at) / (steps - 1)));
}

interface Made {
  readonly cases: number;
  readonly reported: boolean;
  readonly brought: Brought | undefined;
}
interface Signing {
  readonly id: number;
  readonly origin: Origin;
}
export function makeCase(
  batch: Batch,
  making: Making,
  random: Random,
  graduate: Cased,
  journey: Journey,
  id: number,
  signing?: Signing,
): Made {
  const { vault } = making;
  const { schoolId, graduateId, row, lapsedAt } = graduate;
  const { flow, steps, last, levels, termination } = journey;
  const origin = signing?.origin ?? originOf(making, random, graduate, journey);
  const { type, employerId, form } = origin;
  const isOnline = flow === 'online-signing';
  const moments = momentsOf(making, random, steps.length, last.runsOut);
  const at = (index: number): Date => moments[index] ?? making.now;
  const [created, updated] = [at(0), at(steps.length - 1)];
  const dueAt = last.runsOut ? startOfBeijingDay(addDays(beijingDay(created), 4)) : null;

  const number = steps.some(({ effects }) => effects.includes('drawAgreementNumber'))
    ? `${cohort}${graduate.schoolCode}${String(graduate.place * casesPerGraduate + ((id - making.base.case) % casesPerGraduate) + 1).padStart(6, '0')}`
    : null;
  const hasSnapshot = steps.some(({ effects }) => effects.includes('takeSnapshot'));
  const submitted = steps.findIndex(({ to }) => !to.unseen);
  const marked = steps.findLastIndex(({ to }) => to.mark !== undefined);
  const isReported = reportedIn.get(flow)?.has(last.id) ?? false;
  // As the program counts: one version a step, and one more where a lapse has cleared the report.
  const version = steps.length + (lapsedAt && isReported ? 1 : 0);
  const headline = headlineOf(type, form);
  batch.destination_case.add([
    ...[
      schoolId,
      id,
      graduateId,
      cohort,
      row.departmentId,
      flow,
      last.id,
      levels,
      last.holds,
      dueAt?.toISOString(),
      version,
      steps.length,
    ],
    ...[type, employerId, headline.employerName, headline.uscc, headline.jobTitle, isOnline ? 3 : null],
    ...[vault.sealJson(signing ? {} : form), hasSnapshot ? vault.sealJson(graduate.snapshot) : null, number],
    ...[created.toISOString(), updated.toISOString(), signing?.id, lapsedAt?.toISOString(), row.name, graduate.pinyin],
    ...[
      graduate.pinyin.replace(/(\S)\S*\s*/g, '$1'),
      row.studentNumber,
      row.examNumber,
      row.className,
      row.major.code,
      row.major.name,
    ],
    ...[row.educationLevel, submitted < 0 ? null : at(submitted).toISOString(), last.waitsAt, steps[marked]?.to.mark],
    marked < 0 ? null : at(marked).toISOString(),
    signing ? null : contactHash(vault, form),
  ]);
  for (const [index, { action, by, levels: after, to }] of steps.entries()) {
    const note = notes[action] ? vault.sealJson({ reason: notes[action], text: '' }) : null;
    const name = by === 'graduate' ? row.name : (staff[by] ?? null);
    batch.case_history.add([schoolId, id, index + 1, at(index).toISOString(), action, by, name, after, to.id, index + 1, note]);
  }
  const inForce = steps.findIndex(({ to }) => reportedIn.get(flow)?.has(to.id));
  const parts = inForce < 0 ? undefined : reportOf(type, form);
  const endedAt = isReported ? undefined : updated;
  const brought = parts && { caseId: id, name: headline.employerName, parts, at: at(inForce), endedAt };
  if (isReported && !lapsedAt) {
    const sealed = vault.sealJson(parts?.destination ?? {});
    const [whose, when] = [[schoolId, graduateId, 'destination', 'platform'], updated.toISOString()];
    const { employerName, uscc } = headline;
    batch.registry_record.add([...whose, sealed, type, employerName, uscc, id, version, null, when]);
    batch.registry_record_history.add([...whose, 'written', sealed, id, when]);
  }
  if (!termination) return { cases: 1, reported: isReported && !lapsedAt, brought };
  const more = makeCase(batch, making, random, graduate, termination, id + 1, { id, origin });
  return { cases: 1 + more.cases, reported: isReported && !lapsedAt, brought };
}
