/** Archive and hukou of the product under the model: moves carried out by the commands themselves, and what they left behind. */
import assert from 'node:assert/strict';
import { isRefused } from '#domain/refusals.ts';
import { reportOf } from '#domain/reported/report-of-form.ts';
import { contentOf } from '#domain/transfers/content.ts';
import { writeNext } from '#server/archive-work/write-imported.ts';
import { checkRecord, editRecord } from '#server/archives/edit-record.ts';
import { fileTransferRequest } from '#server/archives/file-request.ts';
import { type Archives, openContent, transferRequestKind } from '#server/archives/index.ts';
import { transferCountersAgree } from '#server/archives/testing/counters.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { scopeOf } from '#server/platform/scope/scope.ts';
import { closeRequests, moveRequest } from '#server/requests/index.ts';
import { agreement } from '../agreement.ts';
import { filledForm } from '../flows.ts';
import { reached } from './done.ts';
import { type By, type Kind, kinds, lastRequest, openRequest, seenIn, type TransferMove, transferOf } from './transfers.ts';
import type { Kase, World } from './world.ts';

const forms: Readonly<Record<Kind, (variant: string) => Readonly<Record<string, string>>>> = {
  archive: variant => ({
    ...{ archiveType: '2', archiveReceiverName: '厦门市演示人才服务中心（𬭎）', archiveRegionCode: '350203' },
    archiveAddress: `演示路 ${variant} 号`,
  }),
  hukou: variant => ({ hukouType: '1', hukouRegionCode: '350203', hukouAddress: `演示路 ${variant} 号` }),
};
const partsOf = (type: string) => reportOf(type, type === '10.01' ? agreement : filledForm(type));
/** Whether a destination's form says something of this kind. */
export const brings = ({ type }: Kase, kind: Kind): boolean => partsOf(type)[kind] !== undefined;
const contentFor = (kind: Kind, content: string) =>
  content.startsWith('of ') ? partsOf(content.slice(3))[kind] : contentOf(kind, forms[kind](content));

const insertImport = unnamed<{ id: number }>(
  `insert into transfer_import (school_id, kind, account_id, phase, created_at)
   values ($1, $2, $3, 'writing', $4) returning id`,
);
const insertRow = unnamed(
  `insert into transfer_import_row (school_id, import_id, row, outcome, exam_number, name, graduate_id, content_sealed)
   values ($1, $2, 2, 'added', '', '', $3, $4)`,
);
const rowOutcome = unnamed<{ outcome: string }>(
  'select outcome from transfer_import_row where school_id = $1 and import_id = $2',
);
const selectRecords = unnamed<{
  graduateId: number;
  kind: Kind;
  state: string;
  version: number;
  source: string;
  caseId: number | null;
  note: string | null;
  contentSealed: Buffer;
}>('select graduate_id, kind, state, version, source, case_id, note, content_sealed from transfer_record where school_id = $1');
const selectRequests = unnamed<object>(
  'select id, kind, action, state, waits_at, version from transfer_request where school_id = $1 order by id',
);
const selectShown = unnamed<{ id: number; archiveState: string; hukouState: string }>(
  'select id, archive_state, hukou_state from graduate where school_id = $1 order by id',
);
const selectSteps = unnamed<{ count: number }>(
  `select count(*)::int as count from transfer_request r where school_id = $1 and version <> (
     select count(*) from transfer_request_history h where h.school_id = r.school_id and h.request_id = r.id)`,
);
const selectReported = unnamed<{ count: number }>(
  `select count(*)::int as count from (select * from registry_record where school_id = $1 and part <> 'destination') r
   full join (select * from transfer_record where school_id = $1 and state = 'registered') t on t.graduate_id = r.graduate_id and t.kind = r.part
   where (r.origin_version, r.note) is distinct from (t.version, t.note)`,
);

interface Parts {
  readonly archives: Archives;
  readonly schoolId: number;
  readonly people: readonly { readonly graduateId: number; readonly actor: Actor }[];
  readonly actorOf: (by: By, graduate: number, world: World) => Actor | undefined;
}
export interface Outcome {
  readonly refused: boolean;
  readonly id: number;
}
export function transferProduct({ archives, schoolId, people, actorOf }: Parts) {
  const { platform } = archives;
  const { database, vault, clock } = platform;
  const requests = { archive: transferRequestKind(archives, 'archive'), hukou: transferRequestKind(archives, 'hukou') };

  async function make(move: TransferMove, world: World, key: string): Promise<Outcome> {
    const { what, graduate, kind, by, variant } = move;
    const [actor, graduateId] = [actorOf(by, graduate, world), people[graduate]?.graduateId];
    assert.ok(actor && graduateId);
    const scope = scopeOf(actor, by === 'graduate' ? 'own' : by);
    const asking = { actor, scope, key, addressPrefix: '127.0.0' };
    const form = forms[kind](variant);
    const typed = { ...form, explanation: '街道写错了。' };
    const seen = seenIn(world, move);
    const outcome = (answer: object): Outcome => ({ refused: isRefused(answer), id: 'id' in answer ? Number(answer.id) : 0 });
    if (what === 'file') {
      const action = transferOf(world, move).registered ? 'modify' : 'register';
      const subject = { kind, requests: requests[kind], graduateId };
      return outcome(await fileTransferRequest(archives, subject, { action, form: typed, fileIds: [] }, asking));
    }
    if (what === 'staff') return outcome(await editRecord(archives, { kind, graduateId, version: seen.record, form, ...asking }));
    if (what === 'check') return outcome(await checkRecord(archives, { kind, graduateId, version: seen.record, ...asking }));
    if (what === 'import') {
      assert.ok(scope.kind === 'school' || scope.kind === 'department');
      const { id } = await database.one(insertImport, [schoolId, kind, actor.accountId, clock.now()]);
      await database.execute(insertRow, [schoolId, id, graduateId, vault.sealJson(contentOf(kind, form))]);
      await writeNext(platform, { kind, importId: id, scope, actor, role: by, addressPrefix: '127.0.0' });
      return { refused: (await database.one(rowOutcome, [schoolId, id])).outcome === 'faulty', id: 0 };
    }
    const given = what === 'edit' ? { form: typed, fileIds: [] } : what === 'correct' ? { form } : {};
    const reason = { reason: kind === 'archive' ? '转递类型选择有误' : '迁移类型选择有误', text: '请核对。' };
    const ref = { schoolId, id: (openRequest(world, move) ?? lastRequest(world, move))?.id ?? 0 };
    const command = { ref, action: what, version: seen.request, given: what === 'reject' ? { reason } : given, ...asking };
    return outcome(await moveRequest(platform, requests[kind], command));
  }

  /** Everything that is there, as the product and as the model have it. */
  async function found() {
    const [records, asked, shown] = await Promise.all([
      database.query(selectRecords, [schoolId]),
      database.query(selectRequests, [schoolId]),
      database.query(selectShown, [schoolId]),
    ]);
    const kept = records.map(({ contentSealed, ...row }) => ({ ...row, content: openContent(vault, contentSealed) }));
    const order = (one: { graduateId: number; kind: string }) => `${String(one.graduateId).padStart(9, '0')} ${one.kind}`;
    return {
      records: kept.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
      asked: asked.map(row => ({ ...row })),
      shown: shown.map(row => ({ ...row })),
    };
  }
  function expected(world: World) {
    const stateIn = (graduate: number, kind: Kind): string => {
      const [{ registered }, waits] = [transferOf(world, { graduate, kind }), openRequest(world, { graduate, kind })];
      return registered ? (waits ? 'modifying' : 'registered') : waits ? 'reviewing' : 'unregistered';
    };
    const records = people.flatMap(({ graduateId }, graduate) =>
      kinds.flatMap(kind => {
        const { version, registered, content, source, from, note } = transferOf(world, { graduate, kind });
        if (version === 0) return [];
        const said = { source, caseId: from ? Number(from.split('-')[1]) : null, note: note ? 'destination-ended' : null };
        const state = registered ? 'registered' : 'lapsed';
        return [{ graduateId, kind, state, version, ...said, content: contentFor(kind, content) ?? {} }];
      }),
    );
    const asked = world.requests
      .map(({ id, kind, action, state, at, version }) => ({ id, kind, action, state, waitsAt: at ?? null, version }))
      .sort((one, other) => one.id - other.id);
    const shown = people.map(({ graduateId: id }, graduate) => ({
      ...{ id, archiveState: stateIn(graduate, 'archive'), hukouState: stateIn(graduate, 'hukou') },
    }));
    return { records, asked, shown };
  }
  return {
    ...{ make, found, expected },
    agree: async (world: World): Promise<void> => {
      const due = expected(world);
      assert.deepEqual(await found(), due);
      for (const { kind, state } of world.requests) reached.add(`${kind}-request ${state}`);
      for (const { kind, state, source, note } of due.records)
        reached.add(`${kind} ${state} by ${source}${note ? ', left behind' : ''}`);
      await transferCountersAgree(database, schoolId);
    },
    /** Once the jobs are done: every step is kept, and what is recorded is what is reported. */
    booksAgree: async (): Promise<void> => {
      assert.equal((await database.one(selectSteps, [schoolId])).count, 0, 'as many steps as versions');
      assert.equal((await database.one(selectReported, [schoolId])).count, 0, 'what is recorded is reported');
    },
    close: async (): Promise<void> => {
      for (const kind of kinds) await closeRequests(platform, requests[kind]);
    },
  };
}
