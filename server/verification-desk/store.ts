/** The SQL of what lists and pages show beside the roster's row. */
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { scoped } from '#server/platform/scope/within.ts';
import { type ListedCode, ofRoster } from './code-list.ts';

interface Checked {
  readonly graduateId: number;
  readonly checks: number;
  readonly checkedAt: Date;
}
// verification_check_of_graduate
export const countChecks = statement<Checked>(
  'verification-desk.checks',
  `select h.graduate_id, count(*)::int as checks, max(h.at) as checked_at
   from verification_check_history h
   join verification_code c on c.school_id = h.school_id and c.id = h.code_id and c.kind = $3 and c.purpose = 'authorization'
   where h.school_id = $1 and h.graduate_id = any($2::bigint[]) and h.outcome = 'found'
   group by h.graduate_id`,
);

export interface LiveCode {
  readonly id: number;
  readonly graduateId: number;
  readonly formNumber: string;
  readonly codeSealed: Buffer;
  readonly contentSealed: Buffer;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}
// verification_code_live
export const findLiveTransfers = statement<LiveCode>(
  'verification-desk.live_transfers',
  `select id, graduate_id, form_number, code_sealed, content_sealed, issued_at, expires_at from verification_code
   where school_id = $1 and graduate_id = any($2::bigint[]) and kind = $3 and purpose = 'transfer' and ended_at is null
     and expires_at > $4`,
);
/** Of a graduate's own code: what it shows, never what opens it. */
export const findAuthorized = statement<Pick<LiveCode, 'graduateId' | 'contentSealed' | 'expiresAt'>>(
  'verification-desk.authorized',
  `select graduate_id, content_sealed, expires_at from verification_code
   where school_id = $1 and graduate_id = any($2::bigint[]) and kind = $3 and purpose = 'authorization' and ended_at is null
     and expires_at > $4`,
);

const finding = (purpose: CodePurpose, kind: TransferKind) =>
  scoped<ListedCode>(
    `verification-desk.${kind}_${purpose}`,
    ofRoster,
    1,
    inside => `select g.id as graduate_id, g.name, g.student_number, g.exam_number, g.cohort, g.department_id, g.major_name, g.class_name,
       g.education_level, g.confirmation, g.${kind}_${purpose}_code as kept, g.${kind}_${purpose}_at as issued_at,
       g.${kind}_${purpose}_until as until, d.name as department_name
     from graduate g join department d on d.school_id = g.school_id and d.id = g.department_id
     where ${inside} and g.id = $1 and g.lapsed_at is null`,
  );
/** One graduate as the list shows them. */
export const findListed: Readonly<Record<CodePurpose, Readonly<Record<TransferKind, ReturnType<typeof finding>>>>> = {
  authorization: { archive: finding('authorization', 'archive'), hukou: finding('authorization', 'hukou') },
  transfer: { archive: finding('transfer', 'archive'), hukou: finding('transfer', 'hukou') },
};
