/** Archive and hukou along the way: what a destination brings, and leaves behind. */
import { isSameContent } from '#domain/transfers/content.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import type { TransfersPort } from '#server/case-effects/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { openContent } from './open-content.ts';
import { lastOfCase, lockAnyGraduate, recordsOfCase } from './store.ts';
import { noteRecord, writeRecord } from './write-record.ts';

export const fromDestination = ({ database, vault, clock }: Platform): TransfersPort => ({
  take: ({ schoolId, graduateId, caseId, name, parts }) =>
    database.transaction(async tx => {
      const row = await tx.first(lockAnyGraduate, [schoolId, graduateId]);
      if (!row || row.lapsedAt !== null) return;
      const { modules } = await getSchoolSettings(tx, schoolId);
      const regions = await loadRegions(database, tx);
      for (const kind of transferKinds) {
        const content = parts[kind];
        if (!content || !modules[kind]) continue;
        // A case that continues after a lapse, or whose other fields were corrected, brings nothing new.
        const last = await tx.first(lastOfCase, [schoolId, graduateId, kind, caseId]);
        if (last && isSameContent(kind, openContent(vault, last.contentSealed), content)) continue;
        const from = { source: 'destination', sourceName: name, caseId } as const;
        const by = { role: 'system' } as const;
        await writeRecord(tx, { vault, regions }, { schoolId, graduateId, kind, content, ...from, by, now: clock.now() });
      }
    }),
  leaveBehind: ({ schoolId, graduateId, caseId }) =>
    database.transaction(async tx => {
      await tx.first(lockAnyGraduate, [schoolId, graduateId]);
      for (const { kind } of await tx.query(recordsOfCase, [schoolId, graduateId, caseId])) {
        const by = { role: 'system' } as const;
        await noteRecord(tx, { schoolId, graduateId, kind, note: 'destination-ended', by, now: clock.now() });
      }
    }),
});
