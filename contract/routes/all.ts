import type { Route } from '../parts/route.ts';
import * as accounts from './accounts.ts';
import * as agents from './agents.ts';
import * as archiveWork from './archive-work.ts';
import * as archives from './archives.ts';
import * as audit from './audit.ts';
import * as auditors from './auditors.ts';
import * as authorization from './authorization.ts';
import * as batches from './batches.ts';
import * as cases from './cases.ts';
import * as confirmation from './confirmation.ts';
import * as corrections from './corrections.ts';
import * as deskArchives from './desk-archives.ts';
import * as desk from './desk-cases.ts';
import * as drafts from './drafts.ts';
import * as employerAccess from './employer-access.ts';
import * as employerCases from './employer-cases.ts';
import * as employers from './employers.ts';
import * as exports from './exports.ts';
import * as flagged from './flagged-employers.ts';
import * as graduates from './graduates.ts';
import * as guides from './guides.ts';
import * as invitationBatches from './invitation-batches.ts';
import * as invitations from './invitations.ts';
import * as jobs from './jobs.ts';
import * as members from './members.ts';
import * as messages from './messages.ts';
import * as people from './people.ts';
import * as open from './public.ts';
import * as receivers from './receivers.ts';
import * as records from './records.ts';
import * as retention from './retention.ts';
import * as roster from './roster.ts';
import * as rosterExports from './roster-exports.ts';
import * as schools from './schools.ts';
import * as settings from './settings.ts';
import * as statistics from './statistics.ts';
import * as trainingModes from './training-modes.ts';
import * as uploads from './uploads.ts';
import * as verification from './verification.ts';
import * as verificationDesk from './verification-desk.ts';

type RoutesIn<M> = Extract<M[keyof M], Route>;
export type AllRoutes =
  | RoutesIn<typeof people>
  | RoutesIn<typeof employers>
  | RoutesIn<typeof employerAccess>
  | RoutesIn<typeof records>
  | RoutesIn<typeof roster>
  | RoutesIn<typeof rosterExports>
  | RoutesIn<typeof graduates>
  | RoutesIn<typeof trainingModes>
  | RoutesIn<typeof cases>
  | RoutesIn<typeof archives>
  | RoutesIn<typeof deskArchives>
  | RoutesIn<typeof archiveWork>
  | RoutesIn<typeof authorization>
  | RoutesIn<typeof verificationDesk>
  | RoutesIn<typeof messages>
  | RoutesIn<typeof guides>
  | RoutesIn<typeof open>
  | RoutesIn<typeof agents>
  | RoutesIn<typeof confirmation>
  | RoutesIn<typeof corrections>
  | RoutesIn<typeof desk>
  | RoutesIn<typeof drafts>
  | RoutesIn<typeof accounts>
  | RoutesIn<typeof flagged>
  | RoutesIn<typeof audit>
  | RoutesIn<typeof auditors>
  | RoutesIn<typeof schools>
  | RoutesIn<typeof batches>
  | RoutesIn<typeof exports>
  | RoutesIn<typeof jobs>
  | RoutesIn<typeof settings>
  | RoutesIn<typeof statistics>
  | RoutesIn<typeof uploads>
  | RoutesIn<typeof verification>
  | RoutesIn<typeof retention>
  | RoutesIn<typeof employerCases>
  | RoutesIn<typeof invitations>
  | RoutesIn<typeof invitationBatches>
  | RoutesIn<typeof members>
  | RoutesIn<typeof receivers>;

const isRoute = (it: unknown): it is AllRoutes => typeof it === 'object' && it !== null && 'method' in it && 'permission' in it;

/** Asked of each module by itself: of all of them at once the compiler would compare every schema with every other. */
const valuesOf = (matter: object): readonly unknown[] => Object.values(matter);

/** Every route of the product. */
export const allRoutes: readonly AllRoutes[] = (
  [
    people,
    employers,
    employerAccess,
    records,
    roster,
    rosterExports,
    graduates,
    trainingModes,
    cases,
    archives,
    deskArchives,
    archiveWork,
    authorization,
    verificationDesk,
    messages,
    guides,
    open,
    agents,
    confirmation,
    corrections,
    desk,
    drafts,
    accounts,
    flagged,
    audit,
    auditors,
    schools,
    batches,
    exports,
    jobs,
    settings,
    statistics,
    uploads,
    verification,
    retention,
    employerCases,
    invitations,
    invitationBatches,
    members,
    receivers,
  ] as const
).flatMap(matter => valuesOf(matter).filter(isRoute));
