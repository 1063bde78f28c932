/** A graduate registers, or asks to modify what is registered. */
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { transferTypeOf } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Asking, type Opened, type Opening, openRequest } from '#server/requests/index.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { factsOf } from './facts.ts';
import { attachedTo } from './file-store.ts';
import { type Archives, type ReadForm, readForm } from './read-form.ts';
import { deleteDraft, insertRequest } from './request-store.ts';
import { type GraduateRow, lockGraduate, showState } from './store.ts';
import { countAgain } from './transfer-counters.ts';
import type { TransferRequestKind } from './transfer-request-kind.ts';

export interface Filing {
  readonly action: 'register' | 'modify';
  readonly form: Readonly<Record<string, string>>;
  readonly fileIds: readonly string[];
}

export const fileTransferRequest = (
  archives: Archives,
  {
    kind,
    requests,
    graduateId,
  }: { readonly kind: TransferKind; readonly requests: TransferRequestKind; readonly graduateId: number },
  given: Filing,
  asking: Asking,
): Promise<Opened | Refused> =>
  openRequest(archives.platform, requests, opening(archives, kind, graduateId), { ...asking, action: given.action, given });

interface Subject extends GraduateRow {
  readonly facts: ReturnType<typeof factsOf>;
}
/** What was typed is read last: first comes whether anything may be asked for at all. */
const opening = (archives: Archives, kind: TransferKind, graduateId: number): Opening<Subject, Filing> => ({
  lock: async (tx, { scope }) => {
    const row = await tx.first(...lockGraduate(scope, [graduateId]));
    if (!row) return refuse('not-found');
    const settings = await getSchoolSettings(tx, row.schoolId);
    return { ...row, facts: factsOf(kind, row, settings, archives.platform.clock.now()) };
  },
  insert: async (tx, row, { given: { action, form, fileIds }, to, levels, at }) => {
    const { vault } = archives.platform;
    const typed = { kind, form, withExplanation: true, explanationRequired: action === 'modify' };
    const read: ReadForm | Refused = await readForm(archives, tx, row, typed);
    if (isRefused(read)) return read;
    const { schoolId } = row;
    const { id } = await insertRequest(tx, {
      ...{ schoolId, graduateId, kind, action, levels },
      state: to.id,
      waitsAt: to.waitsAt ?? null,
      contentSealed: vault.sealJson(read.content),
      explanationSealed: vault.seal(read.explanation),
      transferType: transferTypeOf(read.content),
      now: at,
    });
    if (!(await attachedTo(tx, { schoolId, graduateId, kind, id }, fileIds))) return refuse('file-missing');
    await tx.execute(deleteDraft, [schoolId, graduateId, kind]);
    await countAgain(tx, schoolId, [graduateId]);
    await tx.execute(showState[kind], [schoolId, graduateId, action === 'modify' ? 'modifying' : 'reviewing']);
    return { schoolId, id };
  },
});
