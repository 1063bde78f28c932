/** What forms show: read from the roster and the registry, sealed with the code. */
import { z } from 'zod';
import type { ConfirmationState } from '#domain/confirmation/states.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { type FormBasics, type FormContent, formContent } from '#domain/verification/form.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';

/** A graduate as forms name them. */
export interface FormGraduate extends FormBasics {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly personId: number;
  readonly cohort: number;
  readonly hukouTransferred: boolean | null;
  readonly isLapsed: boolean;
  readonly confirmation: ConfirmationState;
}
const columns = `g.school_id, g.id as graduate_id, g.person_id, g.cohort, g.hukou_transferred, g.lapsed_at is not null as is_lapsed,
  g.confirmation, g.name, g.gender, g.origin_region, s.name as school_name, g.major_name, g.education_level, g.graduates_on as graduates_in`;
/** Values: school, graduates. */
export const findFormGraduates = statement<FormGraduate>(
  'verification.graduates',
  `select ${columns} from graduate g join school s on s.id = g.school_id
   where g.school_id = $1 and g.id = any($2::bigint[]) order by g.id`,
);
/** The same, locked in the order of their ids. */
export const lockFormGraduates = statement<FormGraduate>(
  'verification.lock_graduates',
  `select ${columns} from graduate g join school s on s.id = g.school_id
   where g.school_id = $1 and g.id = any($2::bigint[]) order by g.id for no key update of g`,
);

export async function findFormGraduate(
  queryable: Queryable,
  { schoolId, graduateId }: { readonly schoolId: number; readonly graduateId: number },
): Promise<FormGraduate | undefined> {
  return queryable.first(findFormGraduates, [schoolId, [graduateId]]);
}

const basicsOf = ({
  name,
  gender,
  originRegion,
  schoolName,
  majorName,
  educationLevel,
  graduatesIn,
}: FormBasics): FormBasics => ({
  ...{ name, gender, originRegion, schoolName, majorName, educationLevel, graduatesIn },
});

/** The parts of a record by their codes. */
export const partsOf = (recorded: readonly RecordedPart[]): Partial<Record<'destination' | TransferKind, PartContent>> =>
  Object.fromEntries(recorded.map(({ part, content }) => [part, content]));

/** The form of each kind that applies; empty where no destination is reported. Hukou only where it is with the school. */
export function contentsOf(
  graduate: FormGraduate,
  recorded: readonly RecordedPart[],
): readonly { readonly kind: TransferKind; readonly content: FormContent }[] {
  const { destination, ...transfers } = partsOf(recorded);
  if (!destination) return [];
  return transferKinds
    .filter(kind => kind !== 'hukou' || graduate.hukouTransferred)
    .map(kind => ({ kind, content: formContent(kind, basicsOf(graduate), { destination, transfer: transfers[kind] }) }));
}

/** As `z.record` of texts, at a tenth of its time: every public check opens one. */
const part = z.custom<PartContent>(
  value => typeof value === 'object' && value !== null && Object.values(value).every(text => typeof text === 'string'),
);
const sealedContent = z.object({
  basics: z.object({
    ...{ name: z.string(), gender: z.string(), originRegion: z.string(), schoolName: z.string(), majorName: z.string() },
    ...{ educationLevel: z.string(), graduatesIn: z.string() },
  }),
  destination: part,
  transfer: part.nullable(),
});
export const openFormContent = (vault: Vault, sealed: Uint8Array): FormContent => sealedContent.parse(vault.openJson(sealed));
