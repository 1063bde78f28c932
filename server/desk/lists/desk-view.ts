import type { DeskFilter } from '#contract/parts/desk-filter.ts';
import { levelOf, rolesOf } from '#domain/roles.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import type { DeskView } from './desk-filter.ts';

/** What a reviewer sees of the school. */
export const deskViewOf = (actor: Actor, scope: Scope): DeskView => ({ scope: schoolOf(scope), level: levelOf(rolesOf(actor)) });

/** A mark is looked for in all flows; without one a list is of one flow. */
export const wholeFilter = (filter: DeskFilter): DeskFilter => ({
  ...filter,
  flow: filter.flow ?? (filter.mark ? undefined : 'online-signing'),
});
