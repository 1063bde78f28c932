import { directedDestination, isUnemployed, offeredTypes } from '#domain/codes/destination-types.ts';
import { beijingDay, dayLength } from '#domain/dates.ts';
import type { Facts } from '#domain/facts.ts';
import { type FlowName, flowNamed, placeOf } from '#domain/flows/all.ts';
import { missingEvidence } from '#domain/rules/case-files.ts';
import { cohortFacts } from '#domain/rules/cohort-window.ts';
import { unitDiffers } from '#domain/rules/directed-unit.ts';
import { freedBy } from '#domain/rules/hold.ts';
import { differences, type Snapshot } from '#domain/rules/snapshot.ts';
import { isWitnessed } from '#domain/rules/witness.ts';
import { levelsFor, type VersionedSettings } from '#server/schools/index.ts';
import type { CaseRow, InviteeRow } from './store.ts';

interface FactSources {
  readonly row: Omit<InviteeRow, 'invitationOpen'>;
  readonly settings: VersionedSettings;
  readonly flow: FlowName;
  readonly destinationType: string;
  readonly roster: Snapshot;
  readonly now: Date;
  /** What is known of a case that exists. */
  readonly kase?: Pick<
    CaseRow,
    | 'amendedFrom'
    | 'evidenceItems'
    | 'employerQualified'
    | 'frozenAt'
    | 'isExplanation'
    | 'signingFlow'
    | 'signingState'
    | 'terminationCaseId'
    | 'updatedAt'
  >;
  /** What is known of one that is about to be opened. */
  readonly opening?: Partial<
    Pick<Facts, 'isEmployerQualified' | 'hasOpenInvitation' | 'isSigningInForce' | 'hasOpenTermination'>
  >;
  readonly snapshot?: Snapshot | undefined;
  /** Opened where the roster has a say in it. */
  readonly form?: () => Readonly<Record<string, string>>;
}

/** The facts of a decision, from the row that the caller has read or locked and the school's settings. */
export function gatherFacts(sources: FactSources): Facts {
  const { row, settings, flow, destinationType, snapshot, roster, now, kase, opening, form } = sources;
  const today = beijingDay(now);
  const { holdCaseId, holdFlow, holdState, holdEmployerName } = row;
  const holder = holdFlow && holdState ? placeOf(holdFlow, holdState) : undefined;
  const differing = snapshot ? differences(snapshot, roster) : [];
  const otherUnit =
    form && destinationType === directedDestination && unitDiffers(destinationType, form(), row)
      ? (row.directedUnitName ?? '')
      : undefined;
  const signing = kase?.signingFlow && kase.signingState ? placeOf(kase.signingFlow, kase.signingState) : undefined;
  return {
    now,
    isLapsed: row.lapsedAt !== null || (kase?.frozenAt ?? null) !== null,
    levels: levelsFor(settings, flow),
    ...cohortFacts(row.cohort, settings.windows[row.cohort], today),
    isModuleOpen: settings.modules.destinations,
    trainingMode: row.trainingMode,
    hold:
      holder && holdFlow
        ? {
            ref: `${row.schoolId}-${holdCaseId}`,
            label: [holdEmployerName, `（${holder.label}）`].join(''),
            freedBy: freedBy(flowNamed(holdFlow), holder),
          }
        : undefined,
    isEmployerQualified: kase?.employerQualified ?? false,
    hasOpenInvitation: false,
    keyFieldsThatDiffer: differing.flatMap(({ isKey, label }) => (isKey ? [label] : [])),
    rosterHasNews: otherUnit !== undefined || differing.some(({ isKey }) => !isKey),
    isSigningInForce: signing?.kind === 'inForce',
    hasOpenTermination: kase?.terminationCaseId != null,
    waitedDays: kase ? Math.floor((now.getTime() - kase.updatedAt.getTime()) / dayLength) : 0,
    helpAfterDays: settings.terminationHelpDays,
    // A graduate who is 未就业 may take the destination back at once, whatever the school has set.
    isUnemployed: isUnemployed(destinationType),
    isVoidingReviewed: settings.voiding === 'review' && !isUnemployed(destinationType),
    isWitnessed: isWitnessed(settings.reviewAs, flow),
    isExplanation: kase?.isExplanation ?? false,
    losesSigning: false,
    isRegistered: false,
    transferRequestOpen: false,
    hukouAtSchool: row.hukouTransferred === true,
    missingEvidence: kase?.evidenceItems ? missingEvidence(destinationType, kase.evidenceItems) : [],
    otherUnit,
    isOwnProposal: false,
    typeFits: offeredTypes(row.educationLevel, row.trainingMode).some(({ code }) => code === destinationType),
    ...opening,
  };
}
