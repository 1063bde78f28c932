/** Requests about archive and hukou as the runner of requests reads them. */
import { reasonsFor } from '#domain/actions/reasons.ts';
import type { Flow } from '#domain/flow/flow.ts';
import { start } from '#domain/flow/table.ts';
import { requestFlows } from '#domain/flows/all.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { isRole } from '#domain/roles.ts';
import { isSameContent, transferTypeOf } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { alreadyMovedBy, defineRequest, type Reasoned } from '#server/requests/index.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { factsOf } from './facts.ts';
import { attachedTo } from './file-store.ts';
import { openContent } from './open-content.ts';
import { outcomeInWords } from './outcome-in-words.ts';
import { type Archives, type ReadForm, readForm } from './read-form.ts';
import {
  insertStep,
  lockRequest,
  requestsWaitingIn,
  selectSteps,
  type TransferRequestRow,
  transferRequestAudit,
  writeRequest,
} from './request-store.ts';
import { showState } from './store.ts';
import { countAgain } from './transfer-counters.ts';
import { registeredRecord, writeRecord } from './write-record.ts';

const unchanged = invalidFields({ form: '没有改动任何一项，请修改后再提交' });

export interface Given extends Reasoned {
  /** Of an edit or a correction: as it was typed. */
  readonly form?: Readonly<Record<string, string>> | undefined;
  /** Of an edit: all that shall be enclosed. */
  readonly fileIds?: readonly string[] | undefined;
}

export const flowOf = (kind: TransferKind): Flow => requestFlows[transferDetails[kind].flow];
export const labelIn = (kind: TransferKind, state: string): string => placeIn(kind, state).label;
/** Throws for a state that the flow does not have: a stored one always is of the flow. */
export function placeIn(kind: TransferKind, state: string) {
  const place = flowOf(kind).places.get(state);
  if (!place || state === start) throw new Error(`flow ${transferDetails[kind].flow} has no state ${state}`);
  return place;
}

export type TransferRequestKind = ReturnType<typeof transferRequestKind>;
export function transferRequestKind(archives: Archives, kind: TransferKind) {
  const { platform } = archives;
  const { vault, database } = platform;
  const { title, flow } = transferDetails[kind];
  const action = 'transfer-request-moved' as const;

  const typed = (
    tx: Transaction,
    row: TransferRequestRow,
    by: 'edit' | 'correct',
    given: Given | undefined,
  ): Promise<ReadForm | Refused> =>
    readForm(archives, tx, row, {
      kind,
      form: given?.form,
      withExplanation: by === 'edit',
      explanationRequired: row.action === 'modify',
    });

  return defineRequest<TransferRequestRow, Given>({
    flow: requestFlows[flow],
    lock: (tx, { id }, scope) => tx.first(...lockRequest(scope, [id, kind])),
    facts: async (tx, row, now) => factsOf(kind, row, await getSchoolSettings(tx, row.schoolId), now),
    // The office is named to everybody, the person to staff.
    overtaken: (tx, seen) =>
      alreadyMovedBy<TransferRequestRow>(async (through, { schoolId, id, state }) => {
        const last = (await through.query(selectSteps, [schoolId, [id]])).at(-1);
        if (!last || !isRole(last.byRole)) throw new Error(`transfer request ${schoolId}-${id} has no step`);
        const name = seen.action === 'edit' ? null : last.who;
        return { role: last.byRole, name, at: last.at, label: labelIn(kind, state) };
      })(tx, seen),
    reasons: reasonsFor(flow, 'reject'),
    check: async (tx, row, action, given) => {
      if (action !== 'edit' && action !== 'correct') return undefined;
      const read = await typed(tx, row, action, given);
      if (isRefused(read)) return read;
      if (action === 'edit') return (await attachedTo(tx, row, given.fileIds ?? [])) ? undefined : refuse('file-missing');
      return isSameContent(kind, openContent(vault, row.contentSealed), read.content) ? unchanged : undefined;
    },
    write: async (tx, { row, to, action, given, at }) => {
      const changed = action === 'edit' || action === 'correct' ? await typed(tx, row, action, given) : undefined;
      if (isRefused(changed)) throw new Error(`transfer request ${row.schoolId}-${row.id}: a form that was right is wrong`);
      if (to.kind === 'ends') await settle(tx, kind, row);
      return writeRequest(tx, {
        from: row,
        state: to.id,
        waitsAt: to.waitsAt ?? null,
        contentSealed: changed ? vault.sealJson(changed.content) : null,
        explanationSealed: changed && action === 'edit' ? vault.seal(changed.explanation) : null,
        transferType: changed ? transferTypeOf(changed.content) : null,
        now: at,
      });
    },
    keep: (tx, { row, version, at, action, by, actor, levels, to, reason }) => {
      // A request that is being filed has none.
      const was = 'contentSealed' in row && row.contentSealed instanceof Buffer && to.id === row.state ? row.contentSealed : null;
      return insertStep(tx, {
        ...{ schoolId: row.schoolId, id: row.id, seq: version, at, action, levels },
        byRole: by,
        accountId: actor.accountId ?? null,
        toState: to.id,
        noteSealed: reason ? vault.sealJson(reason) : null,
        contentSealed: was,
      });
    },
    audit: {
      object: transferRequestAudit,
      actions: {
        register: action,
        modify: action,
        edit: action,
        correct: action,
        approve: action,
        reject: action,
        lapse: action,
        close: action,
      },
      detail: ({ action, to }) => ({ kind: title, action, to: to.label }),
    },
    tells: {
      graduate: {
        to: (_tx, { personId }) => [{ personId }],
        words: step => outcomeInWords(kind, step),
      },
    },
    effects: {
      writeTransfer: async (tx, { row, actor, by, at }) => {
        const content = openContent(vault, row.contentSealed);
        const regions = await loadRegions(database, tx);
        const { schoolId, graduateId, id: requestId } = row;
        const written = { schoolId, graduateId, kind, content, requestId, source: 'request' } as const;
        await writeRecord(tx, { vault, regions }, { ...written, by: { role: by, accountId: actor.accountId }, now: at });
        return undefined;
      },
    },
    waitingIn: requestsWaitingIn[kind],
    unique: { transfer_request_one_open: refuse('transfer-request-open', { what: title }) },
    refreshesDesks: true,
  });
}

/** Nothing waits any more: the list says what is left, a record or none. */
async function settle(tx: Transaction, kind: TransferKind, { schoolId, graduateId }: TransferRequestRow): Promise<void> {
  const record = await registeredRecord(tx, { schoolId, graduateId, kind });
  await countAgain(tx, schoolId, [graduateId]);
  await tx.execute(showState[kind], [schoolId, graduateId, record ? 'registered' : 'unregistered']);
}
