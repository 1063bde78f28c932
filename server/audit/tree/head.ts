/** A head of the tree: how large it was, its root, and when; signed, one after the other. */
import { z } from 'zod';
import type { Statements } from '#server/platform/statements/statements.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const schema = z.strictObject({
  at: z.iso.datetime(),
  /** From 1 on, without gaps: a head that is missing is seen. */
  number: z.number().int().positive(),
  /** The installation that signs. */
  origin: z.string(),
  root: hex,
  /** Every event up to this id is in the tree, or never was. */
  settled: z.number().int().min(0),
  size: z.number().int().min(0),
});
export type Head = z.output<typeof schema>;

/** Says in the signature what was signed: a statement of paper is never read as a head, nor a head as paper. */
const headType = 'quxiang-audit-head';

/** In the order of the schema, so that the same head gives the same text. */
export const signHead = (statements: Statements, head: Head): Promise<string> => statements.sign(schema.parse(head), headType);
/** The head; undefined when none of our keys has signed it. */
export async function readHead(statements: Statements, signed: string): Promise<Head | undefined> {
  const read = schema.safeParse(await statements.read(signed, headType));
  return read.success ? read.data : undefined;
}
