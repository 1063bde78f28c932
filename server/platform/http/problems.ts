import type { z } from 'zod';
import type { Problem } from '#contract/problem.ts';
// Sets what zod says where a schema has no sentence of its own.
import '#domain/issue-sentences.ts';
import { type RefusalCode, type Refused, sentenceOf } from '#domain/refusals.ts';

/** Everything else is 409: the command was understood and may not be done now. */
const statuses: Partial<Record<RefusalCode, number>> = {
  'wrong-credentials': 401,
  'totp-required': 401,
  'wrong-totp': 401,
  'not-signed-in': 401,
  'not-allowed': 403,
  'password-to-change': 403,
  'second-factor-to-set-up': 403,
  'prove-again': 403,
  'account-disabled': 403,
  'initial-password-over': 403,
  'basic-information-unchecked': 403,
  'identity-unproven': 403,
  'not-found': 404,
  'other-cohort': 404,
  'file-missing': 404,
  'body-too-slow': 408,
  'file-deleted': 410,
  'file-too-large': 413,
  'file-kind': 415,
  'media-type': 415,
  'invalid-input': 422,
  'sheet-refused': 422,
  'file-infected': 422,
  'weak-password': 422,
  'check-proof-needed': 428,
  'checks-too-many': 429,
  'identity-not-matched': 422,
  'try-later': 429,
  'look-ups-used-up': 429,
  'links-used-up': 429,
  'reveals-used-up': 429,
  'files-used-up': 429,
  'files-waiting': 429,
  'desks-open': 429,
  internal: 500,
  overloaded: 503,
  'identity-check-down': 503,
  'starting-again': 503,
  'virus-scan-down': 503,
  'storage-full': 507,
};

/** The one way from a refusal to HTTP (RFC 9457). */
export function problemOf({ refused, instead }: Refused, fields?: Readonly<Record<string, string>>): Problem {
  const { code, about } = refused;
  return {
    type: `urn:quxiang:refusal:${code}`,
    title: sentenceOf(code, about),
    status: statuses[code] ?? 409,
    code,
    ...(about ? { about: { ...about } } : {}),
    ...(instead ? { instead: [...instead] } : {}),
    ...(fields ? { fields: { ...fields } } : {}),
  };
}

/** The first message of each field, by its path in what was sent. */
export function fieldsOf(error: z.ZodError, prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[`${prefix}${issue.path.join('.')}`] ??= issue.message;
  return fields;
}

/** A refusal with faults at fields: what a command answers when a form it parses itself is wrong. */
export interface InvalidFields extends Refused {
  readonly fields: Readonly<Record<string, string>>;
}
export const invalidFields = (fields: Readonly<Record<string, string>>): InvalidFields => ({
  refused: { code: 'invalid-input' },
  fields,
});
/** A refusal of fields with these faults as well; any other refusal as it is. */
export const alsoInvalid = (refusal: Refused, fields: Readonly<Record<string, string>>): Refused =>
  hasFields(refusal) ? invalidFields({ ...refusal.fields, ...fields }) : refusal;
export const hasFields = (refusal: Refused): refusal is InvalidFields => 'fields' in refusal;
