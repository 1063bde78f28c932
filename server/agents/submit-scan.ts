import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { handIn } from '#server/case-files/index.ts';
import { type CaseRef, lockOpenedCase, moveCase } from '#server/cases/index.ts';
import { ok } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { useUpLink } from './employer-links.ts';
import { scopeOfLink } from './follow-link.ts';

/** The link is used up and the scan handed in together, or neither. */
export async function submitScan(
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
      const who = { roles: ['agent'], name: '短信链接' } as const;
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
