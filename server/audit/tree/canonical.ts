/** A row as bytes: JSON in the form of RFC 8785 (JCS), so that everybody makes the same bytes of the same row. docs/audit.md has the fields. */
import { createHash } from 'node:crypto';

/** A bigint beyond 2^53 is refused where it is read, so every number here is one that JSON keeps. */
export type CanonicalValue = string | number | null | readonly string[];

/** Names are ASCII, values plain: then sorting by code unit and `JSON.stringify` are what RFC 8785 asks for. */
export const canonical = (row: Readonly<Record<string, CanonicalValue>>): string =>
  `{${Object.keys(row)
    .toSorted()
    .map(name => `${JSON.stringify(name)}:${JSON.stringify(row[name])}`)
    .join(',')}}`;

export const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** A moment to the microsecond, as the database keeps it. */
export const canonicalMoment = (at: Date): string => at.toISOString().replace('Z', '000Z');
/** The same of a column of the database. */
export const momentColumn = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
