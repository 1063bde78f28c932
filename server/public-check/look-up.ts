/** One look-up and one log for a batch of checks, whatever is found. */
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { type Database, statement } from '#server/platform/postgres/postgres.ts';

export interface Question {
  readonly kind: TransferKind;
  readonly way: 'typed' | 'scanned';
  readonly key: Buffer;
  /** Of the name that was typed; undefined for a scanned form. */
  readonly nameHash: Buffer | undefined;
  /** Of the sender's address. */
  readonly network: string;
  readonly at: Date;
}

export interface LiveCode {
  readonly purpose: CodePurpose;
  readonly formNumber: string;
  readonly contentSealed: Buffer;
  readonly expiresAt: Date;
}

interface Key {
  readonly keyHash: Buffer;
  readonly schoolId: number;
  readonly codeId: number;
  readonly way: string;
  readonly kind: TransferKind;
}
const findKeys = statement<Key>(
  'public-check.keys',
  'select key_hash, school_id, code_id, way, kind from verification_key where key_hash = any($1::bytea[])',
);
interface Code extends LiveCode {
  readonly schoolId: number;
  readonly id: number;
  readonly graduateId: number;
  readonly nameHash: Buffer;
  readonly endedAt: Date | null;
}
const findCodes = statement<Code>(
  'public-check.codes',
  `select c.school_id, c.id, c.graduate_id, c.purpose, c.form_number, c.name_hash, c.content_sealed, c.expires_at, c.ended_at
   from unnest($1::bigint[], $2::bigint[]) as k (school_id, id)
   join verification_code c on c.school_id = k.school_id and c.id = k.id`,
);
const logKnown = statement(
  'public-check.log_known',
  `insert into verification_check_history (school_id, code_id, graduate_id, at, way, outcome, network)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])`,
);
const logUnknown = statement(
  'public-check.log_unknown',
  `insert into unknown_check_history (at, kind, way, network)
   select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[])`,
);

/** What a code answers to a question; anything but found looks the same from outside. */
function outcomeOf({ nameHash, at }: Question, code: Code): 'found' | 'other-name' | 'ended' {
  if (code.endedAt !== null || code.expiresAt <= at) return 'ended';
  return nameHash === undefined || nameHash.equals(code.nameHash) ? 'found' : 'other-name';
}

/** The live codes that answer the questions, in their order; null for whatever else. All of them are in the log before. */
export async function lookUp(database: Database, questions: readonly Question[]): Promise<readonly (LiveCode | null)[]> {
  const keys = await database.query(findKeys, [questions.map(({ key }) => key)]);
  const keyOf = new Map(keys.map(key => [key.keyHash.toString('latin1'), key]));
  const codes = await database.query(findCodes, [keys.map(({ schoolId }) => schoolId), keys.map(({ codeId }) => codeId)]);
  const codeOf = new Map(codes.map(code => [`${code.schoolId} ${code.id}`, code]));
  const asked = questions.map(question => {
    const key = keyOf.get(question.key.toString('latin1'));
    // A form of the other kind, a token typed as a code: there is no such code.
    const fits = key !== undefined && key.kind === question.kind && key.way === question.way;
    const code = fits ? codeOf.get(`${key.schoolId} ${key.codeId}`) : undefined;
    return { question, code, outcome: code && outcomeOf(question, code) };
  });
  await log(database, asked);
  return asked.map(({ code, outcome }) => (code && outcome === 'found' ? code : null));
}

interface Asked {
  readonly question: Question;
  readonly code: Code | undefined;
  readonly outcome: 'found' | 'other-name' | 'ended' | undefined;
}

/**
 * Both statements, though one may have no rows: hit and miss send the same. Each is a commit of its own, made at once with the other: a
 * transaction of both took twice as long, 13 ms on a busy disk, and neither row needs the other.
 */
async function log(database: Database, asked: readonly Asked[]): Promise<void> {
  const known = asked.flatMap(({ question, code, outcome }) => (code ? [{ question, code, outcome }] : []));
  const unknown = asked.flatMap(({ question, code }) => (code ? [] : [question]));
  await Promise.all([
    database.execute(logKnown, [
      known.map(({ code }) => code.schoolId),
      known.map(({ code }) => code.id),
      known.map(({ code }) => code.graduateId),
      known.map(({ question }) => question.at),
      known.map(({ question }) => question.way),
      known.map(({ outcome }) => outcome),
      known.map(({ question }) => question.network),
    ]),
    database.execute(logUnknown, [
      unknown.map(({ at }) => at),
      unknown.map(({ kind }) => kind),
      unknown.map(({ way }) => way),
      unknown.map(({ network }) => network),
    ]),
  ]);
}
