import * as contract from '#contract/routes/corrections.ts';
import { correctionReasons } from '#domain/forms/correction-form.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { unitOf } from '#domain/rules/directed-unit.ts';
import { type CaseForm, describeField, findOpenedCase, parseCursor, parseRef } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { moveRequest } from '#server/requests/index.ts';
import type { ChangeRequestKind } from './change-request-kind.ts';
import { correctableOf, typesOf } from './correct-form.ts';
import { fileChangeRequest } from './file-change-request.ts';
import { listChangeRequests, readChangeRequest } from './read-change-requests.ts';

/** What changes in a record in force: by the school at once, by a department on request. */
export function correctionRoutes(platform: Platform, kind: ChangeRequestKind): Served[] {
  return [
    serve(contract.getCorrection, async ({ params, query, scope }) => {
      const opened = await findOpenedCase(platform, platform.database, parseRef(params.ref), scope);
      if (!opened || opened.row.signingCaseId !== null) return refuse('not-found');
      const { row } = opened;
      const types = typesOf(opened);
      const asked = types.find(({ code }) => code === query.type)?.code ?? row.destinationType;
      const fields = correctableOf(opened, asked);
      const form: CaseForm = { ...opened.form(), ...unitOf(asked, row) };
      return {
        types: types.map(({ code, name }) => ({ code, label: name })),
        fields: fields.map(describeField),
        form: Object.fromEntries(fields.flatMap(({ key }) => (form[key] ? [[key, form[key]]] : []))),
        reasons: [...correctionReasons],
      };
    }),
    serve(contract.fileChangeRequest, async ({ params, body, actor, scope, key, addressPrefix }) =>
      fileChangeRequest(platform, kind, { ref: parseRef(params.ref), ...body, actor, scope, key, addressPrefix }),
    ),
    serve(contract.listChangeRequests, async ({ query, scope }) =>
      listChangeRequests(platform, scope, { ...query, cursor: parseCursor(query.cursor) }),
    ),
    serve(contract.getChangeRequest, async ({ params, actor, scope }) => readChangeRequest(platform, params.id, actor, scope)),
    serve(contract.decideChangeRequest, async ({ params, body, actor, scope, key, addressPrefix }) => {
      const { version, ...given } = body;
      const ref = { schoolId: schoolOf(scope).schoolId, id: params.id };
      const decided = await moveRequest(platform, kind, {
        ...{ ref, action: params.action, version, given },
        ...{ actor, scope, key, addressPrefix },
      });
      return isRefused(decided) ? decided : readChangeRequest(platform, params.id, actor, scope);
    }),
  ];
}
