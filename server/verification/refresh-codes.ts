/** Live codes follow what the record says: a detail is renewed, an important change ends them. */
import { isDeepStrictEqual } from 'node:util';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { importantText } from '#domain/verification/form.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { contentsOf, type FormGraduate, openFormContent } from './content.ts';
import { endCodes } from './end-codes.ts';
import { replacedForms } from './replaced-forms.ts';

const findLive = statement<{ id: number; kind: TransferKind; contentSealed: Buffer }>(
  'verification.live_of_graduate',
  `select id, kind, content_sealed from verification_code
   where school_id = $1 and graduate_id = $2 and ended_at is null and expires_at > $3`,
);
const renewContent = statement(
  'verification.renew_content',
  // The school's form is made anew when it is downloaded next; a graduate's own stays as it was handed out.
  `with ${replacedForms("f.code_id = $2 and c.purpose = 'transfer'", '$4')}
   update verification_code set content_sealed = $3 where school_id = $1 and id = $2`,
);

/** The graduate's row is locked. */
export async function refreshCodes(
  tx: Transaction,
  vault: Vault,
  {
    graduate,
    recorded,
    now,
  }: { readonly graduate: FormGraduate; readonly recorded: readonly RecordedPart[]; readonly now: Date },
): Promise<void> {
  const { schoolId, graduateId } = graduate;
  const live = await tx.query(findLive, [schoolId, graduateId, now]);
  if (live.length === 0) return;
  const contents = contentsOf(graduate, recorded);
  for (const { id, kind, contentSealed } of live) {
    const was = openFormContent(vault, contentSealed);
    const is = contents.find(one => one.kind === kind)?.content;
    if (is && isDeepStrictEqual(was, is)) continue;
    if (!is || importantText(kind, was) !== importantText(kind, is)) {
      await endCodes(tx, { schoolId, graduateIds: [graduateId], reason: 'changed', now });
      return;
    }
    await tx.execute(renewContent, [schoolId, id, vault.sealJson(is), now]);
  }
}
