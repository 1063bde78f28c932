import * as contract from '#contract/routes/drafts.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { findOpenedCase, parseRef } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { notFoundHere } from './of-other-cohort.ts';
import { listOfferedTypes } from './offered-types.ts';
import { amendmentOf, draftOf } from './read-draft.ts';
import { requestTermination } from './request-termination.ts';
import { saveDraft } from './save-draft.ts';
import { startCase } from './start-case.ts';

/** What graduates fill in: types and drafts; and the beginning of a termination by either party. */
export function draftRoutes(platform: Platform): Served[] {
  const { database, clock } = platform;
  return [
    serve(contract.listDestinationTypes, async ({ actor }) =>
      actor.graduate ? listOfferedTypes(platform, actor.graduate) : refuse('not-found'),
    ),
    serve(contract.startCase, async ({ body, actor, scope, key, addressPrefix }) =>
      startCase(platform, { ...body, actor, scope, key, addressPrefix }),
    ),
    serve(contract.getDraft, async ({ params, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      return opened ? draftOf(platform, opened) : notFoundHere(database, parseRef(params.ref), actor);
    }),
    serve(contract.putDraft, async ({ params, body, actor, scope }) => {
      const saved = await saveDraft(platform, { ref: parseRef(params.ref), ...body, actor, scope });
      return isRefused(saved) ? saved : { ...saved, savedAt: clock.now() };
    }),
    serve(contract.requestTermination, async ({ params, body, actor, scope, key, addressPrefix }) =>
      requestTermination(platform, { ref: parseRef(params.ref), ...body, actor, scope, key, addressPrefix }),
    ),
    serve(contract.getAmendment, async ({ params, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      return opened ? amendmentOf(opened, params.type) : refuse('not-found');
    }),
  ];
}
