/** What a graduate reads of their own record and requests. */
import type { z } from 'zod';
import type { getOwnTransfer, getOwnTransferForm, getOwnTransferRequest, listOwnTransfers } from '#contract/routes/archives.ts';
import { actionsFor, type Button, type Obstacle } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import { formOf } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { ScopeOf } from '#server/platform/scope/scope.ts';
import { getSchoolSettings, type VersionedSettings } from '#server/schools/index.ts';
import { describeForm } from './describe-form.ts';
import { factsOf } from './facts.ts';
import { filesById, filesOfRequest } from './file-store.ts';
import { describeFile } from './files.ts';
import { formOfRequest, latestRefused } from './latest-refused.ts';
import { openContent } from './open-content.ts';
import type { Archives } from './read-form.ts';
import { readRequestPage } from './read-request.ts';
import { findDraft, findRequest, requestsOfGraduate, selectSteps } from './request-store.ts';
import { buttonOf, describeRecord, obstacleOf, progressOf, summaryOf } from './shapes.ts';
import { findGraduate, findRecord, type GraduateRow } from './store.ts';
import { flowOf } from './transfer-request-kind.ts';

type Own = ScopeOf<'graduate'>;

/** What there is to begin: the one of 登记 and 修改 that fits what is there. */
function beginnings(kind: TransferKind, row: GraduateRow, settings: VersionedSettings, now: Date): Button[] {
  const facts = factsOf(kind, row, settings, now);
  const all = actionsFor(flowOf(kind), { state: start, levels: [] }, ['graduate'], facts);
  return all.filter(({ action }) => (action === 'modify') === facts.isRegistered);
}
/** What closes the module as a whole; a request that waits closes it for nobody. */
const closes: ReadonlySet<string> = new Set<Obstacle['code']>([
  'transfer-module-closed',
  'hukou-not-at-school',
  'lapsed',
  'cohort-over',
  'cohort-not-open',
]);

async function moduleOf(
  { platform }: Archives,
  kind: TransferKind,
  row: GraduateRow,
  settings: VersionedSettings,
): Promise<z.input<(typeof listOwnTransfers)['answer']>['modules'][number] & { readonly buttons: Button[] }> {
  const { database, vault, clock } = platform;
  const buttons = beginnings(kind, row, settings, clock.now());
  const obstacle = buttons.map(({ obstacle }) => obstacle).find(one => one && closes.has(one.code));
  const record = await database.first(findRecord, [row.schoolId, row.graduateId, kind]);
  const regions = await loadRegions(database);
  const described = describeRecord(kind, row, record, { vault, regions });
  return { kind, title: transferDetails[kind].module, obstacle: obstacleOf(obstacle), record: described, buttons };
}

async function openOwn(database: Queryable, scope: Own) {
  const row = await database.first(...findGraduate(scope, [scope.graduateId]));
  return row && { row, settings: await getSchoolSettings(database, row.schoolId) };
}

export async function listOwn(archives: Archives, scope: Own): Promise<z.input<(typeof listOwnTransfers)['answer']> | Refused> {
  const own = await openOwn(archives.platform.database, scope);
  if (!own) return refuse('not-found');
  const modules = await Promise.all(transferKinds.map(kind => moduleOf(archives, kind, own.row, own.settings)));
  return { modules };
}

export async function readOwn(
  archives: Archives,
  kind: TransferKind,
  scope: Own,
): Promise<z.input<(typeof getOwnTransfer)['answer']> | Refused> {
  const { database, vault } = archives.platform;
  const own = await openOwn(database, scope);
  if (!own) return refuse('not-found');
  const { schoolId, graduateId } = own.row;
  const [{ buttons, ...module }, record, requests, draft] = await Promise.all([
    moduleOf(archives, kind, own.row, own.settings),
    database.first(findRecord, [schoolId, graduateId, kind]),
    database.query(requestsOfGraduate, [schoolId, graduateId, kind]),
    database.first(findDraft, [schoolId, graduateId, kind]),
  ]);
  const ids = requests.map(({ id }) => id);
  const steps = ids.length > 0 ? await database.query(selectSteps, [schoolId, ids]) : [];
  const from = record?.state === 'registered' ? record.requestId : null;
  const files = from === null ? [] : await database.query(filesOfRequest, [schoolId, from]);
  return {
    ...module,
    graduateId,
    requests: requests.map(request => {
      const own = steps.filter(({ requestId }) => requestId === request.id);
      return { ...summaryOf(request), ...progressOf(vault, request, own) };
    }),
    actions: buttons.map(buttonOf),
    files: files.map(file => describeFile(vault, file)),
    draftSavedAt: draft?.savedAt ?? null,
  };
}

/** What the form begins with: the request that is edited, a draft, what was not passed, or what is registered. */
export async function readOwnForm(
  archives: Archives,
  kind: TransferKind,
  scope: Own,
  request: number | undefined,
): Promise<z.input<(typeof getOwnTransferForm)['answer']> | Refused> {
  const { database, vault } = archives.platform;
  const own = await openOwn(database, scope);
  if (!own) return refuse('not-found');
  const { row, settings } = own;
  const { schoolId, graduateId } = row;
  const describe = (form: PartContent, explanationRequired: boolean) =>
    describeForm(archives, kind, row, { form, withExplanation: true, explanationRequired });
  if (request !== undefined) {
    const asked = await database.first(...findRequest(scope, [request, kind]));
    if (!asked) return refuse('not-found');
    const files = await database.query(filesOfRequest, [schoolId, request]);
    const buttons = actionsFor(flowOf(kind), asked, ['graduate'], factsOf(kind, asked, settings, archives.platform.clock.now()));
    const edit = buttons.find(({ action }) => action === 'edit');
    return {
      obstacle: edit ? obstacleOf(edit.obstacle) : obstacleOf({ code: 'already-decided' }),
      ...(await describe(formOfRequest(vault, asked), asked.action === 'modify')),
      ...{ graduateId, action: 'edit', version: asked.version, savedAt: null, notPassed: null },
      files: files.map(file => describeFile(vault, file)),
    };
  }
  const [draft, record] = await Promise.all([
    database.first(findDraft, [schoolId, graduateId, kind]),
    database.first(findRecord, [schoolId, graduateId, kind]),
  ]);
  const registered = record?.state === 'registered' ? formOf(kind, openContent(vault, record.contentSealed)) : {};
  const files = draft ? await database.query(filesById, [schoolId, graduateId, kind, draft.fileIds]) : [];
  const { isRegistered } = factsOf(kind, row, settings, archives.platform.clock.now());
  const refused = isRegistered ? undefined : await latestRefused(database, vault, { schoolId, graduateId, kind });
  return {
    ...(await describe(draft ? openContent(vault, draft.formSealed) : (refused?.form ?? registered), isRegistered)),
    ...{ graduateId, action: isRegistered ? 'modify' : 'register', version: null, savedAt: draft?.savedAt ?? null },
    notPassed: refused?.decision ?? null,
    obstacle: obstacleOf(beginnings(kind, row, settings, archives.platform.clock.now())[0]?.obstacle),
    files: files.map(file => describeFile(vault, file)),
  };
}

export async function readOwnRequest(
  archives: Archives,
  kind: TransferKind,
  scope: Own,
  id: number,
): Promise<z.input<(typeof getOwnTransferRequest)['answer']> | Refused> {
  const page = await readRequestPage(archives, { kind, id, scope, roles: ['graduate'] });
  return page ? { ...page.shown, graduateId: page.row.graduateId } : refuse('not-found');
}
