import * as contract from '#contract/routes/desk-archives.ts';
import { isRefused } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Ask, type Served, serve } from '#server/platform/http/serve-route.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { moveRequest } from '#server/requests/index.ts';
import { decideMany } from './decide-many.ts';
import { readHome, readOptions } from './desk-home.ts';
import { checkRecord, editRecord } from './edit-record.ts';
import { listLapsed } from './list-lapsed.ts';
import { listRecords } from './list-records.ts';
import { listRequests } from './list-requests.ts';
import type { Archives } from './read-form.ts';
import { readRecord, readRecordForm } from './read-record.ts';
import { readDeskRequest, readRequestForm } from './read-request.ts';
import type { Given, TransferRequestKind } from './transfer-request-kind.ts';

type Sender = Pick<Ask<typeof contract.getTransferRequest>, 'actor' | 'scope' | 'key' | 'addressPrefix'>;

/** 档案信息管理, 户口信息管理: departments and the school. */
export function deskRoutes(archives: Archives, kinds: Readonly<Record<TransferKind, TransferRequestKind>>): Served[] {
  const { platform } = archives;
  const { database } = platform;
  /** Moves a request, and answers its page as it is then. */
  async function move(
    { kind, id }: { readonly kind: TransferKind; readonly id: number },
    action: 'approve' | 'reject' | 'correct',
    { version, ...given }: Given & { readonly version: number },
    { actor, scope, key, addressPrefix }: Sender,
  ) {
    const ref = { schoolId: schoolOf(scope).schoolId, id };
    const sent = { ref, action, version, given, actor, scope, key, addressPrefix };
    const moved = await moveRequest(platform, kinds[kind], sent);
    return isRefused(moved) ? moved : readDeskRequest(archives, kind, id, { actor, scope });
  }
  return [
    serve(contract.getTransferHome, ({ params, query, actor, scope }) =>
      readHome(database, params.kind, { actor, scope }, query.cohort),
    ),
    serve(contract.getTransferOptions, ({ params, scope }) => readOptions(database, params.kind, scope)),
    serve(contract.listTransferRecords, ({ params, query, scope }) => listRecords(database, params.kind, scope, query)),
    serve(contract.getTransferRecord, ({ params: { kind, graduate }, scope }) => readRecord(archives, kind, graduate, scope)),
    serve(contract.getTransferRecordForm, ({ params: { kind, graduate }, scope }) =>
      readRecordForm(archives, kind, graduate, scope),
    ),
    serve(contract.editTransferRecord, async ({ params, body, actor, scope, key, addressPrefix }) => {
      const { kind, graduate: graduateId } = params;
      const written = await editRecord(archives, { kind, graduateId, ...body, actor, scope, key, addressPrefix });
      return isRefused(written) ? written : readRecord(archives, kind, graduateId, scope);
    }),
    serve(contract.confirmTransferRecord, async ({ params, body, actor, scope, key, addressPrefix }) => {
      const { kind, graduate: graduateId } = params;
      const checked = await checkRecord(archives, { kind, graduateId, ...body, actor, scope, key, addressPrefix });
      return isRefused(checked) ? checked : readRecord(archives, kind, graduateId, scope);
    }),
    serve(contract.listTransferRequests, ({ params, query, actor, scope }) =>
      listRequests(database, params.kind, { actor, scope }, query),
    ),
    serve(contract.getTransferRequest, ({ params: { kind, id }, actor, scope }) =>
      readDeskRequest(archives, kind, id, { actor, scope }),
    ),
    serve(contract.getTransferRequestForm, ({ params: { kind, id }, scope }) => readRequestForm(archives, kind, id, scope)),
    serve(contract.correctTransferRequest, ({ params, body, ...sender }) => move(params, 'correct', body, sender)),
    serve(contract.decideTransferRequest, ({ params, body, ...sender }) => move(params, params.action, body, sender)),
    serve(contract.decideTransferRequests, ({ params: { kind }, body, actor, scope, key, addressPrefix }) => {
      const { action, reason, requests: ticked } = body;
      return decideMany(archives, kinds[kind], { kind, action, reason, ticked, actor, scope, key, addressPrefix });
    }),
    serve(contract.listLapsedTransfers, ({ params, query, scope }) => listLapsed(database, params.kind, scope, query)),
  ];
}
