import * as contract from '#contract/routes/training-modes.ts';
import { isRefused } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { moveRequest } from '#server/requests/index.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { fileRequest, readChangeForm } from './file-request.ts';
import type { ModeKind } from './mode-kind.ts';
import { listRequests, readRequest } from './read-requests.ts';
import { openRequestFile, takeRequestFile } from './request-files.ts';

import type { ModeRequestRef } from './store.ts';

/** The two numbers of a reference that the contract has checked. */
function refOf(text: string): ModeRequestRef {
  const [schoolId = 0, id = 0] = text.split('-').map(Number);
  return { schoolId, id };
}

/** 培养方式修改. */
export function trainingModeRoutes(platform: Platform, cases: CasesPort, kind: ModeKind): Served[] {
  return [
    serve(contract.listModeRequests, ({ query, scope }) => listRequests(platform, scope, query)),
    serve(contract.getModeRequest, ({ params, scope, actor }) =>
      readRequest(platform, cases, refOf(params.ref), scope, rolesOf(actor)),
    ),
    serve(contract.getModeChangeForm, ({ params, scope, actor }) =>
      readChangeForm(platform, cases, { id: params.id, scope, actor }),
    ),
    serve(contract.fileModeRequest, ({ params, body, actor, scope, key, addressPrefix }) =>
      fileRequest(platform, kind, cases, { graduateId: params.id, form: body, actor, scope, key, addressPrefix }),
    ),
    serve(contract.moveModeRequest, async ({ params, body, actor, scope, key, addressPrefix }) => {
      const { version, reason } = body;
      const [ref, given] = [refOf(params.ref), { reason }];
      const sent = { ref, action: params.action, version, given, actor, scope, key, addressPrefix };
      const moved = await moveRequest(platform, kind, sent);
      return isRefused(moved) ? moved : readRequest(platform, cases, ref, scope, rolesOf(actor));
    }),
    serve(contract.uploadModeFile, ({ file, actor, key }) => takeRequestFile(platform, file, { actor, key })),
    serve(contract.downloadModeFile, ask => openRequestFile(platform, refOf(ask.params.ref), ask.params.id, ask)),
  ];
}
