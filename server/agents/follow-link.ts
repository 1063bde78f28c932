import type { FastifyRequest } from 'fastify';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { openUpload } from '#server/case-files/index.ts';
import { type CaseRef, findOpenedCase, type OpenedCase } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { openLink } from './employer-links.ts';

export interface Linked {
  readonly linkId: number;
  readonly expiresAt: Date;
  readonly opened: OpenedCase;
}

/** The one agreement that a link opens: nothing else of the platform can be reached with it. */
export const scopeOfLink = ({ schoolId, caseId }: CaseRef): Scope => ({ kind: 'link', schoolId, caseId });

export const tokenOf = ({ headers }: FastifyRequest): string | undefined => {
  const token = headers['agent-token'];
  return typeof token === 'string' ? token : undefined;
};

/** What the link of a request opens. */
export async function follow(platform: Platform, request: FastifyRequest): Promise<Linked | Refused> {
  const token = tokenOf(request);
  const link = token === undefined ? undefined : await openLink(platform, token);
  const opened = link && (await findOpenedCase(platform, platform.database, link, scopeOfLink(link)));
  return opened ? { linkId: link.id, expiresAt: link.expiresAt, opened } : refuse('link-dead');
}

/** Whose an upload is. */
export const ownerOf = ({ linkId }: Linked): string => `link:${linkId}`;

/** An upload that was begun with the same link. */
export async function findUpload(platform: Platform, request: FastifyRequest, id: string) {
  const linked = await follow(platform, request);
  if (isRefused(linked)) return linked;
  const { opened } = linked;
  const row = await openUpload(platform, { opened, owner: ownerOf(linked) }, id);
  return row ? { opened, row } : refuse('not-found');
}
