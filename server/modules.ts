/** Every matter of the program, named once. */
import { accountsModule } from './accounts/index.ts';
import { agentsModule } from './agents/index.ts';
import { archiveWorkModule } from './archive-work/index.ts';
import { archivesModule, fromDestination, withTransfers } from './archives/index.ts';
import { auditModule, createHeadsFile } from './audit/index.ts';
import { auditorsModule } from './auditors/index.ts';
import { authorizationModule } from './authorization/index.ts';
import { caseActsModule } from './case-acts/index.ts';
import { caseEffectsModule, casesPort } from './case-effects/index.ts';
import { caseFilesModule } from './case-files/index.ts';
import { confirmationModule, type HeldOf } from './confirmation/index.ts';
import { confirmationDeskModule } from './confirmation-desk/index.ts';
import { correctionsModule } from './corrections/index.ts';
import { type DeskEvents, deskModule } from './desk/index.ts';
import { deskJobsModule } from './desk-jobs/index.ts';
import type { Press } from './documents/index.ts';
import { employerDeskModule } from './employer-desk/index.ts';
import { employerNotesModule } from './employer-notes/index.ts';
import { employersModule } from './employers/index.ts';
import { flaggedEmployersModule } from './flagged-employers/index.ts';
import { guidesModule } from './guides/index.ts';
import { invitationBatchesModule } from './invitation-batches/index.ts';
import { invitationsModule } from './invitations/index.ts';
import { membersModule } from './members/index.ts';
import { messagesModule } from './messages/index.ts';
import { objectionsModule, objectionsOf } from './objections/index.ts';
import type { Module } from './platform/module.ts';
import type { Platform } from './platform/platform.ts';
import { publicCheckModule } from './public-check/index.ts';
import { qualificationModule } from './qualification/index.ts';
import { queuesModule } from './queues/index.ts';
import { receiversModule } from './receivers/index.ts';
import { recordsModule } from './records/index.ts';
import type { EmploymentRegistry } from './registry/index.ts';
import { waitingModule } from './requests/index.ts';
import { retentionModule } from './retention/index.ts';
import { rosterModule } from './roster/index.ts';
import { rosterImportModule } from './roster-import/index.ts';
import { schoolsModule } from './schools/index.ts';
import { sessionsModule } from './sessions/index.ts';
import { type PortalOptions, signInModule } from './sign-in/index.ts';
import { statisticsModule } from './statistics/index.ts';
import { modeRequestsOf, trainingModesModule } from './training-modes/index.ts';
import { verificationDeskModule } from './verification-desk/index.ts';
import { yearEndModule } from './year-end/index.ts';

/** What matters are composed from beside the platform. */
export interface Parts {
  readonly registry: EmploymentRegistry;
  readonly press: Press;
  readonly events: DeskEvents;
  readonly portal: PortalOptions;
  /** A roster to try things out with, where the demonstration runs. */
  readonly sampleRoster: string | undefined;
  /** The file of the audit's heads. */
  readonly auditHeads: string;
}

/** The modules, those that read the others last. */
export function composeModules(
  platform: Platform,
  { registry, press, events, portal, sampleRoster, auditHeads }: Parts,
): Module[] {
  const reporting = { registry, transfers: fromDestination(platform) };
  const cases = withTransfers(platform, casesPort(platform, reporting));
  const heldOf: HeldOf = async (queryable, schoolId, graduateId) =>
    (await cases.headlinesOf(queryable, schoolId, [graduateId], ['graduate']))[0];
  const confirming = { platform, registry, heldOf };
  const matters: Module[] = [
    signInModule(platform, portal),
    sessionsModule,
    accountsModule(platform),
    auditorsModule(platform),
    schoolsModule(platform),
    employersModule(platform),
    membersModule(platform),
    qualificationModule(platform),
    flaggedEmployersModule(platform),
    receiversModule(platform),
    rosterModule(platform, { cases, modeRequestsOf }),
    rosterImportModule(platform, cases, sampleRoster),
    trainingModesModule(platform, cases),
    caseActsModule(platform, registry),
    caseFilesModule(platform),
    caseEffectsModule(platform, press, reporting),
    confirmationModule(confirming),
    authorizationModule({ platform, registry }, press),
    publicCheckModule(platform),
    archivesModule({ platform, registry, cases }),
    archiveWorkModule({ platform, registry, cases }),
    confirmationDeskModule(confirming),
    verificationDeskModule({ platform, registry, press }),
    agentsModule(platform),
    invitationsModule(platform),
    invitationBatchesModule(platform),
    correctionsModule(platform),
    deskModule(platform, events),
    employerDeskModule(platform),
    employerNotesModule(platform),
    recordsModule(platform, registry, objectionsOf),
    objectionsModule(platform, registry, cases),
    guidesModule(press),
    statisticsModule(platform),
    messagesModule(platform),
  ];
  const withLongWork = [
    ...matters,
    deskJobsModule(platform, matters),
    yearEndModule(platform, matters),
    retentionModule(platform, matters),
  ];
  return [
    ...withLongWork,
    auditModule(platform, matters, createHeadsFile(auditHeads)),
    waitingModule(platform, matters),
    queuesModule(platform, withLongWork),
  ];
}
