import * as contract from '#contract/routes/agents.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { gathered } from '#domain/rules/case-files.ts';
import { describeFiles, filesOfCase, ifStateIsUnchanged, removeCaseFile } from '#server/case-files/index.ts';
import { formSections, type OpenedCase } from '#server/cases/index.ts';
import { documentsOfCase } from '#server/documents/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { findLinkOf, noteOpened } from './employer-links.ts';
import { follow, tokenOf } from './follow-link.ts';
import { submitScan } from './submit-scan.ts';
import { agentUploadRoutes } from './upload-routes.ts';

/** Neither what the graduate has uploaded, nor what was handed in before. */
const scansOf = async ({ database }: Platform, { row }: OpenedCase) =>
  gathered(await database.query(filesOfCase, [row.schoolId, row.id]), 'scan', true);

const agreementOf = async ({ database }: Platform, { row }: OpenedCase) => {
  const documents = await database.query(documentsOfCase, [row.schoolId, row.id]);
  return documents.find(({ kind, state }) => kind === 'agreement' && state === 'ready');
};

/** What a link opens to read. */
function readingRoutes(platform: Platform): Served[] {
  const { database, vault, files } = platform;
  return [
    serve(contract.openAgentLink, async ({ request }) => {
      const linked = await follow(platform, request);
      if (isRefused(linked)) return linked;
      const { row, form } = linked.opened;
      await noteOpened(platform, linked.linkId);
      return {
        schoolName: row.schoolName,
        graduateName: row.name,
        employerName: row.employerName,
        agreementNumber: row.agreementNumber ?? '',
        sections: formSections(row.destinationType, form(), await loadRegions(database)).filter(
          ({ title }) => title === '用人单位信息' || title === '协议信息',
        ),
        files: describeFiles(vault, await scansOf(platform, linked.opened)),
        expiresAt: linked.expiresAt,
      };
    }),
    serve(contract.downloadAgentAgreement, async ({ request }) => {
      const linked = await follow(platform, request);
      if (isRefused(linked)) return linked;
      const document = await agreementOf(platform, linked.opened);
      if (!document?.fileId) return refuse('file-missing');
      return {
        stream: await files.get(document.fileId),
        mediaType: 'application/pdf',
        fileName: `就业协议书-${linked.opened.row.agreementNumber}.pdf`,
        inline: true,
      };
    }),
    serve(contract.showAgentScan, async ({ request, params }) => {
      const linked = await follow(platform, request);
      if (isRefused(linked)) return linked;
      const file = (await scansOf(platform, linked.opened)).find(({ id }) => id === params.id);
      if (!file?.shownFileId) return refuse('not-found');
      return {
        stream: await files.get(file.shownFileId),
        mediaType: 'image/jpeg',
        fileName: `scan-${file.id}.jpg`,
        inline: true,
      };
    }),
  ];
}

/** What the agent takes back, and what is handed in. */
const submittingRoutes = (platform: Platform): Served[] => [
  serve(contract.removeAgentScan, async ({ request, params }) => {
    const linked = await follow(platform, request);
    if (isRefused(linked)) return linked;
    const { row } = linked.opened;
    const file = (await scansOf(platform, linked.opened)).find(({ id }) => id === params.id);
    if (!file) return refuse('not-found');
    return ifStateIsUnchanged(platform.database, row, async tx => {
      await tx.execute(removeCaseFile, [row.schoolId, row.id, file.id, platform.clock.now()]);
      return ok;
    });
  }),
  serve(contract.submitAgentScan, async ({ request, key }) => {
    const token = tokenOf(request);
    // Used up, it is still told apart from others: the same command sent again gets the answer that was lost.
    const link = token === undefined ? undefined : await findLinkOf(platform, token);
    return link ? submitScan(platform, link, key) : refuse('link-dead');
  }),
];

export const agentRoutes = (platform: Platform): Served[] => [
  ...readingRoutes(platform),
  ...agentUploadRoutes(platform),
  ...submittingRoutes(platform),
];
