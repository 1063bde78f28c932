/** What the flows of archive and hukou ask about the world. */
import { beijingDay } from '#domain/dates.ts';
import { type Facts, nothingInTheWay } from '#domain/facts.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { cohortFacts, isOver } from '#domain/rules/cohort-window.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { ScopeOf } from '#server/platform/scope/scope.ts';
import { levelsFor, type VersionedSettings } from '#server/schools/index.ts';
import { findGraduate, type GraduateRow, keptState } from './store.ts';

/** From the graduate's row that the caller has read or locked, and the school's settings. */
export function factsOf(kind: TransferKind, row: GraduateRow, settings: VersionedSettings, now: Date): Facts {
  const today = beijingDay(now);
  const state = keptState(kind, row);
  return {
    ...nothingInTheWay(now),
    isLapsed: row.lapsedAt !== null,
    levels: levelsFor(settings, transferDetails[kind].flow),
    ...cohortFacts(row.cohort, settings.windows[row.cohort], today),
    isModuleOpen: settings.modules[kind],
    isRegistered: state === 'registered' || state === 'modifying',
    transferRequestOpen: state === 'reviewing' || state === 'modifying',
    hukouAtSchool: row.hukouTransferred === true,
  };
}

/** Why nothing that a graduate types or uploads is kept, not even as a draft; undefined while something may still come of it. */
export async function refusalToKeep(queryable: Queryable, own: ScopeOf<'graduate'>, now: Date): Promise<Refused | undefined> {
  const row = await queryable.first(...findGraduate(own, [own.graduateId]));
  if (!row) return refuse('not-found');
  if (row.lapsedAt !== null) return refuse('lapsed');
  return isOver(row.cohort, beijingDay(now)) ? refuse('cohort-over') : undefined;
}
