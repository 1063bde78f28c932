import * as contract from '#contract/routes/employers.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { moveRequest } from '#server/requests/index.ts';
import { qualificationKind } from './qualification-kind.ts';
import { readOrganisation } from './read-organisation.ts';
import { listQualifications, readQualification } from './read-qualifications.ts';
import { submitOrganisation } from './submit-organisation.ts';

/** An employer's data, and whether they are certified. */
export function qualificationRoutes(platform: Platform): Served[] {
  const kind = qualificationKind(platform);
  return [
    serve(contract.getOrganisation, ({ scope }) => withEmployer(scope, id => readOrganisation(platform, id))),
    serve(contract.submitOrganisation, ({ scope, body, actor, key, addressPrefix }) =>
      withEmployer(scope, async employerId => {
        const submitted = await submitOrganisation(platform, kind, { ...body, employerId, actor, scope, key, addressPrefix });
        return isRefused(submitted) ? submitted : readOrganisation(platform, employerId);
      }),
    ),
    serve(contract.listQualifications, ({ query }) => listQualifications(platform, query)),
    serve(contract.getQualification, ({ params }) => readQualification(platform, params.id)),
    serve(contract.decideQualification, ({ params, body, actor, scope, key, addressPrefix }) => {
      const { version, reason } = body;
      const ref = { schoolId: null, id: params.id };
      return moveRequest(platform, kind, {
        ref,
        action: params.action,
        version,
        given: { reason },
        actor,
        scope,
        key,
        addressPrefix,
      });
    }),
  ];
}
