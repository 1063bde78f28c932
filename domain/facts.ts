import type { Levels } from './roles.ts';

/** Another case of the same graduate that holds their destination. */
export interface OtherHold {
  readonly ref: string;
  readonly label: string;
  /** What would end the hold, as a sentence. */
  readonly freedBy: string;
}

/** What a decision depends on beside the case itself: gathered inside the command's transaction, or for a screen. */
export interface Facts {
  readonly now: Date;
  /** The graduate is gone from the roster. */
  readonly lapsed: boolean;
  /** The school's review levels for this flow. */
  readonly levels: Levels;
  /** Today lies in the cohort's window. */
  readonly cohortOpen: boolean;
  /** The cohort is read-only: 1 April of the year after graduation has come. */
  readonly cohortOver: boolean;
  /** The school has opened 毕业去向填报 to graduates. */
  readonly moduleOpen: boolean;
  readonly trainingMode: string;
  readonly hold: OtherHold | undefined;
  readonly employerQualified: boolean;
  /** This employer already has an open invitation to this graduate. */
  readonly invitationOpen: boolean;
  /** Labels of key fields in which snapshot and roster differ. */
  readonly keyFieldsThatDiffer: readonly string[];
}
