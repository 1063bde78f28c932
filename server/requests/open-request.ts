/** The one way in which a request is filed: the flow's step from its start. */
import { z } from 'zod';
import type { Action } from '#domain/actions/all.ts';
import type { Facts } from '#domain/facts.ts';
import { decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { isRefused, type Refused } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { recordStep } from './record-step.ts';
import type { Asking, Decided, RequestKind } from './request-kind.ts';
import { runOnce } from './run-once.ts';

/** Filing asks nothing of a kind that knows its rows. */
type OpenKind = Pick<RequestKind<never>, 'flow' | 'keep' | 'audit' | 'refreshesDesks' | 'unique'>;

export interface Filed<Given> extends Decided {
  readonly given: Given;
}
export interface Opening<Subject extends { readonly facts: Facts }, Given> {
  /** Locks what the request is about, within the scope, and refuses what the flow does not know of. */
  readonly lock: (tx: Transaction, command: OpenRequest<Given>) => Promise<Subject | Refused>;
  /** Keeps it in the state where the flow puts it; with what the log keeps of it. */
  readonly insert: (
    tx: Transaction,
    subject: Subject,
    step: Filed<Given>,
  ) => Promise<{ readonly schoolId: number | null; readonly id: number; readonly detail?: unknown } | Refused>;
}

export interface OpenRequest<Given> extends Asking {
  /** Where a flow begins in more than one way. */
  readonly action?: Action;
  readonly given: Given;
}
const opened = z.object({ schoolId: z.number().nullable(), id: z.number() });
export type Opened = z.output<typeof opened>;

export function openRequest<Given, Subject extends { readonly facts: Facts }>(
  platform: Platform,
  kind: OpenKind,
  opening: Opening<Subject, Given>,
  command: OpenRequest<Given>,
): Promise<Opened | Refused> {
  return runOnce(platform, kind, command, [command.action ?? null, command.given], opened.parse, tx =>
    open(platform, kind, opening, tx, command),
  );
}

async function open<Given, Subject extends { readonly facts: Facts }>(
  platform: Platform,
  kind: OpenKind,
  opening: Opening<Subject, Given>,
  tx: Transaction,
  command: OpenRequest<Given>,
): Promise<Opened | Refused> {
  const subject = await opening.lock(tx, command);
  if (isRefused(subject)) return subject;
  const { action = 'submit' } = command;
  const decision = decide(kind.flow, { state: start, levels: [] }, action, rolesOf(command.actor), subject.facts);
  if (isRefused(decision)) return decision;
  const { by, to, levels } = decision;
  const filed = { ...command, action, by, to, levels, at: platform.clock.now(), version: 1 };
  const inserted = await opening.insert(tx, subject, filed);
  if (isRefused(inserted)) return inserted;
  const { schoolId, id, detail } = inserted;
  const row = { schoolId, id, state: start, version: 0 };
  await recordStep(platform, kind, tx, { ...filed, row, reason: undefined }, detail);
  return { schoolId, id };
}
