/** The one writer of codes. */
import { randomBytes } from 'node:crypto';
import { formatCode, parseCode, payloadOf } from '#domain/identifiers/check-code.ts';
import { normalizePersonName } from '#domain/identifiers/person-name.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { FormContent } from '#domain/verification/form.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { formLetters } from '#domain/verification/statement.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { showIssued } from './shown-states.ts';

/** Characters of a typed code before its two check characters: 16 × 5 = 80 bits. */
export const payloadLength = 16;
/** Of the scanned token: 128 bits. */
const tokenBytes = 16;

/** The keyed hash under which a way to a code is found; undefined for what can be none. */
export const keyOfTyped = (vault: Vault, text: string): Buffer | undefined => {
  const parsed = parseCode(text, payloadLength);
  return 'payload' in parsed ? vault.keyedHash(`typed:${parsed.payload}`) : undefined;
};
export const keyOfToken = (vault: Vault, token: string): Buffer => vault.keyedHash(`scanned:${token}`);
export const keyOfName = (vault: Vault, name: string): Buffer => vault.keyedHash(`name:${normalizePersonName(name)}`);

export interface Issue {
  readonly graduateId: number;
  readonly kind: TransferKind;
  readonly content: FormContent;
  readonly expiresAt: Date;
}
export interface Issuing {
  readonly schoolId: number;
  readonly purpose: CodePurpose;
  /** At most one of each graduate and kind, without a live code of this purpose. */
  readonly issues: readonly Issue[];
  /** Null: the graduate's own. */
  readonly accountId: number | null;
  readonly now: Date;
}

const insertingCodes = (purpose: CodePurpose) =>
  statement<{ id: number; graduateId: number; kind: TransferKind }>(
    `verification.insert_${purpose}_codes`,
    `with issued as (
       insert into verification_code (school_id, graduate_id, kind, purpose, form_number, name_hash, code_sealed, token_sealed,
         content_sealed, issued_at, issued_by, expires_at)
       select $1, i.graduate_id, i.kind, '${purpose}', i.form_number, i.name_hash, i.code, i.token, i.content, $2, $3, i.expires_at
       from unnest($4::bigint[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[], $11::timestamptz[])
         as i (graduate_id, kind, form_number, name_hash, code, token, content, expires_at)
       returning id, graduate_id, kind, issued_at, expires_at
     ), ${showIssued(purpose)}
     select id, graduate_id, kind from issued`,
  );
const insertCodes: Readonly<Record<CodePurpose, ReturnType<typeof insertingCodes>>> = {
  authorization: insertingCodes('authorization'),
  transfer: insertingCodes('transfer'),
};
const insertKeys = statement(
  'verification.insert_keys',
  `insert into verification_key (key_hash, school_id, code_id, way, kind)
   select k.key_hash, $1, k.code_id, k.way, k.kind
   from unnest($2::bytea[], $3::bigint[], $4::text[], $5::text[]) as k (key_hash, code_id, way, kind)`,
);

/** D20270615-7K3M9Q2A: names a sheet of paper, and opens nothing. */
const formNumber = (kind: TransferKind, now: Date): string =>
  `${formLetters[kind]}${new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-${payloadOf(randomBytes(8))}`;

export interface Issued {
  readonly id: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
}

/** Draws the codes and writes them. The graduates' rows are locked, and codes that were live have been ended before. */
export async function issueCodes(
  tx: Transaction,
  vault: Vault,
  { schoolId, purpose, issues, accountId, now }: Issuing,
): Promise<Issued[]> {
  if (issues.length === 0) return [];
  const drawn = issues.map(issue => ({
    ...issue,
    payload: payloadOf(randomBytes(payloadLength)),
    token: randomBytes(tokenBytes).toString('base64url'),
  }));
  const written = await tx.query(insertCodes[purpose], [
    ...[schoolId, now, accountId],
    drawn.map(({ graduateId }) => graduateId),
    drawn.map(({ kind }) => kind),
    drawn.map(({ kind }) => formNumber(kind, now)),
    drawn.map(({ content }) => keyOfName(vault, content.basics.name)),
    drawn.map(({ payload }) => vault.seal(formatCode(payload))),
    drawn.map(({ token }) => vault.seal(token)),
    drawn.map(({ content }) => vault.sealJson(content)),
    drawn.map(({ expiresAt }) => expiresAt),
  ]);
  const idOf = new Map(written.map(({ id, graduateId, kind }) => [`${graduateId} ${kind}`, id]));
  const keys = drawn.flatMap(({ graduateId, kind, payload, token }) => {
    const id = idOf.get(`${graduateId} ${kind}`) ?? 0;
    return [
      { key: vault.keyedHash(`typed:${payload}`), id, way: 'typed', kind },
      { key: keyOfToken(vault, token), id, way: 'scanned', kind },
    ];
  });
  await tx.execute(insertKeys, [
    schoolId,
    keys.map(({ key }) => key),
    keys.map(({ id }) => id),
    keys.map(({ way }) => way),
    keys.map(({ kind }) => kind),
  ]);
  return written;
}
