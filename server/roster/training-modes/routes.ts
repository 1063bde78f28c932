import * as contract from '#contract/routes/training-modes.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { CasesPort } from '../cases-port.ts';
import { fileRequest, readChangeForm } from './file-request.ts';
import { moveRequest, type RequestRef, rolesOf } from './move-request.ts';
import { listRequests, readRequest } from './read-requests.ts';
import { openRequestFile, takeRequestFile } from './request-files.ts';

/** The two numbers of a reference that the contract has checked. */
function refOf(text: string): RequestRef {
  const [schoolId = 0, requestId = 0] = text.split('-').map(Number);
  return { schoolId, requestId };
}

/** 培养方式修改. */
export const trainingModeRoutes = (platform: Platform, cases: CasesPort): Served[] => [
  serve(contract.listModeRequests, ({ query, scope }) => listRequests(platform, scope, query)),
  serve(contract.getModeRequest, ({ params, scope, actor }) =>
    readRequest(platform, cases, refOf(params.ref), scope, rolesOf(actor)),
  ),
  serve(contract.getModeChangeForm, ({ params, scope, actor }) =>
    readChangeForm(platform, cases, { id: params.id, scope, actor }),
  ),
  serve(contract.fileModeRequest, ({ params, body, actor, scope, key, addressPrefix }) =>
    fileRequest(platform, cases, { graduateId: params.id, form: body, actor, scope, key, addressPrefix }),
  ),
  serve(contract.moveModeRequest, async ({ params, body, actor, scope, key, addressPrefix }) => {
    const ref = refOf(params.ref);
    const { version, reason } = body;
    const moved = await moveRequest(platform, cases, {
      ref,
      action: params.action,
      version,
      reason,
      actor,
      scope,
      key,
      addressPrefix,
    });
    return isRefused(moved) ? moved : readRequest(platform, cases, ref, scope, rolesOf(actor));
  }),
  serve(contract.uploadModeFile, ({ file, actor }) => takeRequestFile(platform, file, actor)),
  serve(contract.downloadModeFile, ask => openRequestFile(platform, refOf(ask.params.ref), ask.params.id, ask)),
];
