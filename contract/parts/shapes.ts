/** Shapes that several routes share. */

import { z } from 'zod';
import { asks } from '#domain/actions/row.ts';

/** A moment: a Date inside the server, ISO 8601 in UTC on the wire. */
export const instant = z
  .date()
  .transform(date => date.toISOString())
  .pipe(z.iso.datetime());

/** `school-number`: the school first, so that every look-up knows its shard. Not secret: what it opens is decided by scope. */
export const caseRef = z.string().regex(/^\d{1,9}-\d{1,15}$/);
/** An id: a bigint in the database, and a safe integer here. */
export const numberParam = z.coerce.number().int().positive();
/** What an `integer` of the database holds. */
export const integerAtMost = 2_147_483_647;
/** Made by the program: a UUID, or the SHA-256 of a content. */
export const madeId = z.string().regex(/^[0-9a-f-]{36,64}$/);
/** A row of a code table in an address: shorter than any number of a person, and no name. */
export const codeParam = z.string().regex(/^[\w.]{1,10}$/);
/** The name of a state in an address. */
export const stateParam = z.string().regex(/^[a-z][a-z.-]{0,59}$/);
/** The version of what was read, sent with a change. */
export const versionNumber = z.number().int().min(0).max(integerAtMost);
/** The last row of the page before. */
export const rowParam = z.coerce.number().int().min(0).max(integerAtMost);
export const cohortNumber = z.number().int().min(2000).max(2100);
export const cohortParam = z.coerce.number().int().min(2000).max(2100);

export const tone = z.enum(['waiting', 'review', 'inForce', 'ended', 'refused']);

/** A block of labelled values, ready to be read; an empty value is --. */
export const section = z.object({
  title: z.string(),
  note: z.string().optional(),
  rows: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
});
export type Section = z.output<typeof section>;

/** A button: open, or shown closed with the sentence that says why. */
export const button = z.object({
  action: z.string(),
  word: z.string(),
  asks: z.enum(asks).nullable(),
  obstacle: z.object({ code: z.string(), sentence: z.string() }).nullable(),
});

/** The step line: what is done, the present state, what lies ahead. */
export const step = z.object({
  label: z.string(),
  state: z.enum(['done', 'current', 'ahead', 'failed']),
  at: instant.nullable(),
});

export const page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) };
export const done = z.object({ done: z.literal(true) });
