import type { Action } from '#domain/actions/all.ts';
import type { CaseRef } from '#server/cases/index.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';

/** An action of a person on a case, as it was sent. */
export interface ActOnCase {
  readonly ref: CaseRef;
  readonly action: Action;
  readonly version: number;
  readonly input: unknown;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
  readonly device: string;
}
