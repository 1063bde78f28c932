import * as contract from '#contract/routes/authorization.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { authorize } from './authorize.ts';
import { endAuthorization } from './end-authorization.ts';
import { downloadForm, showForm } from './open-form.ts';
import type { Authorizing, Own } from './own.ts';
import { proveIdentity } from './prove-identity.ts';
import { readAuthorization, readCode } from './read-authorization.ts';

/** Calls with the graduate of the scope; who is on no roster finds nothing. */
const withGraduate = async <T>(scope: Scope, use: (own: Own) => Promise<T>): Promise<T | Refused> =>
  scope.kind === 'graduate' ? use(scope) : refuse('not-found');

/** 核验授权: the graduate's side. */
export const authorizationRoutes = (authorizing: Authorizing): Served[] => [
  serve(contract.getAuthorization, ({ scope, actor }) => withGraduate(scope, own => readAuthorization(authorizing, own, actor))),
  serve(contract.proveIdentity, ({ body, scope, actor, addressPrefix }) =>
    withGraduate(scope, own => proveIdentity(authorizing.platform, own, body, { actor, addressPrefix })),
  ),
  serve(contract.authorize, ({ body, scope, actor, key, addressPrefix }) =>
    withGraduate(scope, own => authorize(authorizing, own, body, { actor, key, addressPrefix })),
  ),
  serve(contract.getAuthorizationCode, ({ params, scope, actor }) =>
    withGraduate(scope, own => readCode(authorizing, own, params.id, actor)),
  ),
  serve(contract.endAuthorizationCode, ({ params, scope, actor, key, addressPrefix }) =>
    withGraduate(scope, own => endAuthorization(authorizing, own, params.id, { actor, key, addressPrefix })),
  ),
  serve(contract.downloadAuthorizationForm, ({ params, scope, actor }) =>
    withGraduate(scope, own => downloadForm(authorizing.platform, own, params.id, actor)),
  ),
  serve(contract.showAuthorizationForm, ({ params, scope, actor }) =>
    withGraduate(scope, own => showForm(authorizing.platform, own, params.id, actor)),
  ),
];
