/** What stands on the case of the link that its employer was sent. */
import type { z } from 'zod';
import type { employerLink } from '#contract/routes/cases.ts';
import { dayLength } from '#domain/dates.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import type { Role } from '#domain/roles.ts';
import type { OpenedCase } from '#server/cases/index.ts';
import { qrPath } from '#server/platform/base/qr-path.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { countLinks, linksAtMost } from './employer-links.ts';

const lastLink = statement<{
  tokenSealed: Buffer | null;
  phoneSealed: Buffer;
  smsState: 'queued' | 'sending' | 'sent' | 'failed' | 'unknown';
  smsTries: number;
  createdAt: Date;
  openedAt: Date | null;
  expiresAt: Date;
}>(
  'agents.last_link',
  `select token_sealed, phone_sealed, sms_state, sms_tries, created_at, opened_at, expires_at from employer_link
   where school_id = $1 and case_id = $2 and case_seq = $3 and used_at is null order by id desc limit 1`,
);

/**
 * The graduate has the link itself, to pass it on when the SMS does not arrive. Staff do not: whoever has it may hand in what they
 * would then review.
 */
export async function linkOnCase(
  reads: Queryable,
  { vault, clock, publicUrl }: Platform,
  { row }: OpenedCase,
  roles: readonly Role[],
): Promise<z.input<typeof employerLink> | null> {
  if (row.flow !== 'offline-signing') return null;
  const link = await reads.first(lastLink, [row.schoolId, row.id, row.historySeq]);
  if (!link) return null;
  const now = clock.now();
  const isGraduate = roles.includes('graduate');
  const { count } = await reads.one(countLinks, [row.schoolId, row.graduateId, new Date(now.getTime() - dayLength)]);
  const isOver = link.expiresAt <= now;
  const url = isGraduate && !isOver && link.tokenSealed ? `${publicUrl}/agent#${vault.open(link.tokenSealed)}` : null;
  const phone = vault.open(link.phoneSealed);
  return {
    phone: isGraduate ? phone : maskPhone(phone),
    sms: link.smsState,
    tries: link.smsTries,
    sentAt: link.createdAt,
    openedAt: link.openedAt,
    expiresAt: link.expiresAt,
    isOver,
    url,
    qr: url ? qrPath(url) : null,
    left: Math.max(0, linksAtMost - count),
  };
}
