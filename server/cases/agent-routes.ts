import type { FastifyRequest } from 'fastify';
import * as contract from '#contract/routes/agents.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { documentsOfCase } from '#server/documents/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/regions.ts';
import { filesOfCase, findCaseFile, handIn, removeCaseFile, whileItStands } from './case-files.ts';
import { describeFiles } from './describe-files.ts';
import { openLink, useUpLink } from './employer-links.ts';
import { formSections } from './form-in-words.ts';
import { type CaseRef, everything, findOpenedCase, lockOpenedCase, type OpenedCase } from './read-case.ts';
import { mayGather, uploadCaseFile } from './upload-case-file.ts';
import { moveCase } from './write-case.ts';

const agentName = '单位经办人（短信链接）';
const roles = ['agent'] as const;

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
    const opened = link && (await findOpenedCase(platform, database, link, everything));
    return opened ? { linkId: link.id, expiresAt: link.expiresAt, opened } : refuse('link-dead');
  }
  const scansOf = async ({ row }: OpenedCase) =>
    (await database.query(filesOfCase, [row.schoolId, row.id])).filter(({ purpose }) => purpose === 'scan');
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
    serve(contract.uploadAgentScan, async ({ request, file }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const { opened } = linked;
      return (
        mayGather(opened, 'scan', roles) ??
        uploadCaseFile(platform, { opened, purpose: 'scan', item: 0, stream: file.stream, name: file.name, by: agentName })
      );
    }),
    serve(contract.removeAgentScan, async ({ request, params }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const { row } = linked.opened;
      const file = await database.first(findCaseFile, [row.schoolId, row.id, params.id]);
      if (!file || file.submittedSeq !== null || file.uploadedBy !== agentName) return refuse('not-found');
      return whileItStands(database, row, async tx => {
        await tx.execute(removeCaseFile, [row.schoolId, row.id, file.id, clock.now()]);
        return ok;
      });
    }),
    serve(contract.submitAgentScan, async ({ request }) => {
      const linked = await follow(request);
      if (isRefused(linked)) return linked;
      const { row: found } = linked.opened;
      return submit(platform, { schoolId: found.schoolId, caseId: found.id }, linked.linkId);
    }),
  ];
}

/** The link is used up and the scan handed in together, or neither. */
async function submit(platform: Platform, ref: CaseRef, linkId: number): Promise<typeof ok | Refused> {
  const { database, clock } = platform;
  const submitted = { actor: `link:${linkId}`, key: `link-${linkId}`, content: ref, now: clock.now() };
  return once(
    database,
    submitted,
    () => ok,
    async tx => {
      const opened = await lockOpenedCase(platform, tx, ref, everything);
      if (!opened || !(await useUpLink(tx, linkId, clock.now()))) return refuse('link-dead');
      const { row, facts, snapshot, roster } = opened;
      const scans = await handIn(tx, row, 'scan');
      if (scans.every(({ submittedSeq }) => submittedSeq !== null)) return refuse('evidence-missing');
      const who = { roles, name: agentName };
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
