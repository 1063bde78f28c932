import * as contract from '#contract/routes/confirmation.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { answer } from './answer.ts';
import { listLeaving } from './leaving.ts';
import { type Confirming, type Own, readOwn } from './read-own.ts';

/** Calls with the graduate of the scope; who is on no roster finds nothing. */
const withGraduate = async <T>(scope: Scope, use: (own: Own) => Promise<T>): Promise<T | Refused> =>
  scope.kind === 'graduate' ? use(scope) : refuse('not-found');

/** 去向登记确认, 离校前待办: the graduate's side. */
export const ownRoutes = (confirming: Confirming): Served[] => [
  serve(contract.getOwnConfirmation, ({ scope }) => withGraduate(scope, own => readOwn(confirming, own))),
  serve(contract.answerConfirmation, ({ body, scope, actor, key, addressPrefix }) =>
    withGraduate(scope, async own => {
      const answered = await answer(confirming, own, body, { actor, key, addressPrefix });
      return isRefused(answered) ? answered : readOwn(confirming, own);
    }),
  ),
  serve(contract.listLeavingTasks, ({ scope }) => withGraduate(scope, own => listLeaving(confirming, own))),
];
