/** What the flows of archive and hukou ask about the world. */
import { beijingDay } from '#domain/dates.ts';
import { type Facts, nothingInTheWay } from '#domain/facts.ts';
import { isOpen, isOver, schoolWindow } from '#domain/rules/cohort-window.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { levelsFor, type VersionedSettings } from '#server/schools/index.ts';
import { type GraduateRow, keptState } from './store.ts';

/** From the graduate's row that the caller has read or locked, and the school's settings. */
export function factsOf(kind: TransferKind, row: GraduateRow, settings: VersionedSettings, now: Date): Facts {
  const today = beijingDay(now);
  const state = keptState(kind, row);
  return {
    ...nothingInTheWay(now),
    isLapsed: row.lapsedAt !== null,
    levels: levelsFor(settings, transferDetails[kind].flow),
    isCohortOpen: isOpen(schoolWindow(row.cohort, settings.windows[row.cohort]), today),
    isCohortOver: isOver(row.cohort, today),
    isModuleOpen: settings.modules[kind],
    isRegistered: state === 'registered' || state === 'modifying',
    transferRequestOpen: state === 'reviewing' || state === 'modifying',
    hukouAtSchool: row.hukouTransferred === true,
  };
}
