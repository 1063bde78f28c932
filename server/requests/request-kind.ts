/** What describes a kind of request: everything in which small flows differ. The runner does the rest, the same for all. */
import type { Action } from '#domain/actions/all.ts';
import type { Facts } from '#domain/facts.ts';
import type { Effect, EffectKind, Whom } from '#domain/flow/effects.ts';
import type { Flow } from '#domain/flow/flow.ts';
import type { Place } from '#domain/flow/table.ts';
import type { ReasonForm } from '#domain/forms/reason-form.ts';
import type { Refused } from '#domain/refusals.ts';
import type { Levels, Role } from '#domain/roles.ts';
import type { Message } from '#server/messages/index.ts';
import type { AuditObject } from '#server/platform/module.ts';
import type { Statement, Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { Overtaken } from './overtaken.ts';

export interface RequestRef {
  /** Null: it belongs to no school, as an employer does. */
  readonly schoolId: number | null;
  readonly id: number;
}
export interface RequestRow extends RequestRef {
  readonly state: string;
  readonly version: number;
  /** Where levels review: those that were set when it entered the review. */
  readonly levels?: Levels;
}

/** Who sends a command, and how far they reach. */
export interface Asking {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}

/** What the flow has decided, and when. */
export interface Decided extends Asking {
  readonly action: Action;
  readonly by: Role;
  readonly to: Place;
  readonly levels: Levels;
  readonly at: Date;
  /** The version that the request has after this step. */
  readonly version: number;
}
/** A step of a request, as it is written. */
export interface Step<Row extends RequestRow = RequestRow, Given = unknown> extends Decided {
  /** As it was locked. */
  readonly row: Row;
  /** What the person sent; the clock sends nothing. */
  readonly given: Given | undefined;
  /** Where the action asks for one. */
  readonly reason: ReasonForm | undefined;
}

/** What a command brings beside its action. */
export interface Reasoned {
  readonly reason?: ReasonForm | undefined;
}

type Recipient = Message['to'];
export interface Telling<Row extends RequestRow, Given> {
  readonly to: (tx: Transaction, row: Row, step: Step<Row, Given>) => readonly Recipient[] | Promise<readonly Recipient[]>;
  readonly words: (step: Step<Row, Given>) => Pick<Message, 'title' | 'text' | 'push' | 'about'>;
}

/** Carries an effect out in the step's own transaction; a refusal takes the whole step back. What may come later is added as a job. */
export type Carrier<Row extends RequestRow, Given> = (
  tx: Transaction,
  step: Step<Row, Given>,
  effect: Effect,
) => Promise<Refused | undefined>;

export interface RequestKind<Row extends RequestRow, Given extends Reasoned = Reasoned> {
  readonly flow: Flow;
  /** Locks one within the scope; undefined when there is none, or none to be seen from there. */
  readonly lock: (tx: Transaction, ref: RequestRef, scope: Scope) => Promise<Row | undefined>;
  readonly facts: (tx: Transaction, row: Row, now: Date) => Facts | Promise<Facts>;
  /** What the second of two people is told. Default: `versionFirst`. */
  readonly overtaken?: Overtaken<Row>;
  /** The list of reasons, where the table asks for one. */
  readonly reasons?: readonly string[];
  /** What the flow does not know of: asked after it has agreed, before anything is written. */
  readonly check?: (tx: Transaction, row: Row, action: Action, given: Given) => Promise<Refused | undefined>;
  /** Compare and set on state and version; answers how many rows were written. */
  readonly write: (tx: Transaction, step: Step<Row, Given>) => Promise<number>;
  /** The step's row of history, where the request's own row does not keep the step. */
  readonly keep?: (tx: Transaction, step: Step) => Promise<unknown>;
  readonly audit: {
    readonly object: AuditObject;
    /** What each action of the table is called in the log. */
    readonly actions: { readonly [A in Action]?: string };
    readonly detail?: (step: Step) => unknown;
  };
  /** Who is told what, for each `tell` of the table. */
  readonly tells?: { readonly [W in Whom]?: Telling<Row, Given> };
  /** What carries out each other effect of the table. */
  readonly effects?: { readonly [K in Exclude<EffectKind, 'tell'>]?: Carrier<Row, Given> };
  /**
   * Where the clock closes what waits when a cohort is over: those that still wait in this cohort and those before it.
   * Values: cohort, school and number of the last one seen, limit.
   */
  readonly waitingIn?: Statement<{ readonly schoolId: number; readonly id: number }>;
  /** The unique indexes that a step may run into, and what the second of two people is told. */
  readonly unique?: Readonly<Record<string, Refused>>;
  /** Desks that are open look again. */
  readonly refreshesDesks?: true;
}

/** `objection:12-34`, `employer:34`: the audit's object; the keys of messages and jobs begin with it. */
export const objectOf = ({ audit }: Pick<RequestKind<never>, 'audit'>, { schoolId, id }: RequestRef): string =>
  `${audit.object.kind}:${schoolId === null ? id : `${schoolId}-${id}`}`;
