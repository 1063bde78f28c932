/** What the roster asks of cases, and what cases do when a row of it changes. */
import { type FlowName, flowNamed, labelOf, toneTo } from '#domain/flows/all.ts';
import { isRefused } from '#domain/refusals.ts';
import type { Role } from '#domain/roles.ts';
import { findGraduate, gatherFacts, lockOpenedCase, moveCase, refOf, snapshotOf } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { everything } from '#server/platform/scope/everything.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { followGraduates } from './follow-graduates.ts';
import { freezeCases, reportedStates, thawCases } from './freeze-cases.ts';
import { type Reporting, reportCase } from './report-case.ts';

export const casesPort = (platform: Platform, reporting: Reporting): CasesPort => ({
  factsOf: (queryable, schoolId, graduateId) => factsOf(platform, queryable, schoolId, graduateId),
  linesOf,
  headlinesOf,
  // Cases count themselves.
  beforeChange: async () => undefined,
  added: () => undefined,
  freeze: freezeCases,
  thaw: (tx, schoolId, returning, now) => thawCases(tx, platform.vault, { schoolId, returning, now }),
  follow: followGraduates,
  endInvitations: (tx, schoolId, graduateId, why) => endInvitations(platform, tx, { schoolId, graduateId, why }),
  reportAgain: (schoolId, graduateId) => reportAgain(platform, reporting, schoolId, graduateId),
});

async function factsOf(platform: Platform, queryable: Queryable, schoolId: number, graduateId: number) {
  const { database, vault, clock } = platform;
  const row = await queryable.first(findGraduate, [schoolId, graduateId]);
  if (!row) return undefined;
  const roster = snapshotOf(row, vault, await loadRegions(database, queryable));
  const settings = await getSchoolSettings(queryable, schoolId);
  return gatherFacts({ row, settings, flow: 'other-destination', destinationType: '', roster, now: clock.now() });
}

interface Line {
  readonly schoolId: number;
  readonly id: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly subject: string;
  readonly since: Date;
  readonly frozen: boolean;
}
/** What has been handed in; a draft is its owner's alone. Relies on destination_case_of_graduate. */
const selectLines = statement<Line>(
  'cases.lines_of_graduate',
  `select school_id, id, flow, state, employer_name as subject, updated_at as since, frozen_at is not null as frozen
   from destination_case where school_id = $1 and graduate_id = $2 and submitted_at is not null order by id desc limit 100`,
);

async function linesOf(queryable: Queryable, schoolId: number, graduateId: number, readers: readonly Role[]) {
  const lines = await queryable.query(selectLines, [schoolId, graduateId]);
  return lines.map(line => {
    const { flow, state, frozen, subject, since } = line;
    const tone = toneTo(readers, flow, state, frozen);
    return {
      ref: refOf(line),
      flow,
      flowTitle: flowNamed(flow).title,
      state: frozen ? null : state,
      label: labelOf(flow, state, frozen),
      tone,
      subject,
      since,
    };
  });
}

/** Relies on destination_case_one_hold. */
const selectHolds = statement<{ schoolId: number; id: number; graduateId: number; flow: FlowName; state: string }>(
  'cases.holds_of_many',
  `select school_id, id, graduate_id, flow, state from destination_case
   where school_id = $1 and graduate_id = any($2::bigint[]) and holds and signing_case_id is null`,
);

async function headlinesOf(queryable: Queryable, schoolId: number, graduateIds: readonly number[], readers: readonly Role[]) {
  const holds = await queryable.query(selectHolds, [schoolId, graduateIds]);
  return holds.map(hold => {
    const label = labelOf(hold.flow, hold.state, false);
    const { graduateId, flow, state } = hold;
    return { graduateId, ref: refOf(hold), flow, label, tone: toneTo(readers, flow, state) };
  });
}

const selectInvitations = statement<{ id: number }>(
  'cases.open_invitations',
  'select id from destination_case where school_id = $1 and graduate_id = $2 and due_at is not null order by id',
);

/** Under the lock of the graduate's row, so that none is being accepted meanwhile. */
async function endInvitations(
  platform: Platform,
  tx: Transaction,
  { schoolId, graduateId, why }: { readonly schoolId: number; readonly graduateId: number; readonly why: string },
): Promise<void> {
  for (const { id } of await tx.query(selectInvitations, [schoolId, graduateId])) {
    const opened = await lockOpenedCase(platform, tx, { schoolId, caseId: id }, everything);
    if (!opened) throw new Error(`invitation ${schoolId}-${id} is gone`);
    const { row, facts, snapshot, roster } = opened;
    const move = { platform, action: 'invalidate', facts, snapshot, roster, who: { roles: ['system'] } } as const;
    const moved = await moveCase(tx, row, { ...move, attached: { note: { reason: why, text: '' } } });
    if (isRefused(moved)) throw new Error(`invitation ${schoolId}-${id} does not end: ${moved.refused.code}`);
  }
}

const selectReported = statement<{ id: number; version: number; seq: number }>(
  'cases.reported_of',
  `select id, version, history_seq as seq from destination_case
   where school_id = $1 and graduate_id = $2 and flow || ' ' || state = any($3) and frozen_at is null`,
);

/** 恢复网签数据: what a job would do in its turn, done now. What is in the registry already stays as it is. */
async function reportAgain(platform: Platform, reporting: Reporting, schoolId: number, graduateId: number): Promise<boolean> {
  const cases = await platform.database.query(selectReported, [schoolId, graduateId, reportedStates]);
  for (const { id, seq, version } of cases) await reportCase(platform, reporting, { schoolId, caseId: id, seq }, version);
  return cases.length > 0;
}
