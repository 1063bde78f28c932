import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Permission } from '#domain/access.ts';
import type { Transaction } from '../postgres/postgres.ts';
import type { Actor } from '../scope/actor.ts';
import type { Scope } from '../scope/scope.ts';

/** A kind of long work: who may start it, and from what. Its name is stored, so it stays what it is. */
export interface DeskJob<Parameters> {
  readonly kind: string;
  /** Asked for again when it runs, with its reach at that moment. */
  readonly permission: Permission;
  readonly parameters: z.ZodType<Parameters>;
}
export const defineDeskJob = <Parameters>(
  kind: string,
  permission: Permission,
  parameters: z.ZodType<Parameters>,
): DeskJob<Parameters> => ({ kind, permission, parameters });

export interface Progress {
  readonly done: number;
  readonly total?: number | undefined;
  readonly refused?: number | undefined;
}
/** A result that lies in the store. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** What the work of a kind is given. */
export interface DeskTask {
  readonly id: number;
  /** Who started it, as their account is today, and how far they reach. */
  readonly actor: Actor;
  readonly scope: Scope;
  readonly startedAt: Date;
  /** Aborted when the server stops. */
  readonly signal: AbortSignal;
  /** Says how far it is; costs nothing to call often. Throws once somebody has stopped the job, which ends the work. */
  progress(now: Progress): Promise<void>;
  /** Puts the result into the store, sealed. */
  keep(content: Readable, name: string, mediaType: string): Promise<KeptFile>;
}
export interface Finished extends Progress {
  readonly file?: KeptFile | undefined;
  /** What has to be written in the transaction that ends the job. */
  readonly finally?: (tx: Transaction) => Promise<void>;
}
/** `more`: it has worked for a while and lets others go first; it is called again. */
export type Worked = Finished | { readonly more: true };

export interface DeskJobHandler {
  readonly kind: string;
  readonly permission: Permission;
  readonly work: (parameters: unknown, task: DeskTask) => Promise<Worked>;
}
/** Ties a kind to the function that does it. The function must bear to be run again from the start: the server may die half way. */
export const handleDeskJob = <Parameters>(
  { kind, permission, parameters }: DeskJob<Parameters>,
  work: (parameters: Parameters, task: DeskTask) => Promise<Worked>,
): DeskJobHandler => ({ kind, permission, work: (given, task) => work(parameters.parse(given), task) });
