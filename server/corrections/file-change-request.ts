/** 变更申请: a department asks the school to change a record in force. */
import { decide } from '#domain/flow/decide.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { handIn } from '#server/case-files/index.ts';
import { alreadyMoved, type CaseForm, type CaseRef, lockOpenedCase, type OpenedCase } from '#server/cases/index.ts';
import { alsoInvalid, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type Asking, type Opened, type Opening, openRequest } from '#server/requests/index.ts';
import type { ChangeRequestKind } from './change-request-kind.ts';
import { correctForm } from './correct-form.ts';
import { insertRequest, openRequestOf } from './store.ts';

interface Wish {
  readonly ref: CaseRef;
  /** The version of the record that was seen. */
  readonly version: number;
  readonly fields: CaseForm;
  readonly text: string;
}
export const fileChangeRequest = (
  platform: Platform,
  kind: ChangeRequestKind,
  { ref, version, fields, text, ...asking }: Wish & Asking,
): Promise<Opened | Refused> =>
  openRequest(platform, kind, opening(platform), { given: { ref, version, fields, text }, ...asking });

/** Whether the school could correct this record now: what it may not, nobody may ask it for. */
export function obstacleOfCorrection({ row, facts }: OpenedCase): Refused | undefined {
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const decision = decide(flowNamed(row.flow), kase, 'correct', ['school'], facts);
  return isRefused(decision) ? decision : undefined;
}

const opening = (platform: Platform): Opening<OpenedCase, Wish> => ({
  lock: async (tx, { given: { ref, version }, scope }) => {
    const opened = await lockOpenedCase(platform, tx, ref, scope);
    if (!opened) return refuse('not-found');
    const { row } = opened;
    if (row.version !== version) return alreadyMoved(tx, row, ['department']);
    const obstacle = obstacleOfCorrection(opened);
    if (obstacle) return obstacle;
    // The case is locked: a second request of the same instant waits here.
    return (await tx.first(openRequestOf, [row.schoolId, row.id])) ? refuse('change-request-open') : opened;
  },
  insert: async (tx, opened, { given: { fields, text }, to, actor, at }) => {
    const { schoolId, id: caseId } = opened.row;
    const why = text.trim();
    const files = (await handIn(tx, opened.row, 'change')).map(file => file.id);
    const faults: Record<string, string> = {
      ...(why === '' ? { text: '请填写申请变更的原因' } : [...why].length > 500 ? { text: '原因最多 500 个字，请精简' } : {}),
      ...(files.length === 0 ? { files: '请上传佐证材料' } : {}),
    };
    const corrected = correctForm(opened, fields, await loadRegions(platform.database, tx), 'fields.');
    if ('refused' in corrected) return alsoInvalid(corrected, faults);
    if (Object.keys(faults).length > 0) return invalidFields(faults);

    const sealed = platform.vault.sealJson({ fields, changes: corrected.changes, text: why });
    const { id } = await tx.one(insertRequest, [schoolId, caseId, to.id, sealed, files, actor.accountId, actor.name, at]);
    return { schoolId, id, detail: { case: `${schoolId}-${caseId}`, fields: corrected.changes.map(({ key }) => key) } };
  },
});
