import type { z } from 'zod';
import type { graduateCard } from '#contract/routes/cases.ts';
import { isUnemployed } from '#domain/codes/destination-types.ts';
import { draftStates, flowNamed, labelTo, placeOf, toneTo, tracelessStates } from '#domain/flows/all.ts';
import { milestonesOf } from '#domain/flows/milestones.ts';
import { sentenceOf } from '#domain/refusals.ts';
import { roleWords } from '#domain/roles.ts';
import { freedBy } from '#domain/rules/hold.ts';
import { promisedUntil } from '#domain/rules/promise.ts';
import { graduateCards, historyOfCases, refOf } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { getSchoolSettings, levelsFor } from '#server/schools/index.ts';
import { lastMove, whyOf } from './why.ts';

type Card = z.input<typeof graduateCard>;

/** What waits for the graduate first, what runs out soonest before the rest; then what others have; what is over last. */
const rankOf = ({ mine, isCurrent, isOver }: Card): number => (mine ? 0 : isCurrent ? 1 : isOver ? 3 : 2);
const inOrder = (one: Card, other: Card): number =>
  rankOf(one) - rankOf(other) || (one.mine ? dueOf(one) - dueOf(other) : 0) || other.since.getTime() - one.since.getTime();
const dueOf = ({ respondBy }: Card): number => respondBy?.getTime() ?? Number.MAX_SAFE_INTEGER;

/** 登记记录: one card per case. */
export async function listCards({ database, vault, clock }: Platform, schoolId: number, graduateId: number): Promise<Card[]> {
  const rows = await database.query(graduateCards, [schoolId, graduateId, draftStates, tracelessStates]);
  const [history, settings] = await Promise.all([
    database.query(historyOfCases, [schoolId, rows.map(({ id }) => id)]),
    getSchoolSettings(database, schoolId),
  ]);
  const now = clock.now();
  const holder = rows.find(({ holds, signingCaseId }) => holds && signingCaseId === null);
  const cards = rows.map((row): Card => {
    const place = placeOf(row.flow, row.state);
    const lapsed = row.lapsedAt !== null;
    const past = history.filter(({ caseId }) => caseId === row.id);
    const overdue = row.dueAt !== null && now >= row.dueAt;
    const mine = !lapsed && !overdue && place.waitsFor.includes('graduate');
    const held =
      mine && row.signingCaseId === null && holder && holder.id !== row.id && !isUnemployed(holder.destinationType)
        ? placeOf(holder.flow, holder.state)
        : undefined;
    const obstacle = lapsed
      ? sentenceOf('lapsed')
      : overdue
        ? sentenceOf('too-late')
        : held && holder
          ? sentenceOf('other-hold', {
              label: `${holder.employerName}（${held.label}）`,
              freedBy: freedBy(flowNamed(holder.flow), held),
            })
          : null;
    return {
      ref: refOf(row),
      flow: row.flow,
      flowTitle: flowNamed(row.flow).title,
      state: row.state,
      label: labelTo('graduate', row.flow, row.state, { lapsed, by: lastMove(past)?.byRole }),
      tone: toneTo(['graduate'], row.flow, row.state, lapsed),
      version: row.version,
      employerName: row.employerName,
      jobTitle: row.jobTitle,
      respondBy: row.dueAt,
      createdAt: row.createdAt,
      since: row.updatedAt,
      waitsFor: lapsed || overdue ? null : place.waitsFor.map(role => roleWords[role]).join('、') || null,
      mine: mine && !held,
      steps: milestonesOf(row.flow, row.state, row.levels.length > 0 ? row.levels : levelsFor(settings, row.flow), past),
      why: whyOf(vault, row.flow, past, row.signingCaseId !== null),
      obstacle,
      isCurrent: row === holder,
      isOver: place.kind === 'ends' || overdue,
      promisedUntil:
        place.waitsAt && !lapsed && settings.promisedWorkingDays !== null
          ? promisedUntil(row.updatedAt, settings.promisedWorkingDays)
          : null,
      documents: row.documents,
    };
  });
  return cards.toSorted(inOrder);
}
