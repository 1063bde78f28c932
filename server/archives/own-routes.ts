import * as contract from '#contract/routes/archives.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Scope, ScopeOf } from '#server/platform/scope/scope.ts';
import { moveRequest } from '#server/requests/index.ts';
import { fileTransferRequest } from './file-request.ts';
import { openTransferFile, takeTransferFile } from './files.ts';
import type { Archives } from './read-form.ts';
import { listOwn, readOwn, readOwnForm, readOwnRequest } from './read-own.ts';
import { saveDraft } from './save-draft.ts';
import type { TransferRequestKind } from './transfer-request-kind.ts';

/** Calls with the graduate of the scope; who is on no roster finds nothing. */
const withGraduate = async <T>(scope: Scope, use: (own: ScopeOf<'graduate'>) => Promise<T>): Promise<T | Refused> =>
  scope.kind === 'graduate' ? use(scope) : refuse('not-found');

/** 档案信息登记, 户口信息登记: the graduate's side. */
export function ownRoutes(archives: Archives, kinds: Readonly<Record<TransferKind, TransferRequestKind>>): Served[] {
  const { platform } = archives;
  return [
    serve(contract.listOwnTransfers, ({ scope }) => withGraduate(scope, own => listOwn(archives, own))),
    serve(contract.getOwnTransfer, ({ params: { kind }, scope }) => withGraduate(scope, own => readOwn(archives, kind, own))),
    serve(contract.getOwnTransferForm, ({ params: { kind }, query, scope }) =>
      withGraduate(scope, own => readOwnForm(archives, kind, own, query.request)),
    ),
    serve(contract.saveTransferDraft, ({ params: { kind }, body, scope }) =>
      withGraduate(scope, own => saveDraft(platform, kind, own, body)),
    ),
    serve(contract.uploadTransferFile, ({ params: { kind }, file, scope, actor, key }) =>
      withGraduate(scope, own => takeTransferFile(platform, kind, file, { own, actor, key })),
    ),
    serve(contract.fileTransferRequest, ({ params: { kind }, body, ...ask }) =>
      withGraduate(ask.scope, async ({ graduateId }) => {
        const { actor, scope, key, addressPrefix } = ask;
        const subject = { kind, requests: kinds[kind], graduateId };
        const filed = await fileTransferRequest(archives, subject, body, { actor, scope, key, addressPrefix });
        return isRefused(filed) ? filed : { id: filed.id };
      }),
    ),
    serve(contract.getOwnTransferRequest, ({ params: { kind, id }, scope }) =>
      withGraduate(scope, own => readOwnRequest(archives, kind, own, id)),
    ),
    serve(contract.editTransferRequest, ({ params: { kind, id }, body, ...ask }) =>
      withGraduate(ask.scope, async own => {
        const { actor, scope, key, addressPrefix } = ask;
        const { version, ...given } = body;
        const sent = { ref: { schoolId: own.schoolId, id }, action: 'edit', version, given } as const;
        const moved = await moveRequest(platform, kinds[kind], { ...sent, actor, scope, key, addressPrefix });
        return isRefused(moved) ? moved : readOwnRequest(archives, kind, own, id);
      }),
    ),
    serve(contract.downloadTransferFile, ({ params, actor, scope, addressPrefix }) => {
      const { kind, graduate: graduateId, file, size } = params;
      return openTransferFile(platform, { kind, graduateId, file, size, actor, scope, addressPrefix });
    }),
  ];
}
