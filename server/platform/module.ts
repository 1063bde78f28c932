import type { Served } from './http/serve-route.ts';
import type { DeskJobHandler } from './jobs/desk-job.ts';
import type { JobHandler } from './jobs/worker.ts';
import type { Statement } from './postgres/postgres.ts';

/** A kind of thing that audited acts are done to, as the log reads it. */
export interface AuditObject {
  /** What an event's `object` has before its colon. */
  readonly kind: string;
  readonly word: string;
  /** Names of some of them in one school. Values: school, numbers. */
  readonly names?: Statement<{ id: number; name: string }>;
}

/** Rows that are kept for a while only. */
export interface Sweep {
  readonly days: number;
  /** Value: the moment before which a row is too old. */
  readonly statement: Statement<unknown>;
}

/** All that a matter brings to the program. It has what it needs and leaves out the rest. */
export interface Module {
  readonly routes?: readonly Served[];
  /** Work after a commit, and work that is due by the clock. */
  readonly jobs?: readonly JobHandler[];
  /** Long work that a person starts at the desk. */
  readonly deskJobs?: readonly DeskJobHandler[];
  /** How many of a kind wait for a school, by the name of their queue. Value: the school. */
  readonly waiting?: Readonly<Record<string, Statement<{ count: number }>>>;
  readonly sweeps?: readonly Sweep[];
  /** Lets go of files that were uploaded before this moment and never attached, so that the sweep finds them. */
  readonly forgetFiles?: (before: Date) => Promise<void>;
  /** Ends what still waits in cohorts that are over; answers how much. */
  readonly closeCohorts?: () => Promise<number>;
  /** What the log calls the acts that this matter writes down. */
  readonly auditWords?: Readonly<Record<string, string>>;
  readonly auditObjects?: readonly AuditObject[];
  readonly close?: () => Promise<void>;
}

/** The routes of several modules, in their order. */
export const routesOf = (modules: readonly Module[]): Served[] => modules.flatMap(({ routes = [] }) => routes);
export const jobsOf = (modules: readonly Module[]): JobHandler[] => modules.flatMap(({ jobs = [] }) => jobs);
