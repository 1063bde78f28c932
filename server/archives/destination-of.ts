/** The graduate's destination beside a record: what they hold, and what is reported of it. */
import type { Section } from '#contract/parts/shapes.ts';
import { offeredEntries } from '#domain/codes/code-table.ts';
import { sectionOf } from '#domain/reported/record-in-words.ts';
import { receiverHint } from '#domain/rules/receiver-hint.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Archives } from './read-form.ts';
import type { GraduateRow } from './store.ts';

type Whose = Pick<GraduateRow, 'schoolId' | 'graduateId'>;

/** The destination and the part of this kind, as they are reported now; each null while there is nothing. */
export async function reportedBeside(
  { platform, registry, cases }: Archives,
  kind: TransferKind,
  { schoolId, graduateId }: Whose,
): Promise<{ readonly destination: Section | null; readonly reported: Section | null }> {
  const { database } = platform;
  const [parts, [held], regions] = await Promise.all([
    registry.read({ schoolId, graduateId }),
    cases.headlinesOf(database, schoolId, [graduateId], []),
    loadRegions(database),
  ]);
  const sections = new Map(parts.map(part => [part.part, sectionOf(part, regions)]));
  const destination = sections.get('destination');
  const label = held && { key: 'held', label: '当前状态', value: held.label };
  return {
    destination: destination
      ? { ...destination, rows: [...(label ? [label] : []), ...destination.rows] }
      : label
        ? { title: '毕业去向（尚未上报）', rows: [label] }
        : null,
    reported: sections.get(kind) ?? null,
  };
}

/** By code of a type, what to say when it is chosen; of the archive alone, and never a block. */
export async function hintsFor({ registry }: Archives, kind: TransferKind, { schoolId, graduateId }: Whose) {
  if (kind !== 'archive') return {};
  const parts = await registry.read({ schoolId, graduateId });
  const nature = parts.find(({ part }) => part === 'destination')?.content.employerNature;
  const hints = offeredEntries(transferDetails[kind].types).flatMap(({ code }): [string, string][] => {
    const hint = receiverHint(nature, code);
    return hint ? [[code, hint]] : [];
  });
  return Object.fromEntries(hints);
}
