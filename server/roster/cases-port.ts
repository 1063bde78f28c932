import type { Facts } from '#domain/facts.ts';
import type { Tone } from '#domain/flow/table.ts';
import type { FlowName } from '#domain/flows/all.ts';
import type { Role } from '#domain/roles.ts';
import type { Queryable, Transaction } from '#server/platform/postgres/postgres.ts';

/** A graduate who comes back, and since when they were gone. */
export interface Returning {
  readonly graduateId: number;
  readonly lapseId: number;
  readonly lapsedAt: Date;
}

/** One case as a graduate's page on the desk lists it. */
export interface CaseLine {
  readonly ref: string;
  readonly flow: FlowName;
  readonly flowTitle: string;
  /** Null while it is frozen. */
  readonly state: string | null;
  readonly label: string;
  readonly tone: Tone;
  readonly subject: string;
  readonly since: Date;
}

export interface Headline {
  readonly graduateId: number;
  readonly ref: string;
  readonly flow: FlowName;
  readonly label: string;
  readonly tone: Tone;
}

/**
 * What the roster asks of the matter of cases: the state of a graduate's destination, and to follow when a row changes. The matter of cases already
 * knows the roster, so it is handed in where the server is composed.
 */
export interface CasesPort {
  /** What a decision about this graduate depends on. */
  factsOf(queryable: Queryable, schoolId: number, graduateId: number): Promise<Facts | undefined>;
  /** In the tone that it has to these readers. */
  linesOf(queryable: Queryable, schoolId: number, graduateId: number, readers: readonly Role[]): Promise<readonly CaseLine[]>;
  /** The state of the destination that each graduate holds, in the tone that it has to these readers; graduates without one are left out. */
  headlinesOf(
    queryable: Queryable,
    schoolId: number,
    graduateIds: readonly number[],
    readers: readonly Role[],
  ): Promise<readonly Headline[]>;
  /** Their rows are locked and will change in this transaction: what is counted by them is read first. */
  beforeChange(tx: Transaction, schoolId: number, graduateIds: readonly number[]): Promise<void>;
  /** They have come to the roster in this transaction. */
  added(tx: Transaction, schoolId: number, graduateIds: readonly number[]): void;
  /** Freezes their cases and clears what was reported, in the transaction that lets the graduates lapse. */
  freeze(tx: Transaction, schoolId: number, graduateIds: readonly number[], now: Date): Promise<void>;
  /** Cases continue in the states that they were in, what counts is reported again, and deadlines move by the days that were lost. */
  thaw(tx: Transaction, schoolId: number, returning: readonly Returning[], now: Date): Promise<void>;
  /** Cases follow their graduates: to another department, and with what lists show of them. */
  follow(tx: Transaction, schoolId: number, graduateIds: readonly number[]): Promise<void>;
  /** Reports at once what counts and was not reported; answers whether there is anything to report. */
  reportAgain(schoolId: number, graduateId: number): Promise<boolean>;
  /** Open invitations end, and both sides are told why. */
  endInvitations(tx: Transaction, schoolId: number, graduateId: number, why: string): Promise<void>;
}

/** A request for another training mode, as a graduate's page on the desk lists it. */
interface ModeRequestLine {
  readonly ref: string;
  readonly label: string;
  readonly tone: Tone;
  readonly to: string;
  readonly at: Date;
  readonly isOpen: boolean;
}
/** Those of one graduate, the latest first. The matter of training modes knows the roster, so this too is handed in. */
export type ModeRequestsOf = (queryable: Queryable, schoolId: number, graduateId: number) => Promise<readonly ModeRequestLine[]>;

/** What the roster is given of other matters. */
export interface RosterPorts {
  readonly cases: CasesPort;
  readonly modeRequestsOf: ModeRequestsOf;
}
