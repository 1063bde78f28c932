/** 去向登记确认: what the graduate reads before they say that it is right or wrong. */
import type { z } from 'zod';
import type { confirmationPage } from '#contract/routes/confirmation.ts';
import { type ConfirmationFacts, consentText, obstacleOf } from '#domain/confirmation/answer.ts';
import { canBeConfirmed } from '#domain/confirmation/states.ts';
import { beijingDay } from '#domain/dates.ts';
import type { Tone } from '#domain/flow/table.ts';
import type { PartCode } from '#domain/forms/form-field.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import { cohortStateOn, schoolWindow } from '#domain/rules/cohort-window.ts';
import { isRegistered } from '#domain/transfers/record.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { ScopeOf } from '#server/platform/scope/scope.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { getSchoolSettings, registryPlace, type VersionedSettings } from '#server/schools/index.ts';
import { type FormGraduate, findFormGraduate } from '#server/verification/index.ts';
import { correctionOf, describeBasics, describeParts, describeState, namedParts, wrongPartsOf } from './describe.ts';
import { findOwn, type OwnRow, selectEvents } from './store.ts';

/** The destination that a graduate holds, by the name of its case. The matter of cases knows this one, so it is handed in. */
export type HeldOf = (
  queryable: Queryable,
  schoolId: number,
  graduateId: number,
) => Promise<{ readonly ref: string; readonly label: string; readonly tone: Tone } | undefined>;

export interface Confirming {
  readonly platform: Platform;
  readonly registry: EmploymentRegistry;
  readonly heldOf: HeldOf;
}
export type Own = ScopeOf<'graduate'>;

/** Names all that the page shows of the record. It differs when any of it does, also where a confirmation would not fall back. */
export function seenOf(vault: Vault, graduate: FormGraduate, documentNumber: string, recorded: readonly RecordedPart[]): string {
  const { name, gender, originRegion, majorName, educationLevel, graduatesIn, hukouTransferred } = graduate;
  const basics = [name, documentNumber, gender, originRegion, majorName, educationLevel, graduatesIn, hukouTransferred];
  const parts = recorded.map(({ part, source, note, content }) => [part, source, note, Object.entries(content).sort()]);
  return vault.keyedHash(`seen:${JSON.stringify([basics, parts])}`).toString('base64url');
}

export function factsOf(
  graduate: FormGraduate,
  { confirmation: state, archiveState, hukouState }: OwnRow,
  {
    settings,
    recorded,
    now,
  }: { readonly settings: VersionedSettings; readonly recorded: readonly RecordedPart[]; readonly now: Date },
): ConfirmationFacts {
  const { cohort, isLapsed } = graduate;
  const has = (one: PartCode) => recorded.some(({ part }) => part === one);
  return {
    ...{ state, isLapsed },
    isModuleOpen: settings.modules.confirmation,
    cohort: cohortStateOn(cohort, schoolWindow(cohort, settings.windows[cohort]), beijingDay(now)),
    isRecorded:
      has('destination') && (has('archive') || !isRegistered(archiveState)) && (has('hukou') || !isRegistered(hukouState)),
  };
}

export async function readOwn(
  { platform, registry, heldOf }: Confirming,
  { schoolId, graduateId }: Own,
): Promise<z.input<typeof confirmationPage> | Refused> {
  const { database, vault, clock } = platform;
  const whose = [schoolId, graduateId];
  const [graduate, row, recorded, held, settings, regions, events] = await Promise.all([
    findFormGraduate(database, { schoolId, graduateId }),
    database.first(findOwn, whose),
    registry.read({ schoolId, graduateId }),
    heldOf(database, schoolId, graduateId),
    getSchoolSettings(database, schoolId),
    loadRegions(database),
    database.query(selectEvents, whose),
  ]);
  if (!graduate || !row) return refuse('not-found');
  const documentNumber = vault.open(row.documentNumberSealed);
  const code = obstacleOf(factsOf(graduate, row, { settings, recorded, now: clock.now() }));
  const elsewhere = await registryPlace(database, schoolId, settings.registryCorrection);
  const parts = describeParts({
    ...{ recorded, held: held?.ref, elsewhere, regions },
    hukouTransferred: graduate.hukouTransferred,
  });
  return {
    ...describeState(vault, { state: row.confirmation, since: row.since, events }),
    seen: seenOf(vault, graduate, documentNumber, recorded),
    obstacle: code ? { code, sentence: sentenceOf(code) } : null,
    reportFirst: canBeConfirmed(row.confirmation) ? null : correctionOf('destination', undefined, { held: held?.ref, elsewhere }),
    basics: describeBasics(graduate, documentNumber, regions),
    parts,
    wrongParts: namedParts(wrongPartsOf(parts.map(({ part }) => part))),
    consent: consentText,
    help: settings.helpContact,
  };
}
