import { z } from 'zod';
import type { HttpContext } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { actorKey, recordAuditEvent } from './record-audit-event.ts';

/** An infected file leaves a row in the audit, and an alarm in the log that says neither who nor what it was called. */
export function recordInfected({ database, vault, clock, log }: Platform): HttpContext['recordInfected'] {
  return async ({ signature, sha256 }, { actor, addressPrefix, route }) => {
    log.error({ signature, sha256 }, 'ALARM: an uploaded file is infected and was refused');
    const event = {
      at: clock.now(),
      schoolId: actor.graduate?.schoolId ?? actor.schoolId,
      actor: actorKey(actor),
      action: 'file-infected',
      object: `file:${sha256}`,
      addressPrefix,
      detail: { signature, sha256, route: route.summary },
    } as const;
    await recordAuditEvent(database, event, vault);
  };
}

const findInfected = statement<{ at: Date; schoolName: string | null; detailSealed: Buffer }>(
  'audit.infected',
  `select e.at, s.name as school_name, e.detail_sealed from audit_event e left join school s on s.id = e.school_id
   where e.action = 'file-infected' order by e.id desc limit 20`,
);
const detail = z.object({ signature: z.string() });

/** What was found of late, for the operator: neither who sent it nor what it was called. */
export async function recentlyInfected({ database, vault }: Platform) {
  const rows = await database.query(findInfected);
  return rows.map(({ at, schoolName, detailSealed }) => ({ at, schoolName, ...detail.parse(vault.openJson(detailSealed)) }));
}
