/** 查询: what a graduate's form says. Of a graduate's own code without the code; of the school's with it. */
import type { z } from 'zod';
import type { getAuthorizationForm, getTransferForm } from '#contract/routes/verification-desk.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type FormContent, formSections, formWords } from '#domain/verification/form.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { graduateInWords } from '#server/archives/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { contentsOf, findFormGraduate, openFormContent } from '#server/verification/index.ts';
import type { ListedCode } from './code-list.ts';
import { codeInWords } from './code-view.ts';
import { findAuthorized, findListed, findLiveTransfers } from './store.ts';

export interface Desk {
  readonly platform: Platform;
  readonly registry: EmploymentRegistry;
}
export interface One {
  readonly kind: TransferKind;
  readonly graduateId: number;
  readonly scope: Scope;
}
export const listedIn = async ({ database }: Platform, purpose: CodePurpose, { kind, graduateId, scope }: One) =>
  database.first(...findListed[purpose][kind](schoolOf(scope), [graduateId]));

/** As it would be issued now. */
async function contentNow({ platform, registry }: Desk, { kind, graduateId, scope }: One): Promise<FormContent | undefined> {
  const { schoolId } = schoolOf(scope);
  const graduate = await findFormGraduate(platform.database, { schoolId, graduateId });
  if (!graduate) return undefined;
  const recorded = await registry.read({ schoolId, graduateId });
  return contentsOf(graduate, recorded).find(one => one.kind === kind)?.content;
}
const shown = async ({ database }: Platform, kind: TransferKind, row: ListedCode, content: FormContent) => ({
  graduate: graduateInWords(row),
  title: formWords[kind].form,
  sections: formSections(kind, content, await loadRegions(database)).map(({ title, rows }) => ({ title, rows: [...rows] })),
});

export async function readAuthorizationForm(
  desk: Desk,
  one: One,
): Promise<z.input<(typeof getAuthorizationForm)['answer']> | Refused> {
  const { database, vault, clock } = desk.platform;
  const row = await listedIn(desk.platform, 'authorization', one);
  if (!row) return refuse('not-found');
  const now = clock.now();
  const code = await database.first(findAuthorized, [schoolOf(one.scope).schoolId, [one.graduateId], one.kind, now]);
  const content = code ? openFormContent(vault, code.contentSealed) : await contentNow(desk, one);
  if (!content) return refuse('no-form-yet');
  const { label, tone, validUntil } = codeInWords({ purpose: 'authorization', now }, row);
  return { ...(await shown(desk.platform, one.kind, row, content)), label, tone, validUntil };
}

export async function readTransferForm(desk: Desk, one: One): Promise<z.input<(typeof getTransferForm)['answer']> | Refused> {
  const { database, vault, clock } = desk.platform;
  const row = await listedIn(desk.platform, 'transfer', one);
  if (!row) return refuse('not-found');
  const now = clock.now();
  const code = await database.first(findLiveTransfers, [schoolOf(one.scope).schoolId, [one.graduateId], one.kind, now]);
  const content = code ? openFormContent(vault, code.contentSealed) : await contentNow(desk, one);
  if (!content) return refuse('no-form-yet');
  const { label, tone, issuedAt, validUntil } = codeInWords({ purpose: 'transfer', now }, row);
  return {
    ...(await shown(desk.platform, one.kind, row, content)),
    ...{ label, tone, issuedAt, validUntil },
    code: code ? vault.open(code.codeSealed) : null,
    formNumber: code?.formNumber ?? null,
  };
}
