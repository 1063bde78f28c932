import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, scopeOf } from '#server/platform/scope/scope.ts';

/** Long work is shown to who started it, and to the school's admin. */
export const whoseJobs = (actor: Actor): Scope => scopeOf(actor, actor.kind === 'schoolAdmin' ? 'school' : 'own');
