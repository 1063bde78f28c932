/** 核验列表 and 转递列表. */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { listAuthorizations, listTransferCodes } from '#contract/routes/verification-desk.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type CodeView, codePage, countCodes, type ListedCode } from './code-list.ts';
import { authorizationView, codeInWords, placeFrom, placeOf, transferView } from './code-view.ts';
import { countChecks, findLiveTransfers } from './store.ts';

interface Listing {
  readonly cursor?: string | undefined;
  readonly limit: number;
}
async function pageOf({ database }: Platform, view: CodeView, { cursor, limit }: Listing) {
  const page = codePage(view, { after: placeFrom(cursor), limit: limit + 1 });
  const [found, { total, over }] = await Promise.all([
    page ? database.query(page.statement, page.values) : [],
    countCodes(database, view),
  ]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const ids = rows.map(({ graduateId }) => graduateId);
  return { rows, ids, next: last ? placeOf(last) : null, total, over, cohort: view.cohort || null };
}

/** How often each was found, and when last. */
export async function checksOf(reads: Queryable, { kind, inside }: CodeView, ids: readonly number[]) {
  const found = await reads.query(countChecks, [inside.schoolId, ids, kind]);
  const byId = new Map(found.map(row => [row.graduateId, row]));
  return (graduateId: number) => {
    const { checks = 0, checkedAt = null } = byId.get(graduateId) ?? {};
    return { checks, checkedAt };
  };
}

export async function listAuthorized(
  platform: Platform,
  kind: TransferKind,
  scope: Scope,
  { cursor, limit, ...filter }: Received<typeof listAuthorizations, 'query'>,
): Promise<z.input<(typeof listAuthorizations)['answer']>> {
  const view = await authorizationView(platform, { kind, filter, scope });
  const { rows, ids, ...page } = await pageOf(platform, view, { cursor, limit });
  const checked = await checksOf(platform.database, view, ids);
  return { ...page, rows: rows.map(row => ({ ...codeInWords(view, row), ...checked(row.graduateId) })) };
}

/** The codes of rows, as they are typed. */
export async function typedCodes({ database, vault }: Platform, { inside, kind, now }: CodeView, rows: readonly ListedCode[]) {
  const ids = rows.map(({ graduateId }) => graduateId);
  const live = await database.query(findLiveTransfers, [inside.schoolId, ids, kind, now]);
  return new Map(live.map(({ graduateId, codeSealed }) => [graduateId, vault.open(codeSealed)]));
}

export async function listTransfers(
  platform: Platform,
  kind: TransferKind,
  scope: Scope,
  { cursor, limit, ...filter }: Received<typeof listTransferCodes, 'query'>,
): Promise<z.input<(typeof listTransferCodes)['answer']>> {
  const view = await transferView(platform, { kind, filter, scope });
  const { rows, ids: _, ...page } = await pageOf(platform, view, { cursor, limit });
  const codes = await typedCodes(platform, view, rows);
  return { ...page, rows: rows.map(row => ({ ...codeInWords(view, row), code: codes.get(row.graduateId) ?? null })) };
}
