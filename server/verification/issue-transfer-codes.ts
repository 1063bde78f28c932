/** 转递编号 of many graduates: each gets one, has a new one, or keeps the one that lives. */
import { isDeepStrictEqual } from 'node:util';
import { canBeConfirmed } from '#domain/confirmation/states.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { firstYearOfTransfer } from '#domain/verification/code-states.ts';
import { type FormContent, importantText } from '#domain/verification/form.ts';
import { endOfService } from '#domain/verification/purposes.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { contentsOf, type FormGraduate, lockFormGraduates, openFormContent } from './content.ts';
import { endCodes } from './end-codes.ts';
import { issueCodes } from './issue-codes.ts';
import { replacedForms } from './replaced-forms.ts';

/** What becomes of one graduate's code; `absent` is who is no longer on the roster. */
export type TransferOutcome = 'added' | 'renewed' | 'kept' | 'without' | 'over' | 'absent';

interface LastCode {
  readonly id: number;
  readonly graduateId: number;
  readonly contentSealed: Buffer;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}
// verification_code_of_graduate
const lastTransferCodes = statement<LastCode>(
  'verification.last_transfer_codes',
  `select distinct on (graduate_id) id, graduate_id, content_sealed, expires_at, ended_at from verification_code
   where school_id = $1 and graduate_id = any($2::bigint[]) and purpose = 'transfer' and kind = $3
   order by graduate_id, id desc`,
);
// What was printed before says something else: the next download makes it anew.
const renewContents = statement(
  'verification.renew_contents',
  `with ${replacedForms('f.code_id = any($2::bigint[])', '$4')}
   update verification_code c set content_sealed = given.content
   from unnest($2::bigint[], $3::bytea[]) as given (id, content)
   where c.school_id = $1 and c.id = given.id`,
);

export interface IssuingTransfers {
  readonly schoolId: number;
  readonly kind: TransferKind;
  readonly graduateIds: readonly number[];
  /** Read before the transaction began, which may be late: who calls this has it compared once more after the commit. */
  readonly recorded: ReadonlyMap<number, readonly RecordedPart[]>;
  readonly accountId: number | null;
  readonly now: Date;
}

/** Locks the graduates, in the order of their ids. Asked again it changes nothing more. */
export async function issueTransferCodes(
  tx: Transaction,
  vault: Vault,
  { schoolId, kind, graduateIds, recorded, accountId, now }: IssuingTransfers,
): Promise<ReadonlyMap<number, TransferOutcome>> {
  const graduates = await tx.query(lockFormGraduates, [schoolId, graduateIds]);
  const last = new Map(
    (await tx.query(lastTransferCodes, [schoolId, graduateIds, kind])).map(code => [code.graduateId, code] as const),
  );
  const judged = graduates.map(graduate => {
    const code = last.get(graduate.graduateId);
    const is = contentsOf(graduate, recorded.get(graduate.graduateId) ?? []).find(one => one.kind === kind)?.content;
    return { graduate, code, is, ...judge(graduate, { kind, is, code, vault, now }) };
  });
  const toIssue = judged.flatMap(({ graduate, is, outcome }) =>
    is && (outcome === 'added' || outcome === 'renewed') ? [{ graduate, content: is }] : [],
  );
  const ids = toIssue.map(({ graduate }) => graduate.graduateId);
  if (ids.length > 0)
    await endCodes(tx, { schoolId, graduateIds: ids, reason: 'changed', now, purpose: 'transfer', kinds: [kind] });
  const issues = toIssue.map(({ graduate: { graduateId, graduatesIn }, content }) => {
    return { graduateId, kind, content, expiresAt: endOfService('transfer', graduatesIn) };
  });
  await issueCodes(tx, vault, { schoolId, purpose: 'transfer', issues, accountId, now });
  const details = judged.flatMap(({ code, is, isOutOfDate }) => (code && is && isOutOfDate ? [{ id: code.id, is }] : []));
  if (details.length > 0)
    await tx.execute(renewContents, [schoolId, details.map(({ id }) => id), details.map(({ is }) => vault.sealJson(is)), now]);
  const outcomes = new Map(judged.map(({ graduate, outcome }) => [graduate.graduateId, outcome] as const));
  return new Map(graduateIds.map(id => [id, outcomes.get(id) ?? 'absent']));
}

interface Judging {
  readonly kind: TransferKind;
  readonly is: FormContent | undefined;
  readonly code: LastCode | undefined;
  readonly vault: Vault;
  readonly now: Date;
}
interface Judged {
  readonly outcome: TransferOutcome;
  /** The code lives, and a detail of what it shows has changed. */
  readonly isOutOfDate?: boolean;
}
function judge({ isLapsed, confirmation, graduatesIn }: FormGraduate, { kind, is, code, vault, now }: Judging): Judged {
  if (isLapsed) return { outcome: 'absent' };
  if (Number(graduatesIn.slice(0, 4)) < firstYearOfTransfer(now)) return { outcome: 'over' };
  // A destination that has ended is cleared in the registry after its commit, which may not have happened yet.
  if (!is || !canBeConfirmed(confirmation)) return { outcome: 'without' };
  if (!code) return { outcome: 'added' };
  if (code.endedAt !== null || code.expiresAt <= now) return { outcome: 'renewed' };
  const was = openFormContent(vault, code.contentSealed);
  if (importantText(kind, was) !== importantText(kind, is)) return { outcome: 'renewed' };
  return { outcome: 'kept', isOutOfDate: !isDeepStrictEqual(was, is) };
}
