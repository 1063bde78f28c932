/** A row of a history in canonical form: every column goes in, what is sealed by its SHA-256, a name by a keyed hash. */
import type { Vault } from '#server/platform/base/crypto.ts';
import { type CanonicalValue, canonical, momentColumn, sha256 } from './canonical.ts';
import type { History } from './histories.ts';

/** The columns of the canonical form, by the names under which they are read; then `_name_` of what is hashed here. */
type Columns = Readonly<Record<string, CanonicalValue>>;

const camelCase = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const hashed = (column: string): string => `${column.replace(/_(sealed|hash)$/, '')}_sha256`;

export const keyOf = ({ key }: History): string => `concat_ws('-', ${key.map(column => `h.${column}`).join(', ')})`;

interface Column {
  readonly name: string;
  readonly sql: string;
}
const columnsOf = ({ key, plain, bytes = [], texts = [], names = [] }: History): Column[] => [
  { name: 'at', sql: momentColumn('h.at') },
  ...[...key, ...plain, ...names].map(name => ({ name, sql: `h.${name}` })),
  ...bytes.map(name => ({ name: hashed(name), sql: `encode(sha256(h.${name}), 'hex')` })),
  ...texts.map(name => ({ name: hashed(name), sql: `encode(sha256(convert_to(h.${name}::text, 'UTF8')), 'hex')` })),
];
/** For a select from the history as `h`; and of what was selected so. */
export const selected = (history: History): string =>
  columnsOf(history)
    .map(({ name, sql }) => `${sql} as ${name}`)
    .join(', ');
export const again = (history: History): string =>
  columnsOf(history)
    .map(({ name }) => `h.${name}`)
    .join(', ');

/** Only these columns of what was read, under `history` which of the histories it is. */
export function canonicalRow(history: History, row: Columns, vault: Vault): Record<string, CanonicalValue> {
  const { kind, key, plain, bytes = [], texts = [], names = [] } = history;
  const read = (column: string): CanonicalValue => row[camelCase(column)] ?? null;
  const hmac = (name: CanonicalValue) => (name === null ? null : vault.keyedHash(`audit name ${name}`).toString('hex'));
  return {
    history: kind,
    at: read('at'),
    ...Object.fromEntries([...key, ...plain].map(column => [camelCase(column), read(column)])),
    ...Object.fromEntries([...bytes, ...texts].map(hashed).map(column => [camelCase(column), read(column)])),
    ...Object.fromEntries(names.map(column => [`${camelCase(column)}Hmac`, hmac(read(column))])),
  };
}
export const rowHash = (row: Record<string, CanonicalValue>): Buffer => sha256(canonical(row));
