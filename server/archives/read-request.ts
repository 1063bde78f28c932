/** One request as a page reads it, the graduate's and the reviewer's. */
import type { z } from 'zod';
import type { getTransferRequest, getTransferRequestForm } from '#contract/routes/desk-archives.ts';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { changesBetween } from '#domain/reported/record-in-words.ts';
import { type Role, rolesOf } from '#domain/roles.ts';
import { formOf } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { describeForm } from './describe-form.ts';
import { reportedBeside } from './destination-of.ts';
import { factsOf } from './facts.ts';
import { filesOfRequest } from './file-store.ts';
import { describeFile } from './files.ts';
import { openContent } from './open-content.ts';
import { type Archives, originOf } from './read-form.ts';
import { findRequest, selectSteps } from './request-store.ts';
import { buttonOf, describeOrigin, graduateSection, historyOf, progressOf, sectionOfContent, summaryOf } from './shapes.ts';
import { findRecord } from './store.ts';
import { flowOf, placeIn } from './transfer-request-kind.ts';

interface Asked {
  readonly kind: TransferKind;
  readonly id: number;
  readonly scope: Scope;
  readonly roles: readonly Role[];
}

/** What both pages have; undefined out of scope. */
export async function readRequestPage({ platform }: Archives, { kind, id, scope, roles }: Asked) {
  const { database, vault, clock } = platform;
  const row = await database.first(...findRequest(scope, [id, kind]));
  if (!row) return undefined;
  const { schoolId, graduateId } = row;
  const [settings, regions, steps, files, record] = await Promise.all([
    getSchoolSettings(database, schoolId),
    loadRegions(database),
    database.query(selectSteps, [schoolId, [id]]),
    database.query(filesOfRequest, [schoolId, id]),
    database.first(findRecord, [schoolId, graduateId, kind]),
  ]);
  const content = openContent(vault, row.contentSealed);
  const was = record?.state === 'registered' ? openContent(vault, record.contentSealed) : {};
  const isWaiting = placeIn(kind, row.state).kind === 'waits';
  const facts = factsOf(kind, row, settings, clock.now());
  const shown = {
    ...summaryOf(row),
    ...progressOf(vault, row, steps),
    asked: sectionOfContent(
      kind,
      content,
      regions,
      `申请${row.action === 'register' ? '登记' : '修改'}的${transferDetails[kind].title}`,
    ),
    changes: isWaiting && row.action === 'modify' ? changesBetween(kind, was, content, regions) : [],
    explanation: vault.open(row.explanationSealed),
    files: files.map(file => describeFile(vault, file)),
    actions: actionsFor(flowOf(kind), row, roles, facts).map(buttonOf),
    history: historyOf(vault, row, steps, !roles.includes('graduate')),
  };
  return { row, shown, settings, regions };
}

export async function readDeskRequest(
  archives: Archives,
  kind: TransferKind,
  id: number,
  { actor, scope }: { readonly actor: Actor; readonly scope: Scope },
): Promise<z.input<(typeof getTransferRequest)['answer']> | Refused> {
  const roles = rolesOf(actor);
  const page = await readRequestPage(archives, { kind, id, scope, roles });
  if (!page) return refuse('not-found');
  const { row, shown, settings, regions } = page;
  const [beside, office] = await Promise.all([
    reportedBeside(archives, kind, row),
    originOf(archives, archives.platform.database, row),
  ]);
  return {
    ...shown,
    ...beside,
    graduateId: row.graduateId,
    graduateName: row.name,
    graduate: graduateSection(row, regions),
    origin: describeOrigin(kind, row, office, regions),
    mine: row.lapsedAt === null && placeIn(kind, row.state).waitsFor.some(role => roles.includes(role)),
    reasons: [...reasonsFor(transferDetails[kind].flow, 'reject', settings.reasons)],
  };
}

/** What a reviewer may correct before deciding. */
export async function readRequestForm(
  archives: Archives,
  kind: TransferKind,
  id: number,
  scope: Scope,
): Promise<z.input<(typeof getTransferRequestForm)['answer']> | Refused> {
  const { database, vault } = archives.platform;
  const row = await database.first(...findRequest(scope, [id, kind]));
  if (!row) return refuse('not-found');
  const form = formOf(kind, openContent(vault, row.contentSealed));
  return { ...(await describeForm(archives, kind, row, { form, withExplanation: false })), version: row.version };
}
