import type { FastifyRequest } from 'fastify';
import * as contract from '#contract/routes/agents.ts';
import * as uploads from '#contract/routes/uploads.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { gathered } from '#domain/rules/case-files.ts';
import {
  appendPiece,
  beginUpload,
  describeFiles,
  filesOfCase,
  finishUpload,
  handIn,
  ifStateIsUnchanged,
  mayGather,
  openUpload,
  removeCaseFile,
  takenBefore,
  uploadStanding,
} from '#server/case-files/index.ts';
import { type CaseRef, findOpenedCase, formSections, lockOpenedCase, moveCase, type OpenedCase } from '#server/cases/index.ts';
import { documentsOfCase } from '#server/documents/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { findLinkOf, openLink, useUpLink } from './employer-links.ts';

/** As the files say it. */
const uploader = { by: '单位经办人（短信链接）', byAgent: true } as const;
const roles = ['agent'] as const;
const scopeOfLink = ({ schoolId, caseId }: CaseRef): Scope => ({ kind: 'link', schoolId, caseId });

interface Linked {
  readonly linkId: number;
  readonly expiresAt: Date;
  readonly opened: OpenedCase;
}

/** The one agreement that a link opens: nothing else of the platform can be reached with it. */
export function agentRoutes(platform: Platform): Served[] {
  const { database, vault, clock, files } = platform;

  async function follow({ headers }: FastifyRequest): Promise<Linked | Refused> {
    const token = headers['agent-token'];
    const link = typeof token === 'string' ? await openLink(platform, token) : undefined;
    const opened = link && (await findOpenedCase(platform, database, link, scopeOfLink(link)));
    return opened ? { linkId: link.id, expiresAt: link.expiresAt, opened } : refuse('link-dead');
  }
  const ownerOf = ({ linkId }: Linked): string => `link:${linkId}`;
  async function findUpload(request: FastifyRequest, id: string) {
    const linked = await follow(request);
    if (isRefused(linked)) return linked;
    const { opened } = linked;
    const row = await openUpload(platform, { opened, owner: ownerOf(linked) }, id);
    return row ? { opened, row } : refuse('not-found');
  }
  /** Neither what the graduate has uploaded, nor what was handed in before. */
  const scansOf = async ({ row }: OpenedCase) =>
    gathered(await database.query(filesOfCase, [row.schoolId, row.id]), 'scan', true);
  const agreementOf = async ({ row }: OpenedCase) =>
    (await database.query(documentsOfCase, [row.schoolId, row.id])).find(
      ({ kind, state }) => kind === 'agreement' && state === 'ready',
    );

  return [
    serve(contract.openAgentLink, async ({ request }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const { row, form } = linked.opened;
      return {
        schoolName: row.schoolName,
        graduateName: row.name,
        employerName: row.employerName,
        agreementNumber: row.agreementNumber ?? '',
        sections: formSections(row.destinationType, form(), await loadRegions(database)).filter(
          ({ title }) => title === '用人单位信息' || title === '协议信息',
        ),
        files: describeFiles(vault, await scansOf(linked.opened)),
        expiresAt: linked.expiresAt,
      };
    }),
    serve(contract.downloadAgentAgreement, async ({ request }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const document = await agreementOf(linked.opened);
      if (!document?.fileId) return refuse('file-missing');
      return {
        stream: await files.get(document.fileId),
        mediaType: 'application/pdf',
        fileName: `就业协议书-${linked.opened.row.agreementNumber}.pdf`,
        inline: true,
      };
    }),
    serve(contract.showAgentScan, async ({ request, params }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const file = (await scansOf(linked.opened)).find(({ id }) => id === params.id);
      if (!file?.shownFileId) return refuse('not-found');
      return {
        stream: await files.get(file.shownFileId),
        mediaType: 'image/jpeg',
        fileName: `scan-${file.id}.jpg`,
        inline: true,
      };
    }),
    serve(uploads.beginAgentUpload, async ({ request, body }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const { opened } = linked;
      const gathering = { opened, purpose: 'scan', item: 0, name: body.name, ...uploader } as const;
      return mayGather(opened, 'scan', roles) ?? beginUpload(platform, gathering, body, ownerOf(linked));
    }),
    serve(uploads.getAgentUpload, async ({ request, params }) => {
      const found = await findUpload(request, params.id);
      return isRefused(found) ? found : uploadStanding(platform, found.row);
    }),
    serve(uploads.putAgentPiece, async ({ request, params, file }) => {
      const found = await findUpload(request, params.id);
      return isRefused(found) ? found : appendPiece(platform, found.row, params.offset, file.stream);
    }),
    serve(uploads.finishAgentUpload, async ({ request, params }) => {
      const found = await findUpload(request, params.id);
      if (isRefused(found)) return found;
      const { opened, row } = found;
      const gathering = { opened, purpose: 'scan', item: 0, name: vault.open(row.nameSealed), ...uploader } as const;
      return (await takenBefore(platform, row)) ?? mayGather(opened, 'scan', roles) ?? finishUpload(platform, row, gathering);
    }),
    serve(contract.removeAgentScan, async ({ request, params }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const { row } = linked.opened;
      const file = (await scansOf(linked.opened)).find(({ id }) => id === params.id);
      if (!file) return refuse('not-found');
      return ifStateIsUnchanged(database, row, async tx => {
        await tx.execute(removeCaseFile, [row.schoolId, row.id, file.id, clock.now()]);
        return ok;
      });
    }),
    serve(contract.submitAgentScan, async ({ request, key }) => {
      const token = request.headers['agent-token'];
      // Used up, it is still told apart from others: the same command sent again gets the answer that was lost.
      const link = typeof token === 'string' ? await findLinkOf(platform, token) : undefined;
      return link ? submit(platform, link, key) : refuse('link-dead');
    }),
  ];
}

/** The link is used up and the scan handed in together, or neither. */
async function submit(
  platform: Platform,
  { id: linkId, ...ref }: CaseRef & { id: number },
  key: string,
): Promise<typeof ok | Refused> {
  const { database, clock } = platform;
  const submitted = { actor: `link:${linkId}`, key, content: ref, now: clock.now() };
  return once(
    database,
    submitted,
    () => ok,
    async tx => {
      const opened = await lockOpenedCase(platform, tx, ref, scopeOfLink(ref));
      if (!opened || !(await useUpLink(tx, linkId, clock.now()))) return refuse('link-dead');
      const { row, facts, snapshot, roster } = opened;
      const scans = await handIn(tx, row, 'scan', { byAgent: true });
      if (scans.length === 0) return refuse('evidence-missing');
      const who = { roles, name: '短信链接' };
      const moved = await moveCase(tx, row, {
        platform,
        action: 'upload',
        facts,
        snapshot,
        roster,
        who,
        changes: { isExplanation: false },
      });
      return isRefused(moved) ? moved : ok;
    },
  );
}
