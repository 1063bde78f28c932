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
  readonly isLapsed: boolean;
  /** The school's review levels for this flow. */
  readonly levels: Levels;
  /** Today lies in the cohort's window. */
  readonly isCohortOpen: boolean;
  /** The cohort is read-only: 1 April of the year after graduation has come. */
  readonly isCohortOver: boolean;
  /** The school has opened 毕业去向填报 to graduates. */
  readonly isModuleOpen: boolean;
  readonly trainingMode: string;
  readonly hold: OtherHold | undefined;
  readonly isEmployerQualified: boolean;
  /** This employer already has an open invitation to this graduate. */
  readonly hasOpenInvitation: boolean;
  /** Labels of key fields in which snapshot and roster differ. */
  readonly keyFieldsThatDiffer: readonly string[];
  /** What 获取最新学生信息 would take over differs: another field of the snapshot, or the unit of 10.09. */
  readonly rosterHasNews: boolean;
  /** The signing that a termination is about is in force. */
  readonly isSigningInForce: boolean;
  /** Another termination of that signing is under way. */
  readonly hasOpenTermination: boolean;
  /** Whole days since the case came into its state. */
  readonly waitedDays: number;
  /** After how many days unanswered the graduate may ask the school for help. */
  readonly helpAfterDays: number;
  /** The school looks at a voiding before it counts. */
  readonly isVoidingReviewed: boolean;
  /** 未就业: the type is no destination that anybody waits for, and is given up at any time. */
  readonly isUnemployed: boolean;
  /** The school witnesses what it decides in this flow (鉴证). */
  readonly isWitnessed: boolean;
  /** What was uploaded is a 情况说明: to be refused or returned, never approved. */
  readonly isExplanation: boolean;
  /** The destination's type is offered to this graduate. */
  readonly typeFits: boolean;
  /** What proves the type to which a reviewer has changed it, and is not there. */
  readonly missingEvidence: readonly string[];
  /** 10.09: the unit that the roster has now, where it is not the one that was filed. */
  readonly otherUnit: string | undefined;
  /** The graduate may sign in the present training mode, and may not in the one that is asked for. */
  readonly losesSigning: boolean;
  /** Of archive or hukou: the graduate has a record of it. */
  readonly isRegistered: boolean;
  /** Of archive or hukou: another request of theirs waits. */
  readonly transferRequestOpen: boolean;
  /** The roster says that the hukou is with the school; unknown counts as no. */
  readonly hukouAtSchool: boolean;
  /** Who decides is who has proposed it. */
  readonly isOwnProposal: boolean;
}

/** Facts under which no rule refuses: for lists, and for flows without a graduate, when they ask for buttons. */
export const nothingInTheWay = (now: Date): Facts => ({
  now,
  isLapsed: false,
  levels: ['department', 'school'],
  isCohortOpen: true,
  isCohortOver: false,
  isModuleOpen: true,
  trainingMode: '',
  hold: undefined,
  isEmployerQualified: true,
  hasOpenInvitation: false,
  keyFieldsThatDiffer: [],
  rosterHasNews: true,
  isSigningInForce: true,
  hasOpenTermination: false,
  waitedDays: 0,
  helpAfterDays: 0,
  isVoidingReviewed: false,
  isUnemployed: true,
  isWitnessed: false,
  isExplanation: false,
  typeFits: true,
  missingEvidence: [],
  otherUnit: undefined,
  losesSigning: false,
  isRegistered: false,
  transferRequestOpen: false,
  hukouAtSchool: true,
  isOwnProposal: false,
});
