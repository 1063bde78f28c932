import { beijingDay } from '#domain/dates.ts';
import type { Facts } from '#domain/facts.ts';
import { type FlowName, placeOf } from '#domain/flows/all.ts';
import { isOpen, isOver, schoolWindow } from '#domain/rules/cohort-window.ts';
import { freedBy } from '#domain/rules/hold.ts';
import { differences, type Snapshot } from '#domain/rules/snapshot.ts';
import { levelsFor, type VersionedSettings } from '#server/people/index.ts';
import type { CaseRow, InviteeRow } from './store.ts';

interface FactSources {
  readonly row: (CaseRow | InviteeRow) & { readonly schoolId: number };
  readonly settings: VersionedSettings;
  readonly flow: FlowName;
  readonly employerQualified: boolean;
  readonly invitationOpen: boolean;
  readonly snapshot: Snapshot | undefined;
  readonly roster: Snapshot;
  readonly now: Date;
}

/** The facts of a decision, from the row that the caller has read or locked and the school's settings. */
export function gatherFacts(sources: FactSources): Facts {
  const { row, settings, flow, snapshot, roster, now } = sources;
  const today = beijingDay(now);
  const { holdCaseId, holdFlow, holdState, holdEmployerName } = row;
  const holder = holdFlow && holdState ? placeOf(holdFlow, holdState) : undefined;
  return {
    now,
    lapsed: row.lapsedAt !== null,
    levels: levelsFor(settings, flow),
    cohortOpen: isOpen(schoolWindow(row.cohort), today),
    cohortOver: isOver(row.cohort, today),
    moduleOpen: settings.modules.destinations,
    trainingMode: row.trainingMode,
    hold: holder
      ? { ref: `${row.schoolId}-${holdCaseId}`, label: `${holdEmployerName}（${holder.label}）`, freedBy: freedBy(holder) }
      : undefined,
    employerQualified: sources.employerQualified,
    invitationOpen: sources.invitationOpen,
    keyFieldsThatDiffer: snapshot ? differences(snapshot, roster).flatMap(({ isKey, label }) => (isKey ? [label] : [])) : [],
  };
}
