import type { z } from 'zod';
import type { graduateCard } from '#contract/routes/cases.ts';
import { flowNamed, labelOf, placeOf } from '#domain/flows/all.ts';
import { sentenceOf } from '#domain/refusals.ts';
import { roleWords } from '#domain/roles.ts';
import { freedBy } from '#domain/rules/hold.ts';
import { graduateCards, historyOfCases, noteShape, refOf, stepLine } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { getSchoolSettings, levelsFor } from '#server/schools/index.ts';

type Card = z.input<typeof graduateCard>;

/** 登记记录: one card per case, the one that holds first. */
export async function listCards({ database, vault, clock }: Platform, schoolId: number, graduateId: number): Promise<Card[]> {
  const rows = await database.query(graduateCards, [schoolId, graduateId]);
  const [history, settings] = await Promise.all([
    database.query(historyOfCases, [schoolId, rows.map(({ id }) => id)]),
    getSchoolSettings(database, schoolId),
  ]);
  const now = clock.now();
  const holder = rows.find(({ holds, signingCaseId }) => holds && signingCaseId === null);
  return rows.map(row => {
    const place = placeOf(row.flow, row.state);
    const lapsed = row.lapsedAt !== null;
    const past = history.filter(({ caseId }) => caseId === row.id);
    const note = past.findLast(({ noteSealed }) => noteSealed !== null)?.noteSealed;
    const overdue = row.dueAt !== null && now >= row.dueAt;
    const mine = !lapsed && !overdue && place.waitsFor.includes('graduate');
    const held =
      mine && row.signingCaseId === null && holder && holder.id !== row.id ? placeOf(holder.flow, holder.state) : undefined;
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
      label: labelOf(row.flow, row.state, lapsed),
      tone: lapsed ? 'ended' : place.tone,
      version: row.version,
      employerName: row.employerName,
      jobTitle: row.jobTitle,
      respondBy: row.dueAt,
      createdAt: row.createdAt,
      since: row.updatedAt,
      waitsFor: lapsed || overdue ? null : place.waitsFor.map(role => roleWords[role]).join('、') || null,
      mine: mine && !held,
      steps: stepLine(row.flow, row.state, row.levels.length > 0 ? row.levels : levelsFor(settings, row.flow), past),
      reason: note ? noteShape.parse(vault.openJson(note)) : null,
      obstacle,
      documents: row.documents,
    };
  });
}
