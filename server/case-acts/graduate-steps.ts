/** The steps of all cases of one graduate, as they read in their own record. */
import type { z } from 'zod';
import type { recordEntry } from '#contract/routes/records.ts';
import { type FlowName, flowNamed, placeOf } from '#domain/flows/all.ts';
import { stepWord } from '#domain/flows/step-words.ts';
import { roleWords } from '#domain/roles.ts';
import { noteShape, openEvidence, stepsWithEvidence } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

interface StepRow {
  readonly id: number;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
  readonly evidenceSealed: Buffer | null;
  readonly flow: FlowName;
  readonly employerName: string;
}
/** What was never handed in is no record. A person's few cases are found by destination_case_of_graduate, their steps by the key of case_history. */
const steps = `select h.case_id as id, h.seq, h.at, h.action, h.by_role, h.to_state, h.note_sealed,
    case when h.action in (${stepsWithEvidence}) then h.evidence_sealed end as evidence_sealed, c.flow, c.employer_name
  from destination_case c join case_history h on h.school_id = c.school_id and h.case_id = c.id
  where c.school_id = $1 and c.graduate_id = $2 and c.submitted_at is not null`;
const selectSteps = statement<StepRow>(
  'cases.steps_of_graduate',
  `${steps} and (h.at, h.case_id, h.seq) < ($3, $4::bigint, $5::int) order by h.at desc, h.case_id desc, h.seq desc limit $6`,
);
const findStep = statement<StepRow>('cases.step_of_graduate', `${steps} and h.case_id = $3 and h.seq = $4`);

interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
}

/** The graduate reads which office acted, never who in it. */
function officeOf({ byRole, employerName }: StepRow): string {
  if (byRole === 'graduate') return '本人';
  if (byRole === 'employer') return employerName;
  return Object.entries(roleWords).find(([role]) => role === byRole)?.[1] ?? byRole;
}

/** What was done, and where it led when that says more. */
function titleOf(row: StepRow, witnessed: boolean): string {
  const { flow, toState, employerName } = row;
  const [word, label] = [stepWord({ ...row, witnessed }), placeOf(flow, toState).label];
  return `${employerName}：${word}${word === label ? '' : `（${label}）`}`;
}

function entryOf({ vault }: Platform, { schoolId }: Whose, row: StepRow): z.input<typeof recordEntry> {
  const evidence = row.evidenceSealed ? openEvidence(vault, row.evidenceSealed) : undefined;
  return {
    key: `case-${row.id}-${row.seq}`,
    kind: flowNamed(row.flow).title,
    at: row.at,
    title: titleOf(row, evidence?.witnessed ?? false),
    who: officeOf(row),
    reason: row.noteSealed ? noteShape.parse(vault.openJson(row.noteSealed)) : null,
    changes: evidence?.changes ?? [],
    caseRef: `${schoolId}-${row.id}`,
    caseFlow: row.flow,
  };
}

/** Newest first, from before this place on. */
export async function listGraduateSteps(
  platform: Platform,
  whose: Whose,
  before: { readonly at: Date; readonly id: number; readonly seq: number },
  limit: number,
) {
  const values = [whose.schoolId, whose.graduateId, before.at, before.id, before.seq, limit];
  const rows = await platform.database.query(selectSteps, values);
  return rows.map(row => ({ id: row.id, seq: row.seq, entry: entryOf(platform, whose, row) }));
}

export async function findGraduateStep(platform: Platform, whose: Whose, id: number, seq: number) {
  const row = await platform.database.first(findStep, [whose.schoolId, whose.graduateId, id, seq]);
  return row && entryOf(platform, whose, row);
}
