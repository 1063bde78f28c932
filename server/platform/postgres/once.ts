import { createHash } from 'node:crypto';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { type Database, sqlState, statement, type Transaction, violatedConstraint } from './postgres.ts';

export interface Command {
  /** Who gives it: keys of two people never meet. */
  readonly actor: string;
  /** Made by the sender, one per command that a person gives. */
  readonly key: string;
  /** What is asked: the same key with other content is a mistake. */
  readonly content: unknown;
  readonly now: Date;
}

interface Kept {
  readonly digest: Buffer;
  readonly outcome: unknown;
}
const findOutcome = statement<Kept>(
  'platform.find_outcome',
  'select digest, outcome from command_key where actor = $1 and key = $2',
);
const keepOutcome = statement(
  'platform.keep_outcome',
  'insert into command_key (actor, key, digest, outcome, at) values ($1, $2, $3, $4, $5)',
);

class RolledBack extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super('refused');
    this.refusal = refusal;
  }
}

/**
 * One transaction, one effect, however often the command is sent. The key is inserted last, so the ordinary case costs one insert. The
 * second sender meets the key, is rolled back, and is answered with the first outcome. A refusal leaves nothing behind.
 */
export async function once<T>(
  database: Database,
  command: Command,
  parse: (outcome: unknown) => T,
  work: (tx: Transaction) => Promise<T | Refused>,
): Promise<T | Refused> {
  const { actor, key, content, now } = command;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest();
  const earlier = async (): Promise<T | Refused | undefined> => {
    const kept = await database.first(findOutcome, [actor, key]);
    if (!kept) return undefined;
    return kept.digest.equals(digest) ? parse(kept.outcome) : refuse('same-key-other-content');
  };
  try {
    return await database.transaction(async tx => {
      const outcome = await work(tx);
      if (isRefused(outcome)) throw new RolledBack(outcome);
      tx.last(keepOutcome, [actor, key, digest, JSON.stringify(outcome), now]);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return (await earlier()) ?? error.refusal;
    if (sqlState(error) === '23505' && violatedConstraint(error) === 'command_key_pkey') {
      const first = await earlier();
      if (first !== undefined) return first;
    }
    throw error;
  }
}
