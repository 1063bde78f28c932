import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/receivers.ts';
import { beijingDay } from '#domain/dates.ts';
import { isRefused, type Refused } from '#domain/refusals.ts';
import { actorKey } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { isInSchool, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { receiveSheet } from '#server/platform/sheets/receive-sheet.ts';
import { originOffice, searchOffices } from './find-office.ts';
import { importEntries, makeRefusedSheet, recentImports } from './import-entries.ts';
import { clearOwnOffice, readOwnOffices, setOwnOffice } from './own-offices.ts';
import { readEntries, readEntry } from './read-entries.ts';
import { inWords } from './shapes.ts';
import { makeReceiverTemplate } from './sheet.ts';
import { addEntry, changeEntry, endEntry, type Writer } from './write-entry.ts';

/** 档案接收机构. */
export const receiverRoutes = (platform: Platform): Served[] => [
  ...lookUps(platform),
  ...keeping(platform),
  ...sheets(platform),
  ...ownEntries(platform),
];

/** The school whose own entries the asker is told of. */
const schoolIn = (scope: Scope): number | undefined =>
  scope.kind === 'graduate' || isInSchool(scope) ? scope.schoolId : undefined;

const lookUps = (platform: Platform): Served[] => [
  serve(contract.searchReceivers, ({ query, scope }) =>
    searchOffices(platform, schoolIn(scope), query, beijingDay(platform.clock.now())),
  ),
  serve(contract.getOriginReceiver, async ({ params, scope }) => {
    const { database, clock } = platform;
    const asked = { schoolId: schoolIn(scope), origin: params.region, day: beijingDay(clock.now()) };
    const office = await originOffice(database, asked);
    return { office: office ? inWords(await loadRegions(database), office) : null };
  }),
];

const keeping = (platform: Platform): Served[] => {
  const shown = async (written: { readonly id: number } | Refused, { scope }: Writer) =>
    isRefused(written) ? written : readEntry(platform, scope, written.id);
  return [
    serve(contract.listReceivers, ({ query, scope }) => readEntries(platform, scope, query)),
    serve(contract.getReceiver, ({ params, scope }) => readEntry(platform, scope, params.id)),
    serve(contract.addReceiver, async ask => shown(await addEntry(platform, ask, ask.body), ask)),
    serve(contract.changeReceiver, async ask => shown(await changeEntry(platform, ask, { id: ask.params.id, ...ask.body }), ask)),
    serve(contract.endReceiver, async ask => shown(await endEntry(platform, ask, { id: ask.params.id, ...ask.body }), ask)),
  ];
};

const sheet = (stream: Buffer, fileName: string) => ({ stream, mediaType: xlsxMediaType, fileName, bytes: stream.length });

const sheets = (platform: Platform): Served[] => [
  serve(contract.downloadReceiverTemplate, async ({ scope }) =>
    sheet(await makeReceiverTemplate(await loadRegions(platform.database), scope), '档案接收机构模板.xlsx'),
  ),
  serve(contract.importReceivers, async ask => {
    const name = ask.file.name || '档案接收机构.xlsx';
    const limits = { sender: actorKey(ask.actor), bytesAtMost: contract.importReceivers.maxBytes };
    return receiveSheet(platform, ask.file.stream, limits, ({ path }) => importEntries(platform, ask, path, name));
  }),
  serve(contract.listReceiverImports, ({ actor }) => recentImports(platform, actor.accountId)),
  serve(contract.downloadRefusedReceivers, async ({ params, actor }) => {
    const made = await makeRefusedSheet(platform, actor.accountId, params.id);
    return 'refused' in made ? made : sheet(made, '未导入的接收机构.xlsx');
  }),
];

const ownEntries = (platform: Platform): Served[] => [
  serve(contract.listOwnReceivers, async ({ scope }) => readOwnOffices(platform, schoolOf(scope).schoolId)),
  serve(contract.setOwnReceiver, async ({ body, scope, actor, key, addressPrefix }) =>
    setOwnOffice(platform, { ...body, schoolId: schoolOf(scope).schoolId, actor, key, addressPrefix }),
  ),
  serve(contract.clearOwnReceiver, async ({ params, body, scope, actor, key, addressPrefix }) => {
    const { schoolId } = schoolOf(scope);
    return clearOwnOffice(platform, { ...body, servedRegionCode: params.region, schoolId, actor, key, addressPrefix });
  }),
];
