import type pg from 'pg';
import type { Placement } from '../placement.ts';

interface Table {
  readonly name: string;
  readonly commented: boolean;
  readonly keyed: boolean;
}
interface Key {
  readonly table: string;
  readonly name: string;
  readonly first: string | null;
}
interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly target: string;
  readonly first: string;
  readonly targetFirst: string;
}
interface Named {
  readonly table: string;
  readonly name: string;
}

const tables = `
  select c.relname as name, obj_description(c.oid, 'pg_class') is not null as commented,
    exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as keyed
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
// Primary keys, unique constraints and unique indexes alike. An index on an expression has no first column.
const uniqueKeys = `
  select c.relname as table, k.relname as name, a.attname as first
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_class k on k.oid = i.indexrelid
  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indisunique and c.relnamespace = 'public'::regnamespace`;
const foreignKeys = `
  select c.relname as table, k.conname as name, t.relname as target, a.attname as first, b.attname as "targetFirst"
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
  where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`;
const constraints = `
  select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.contype in ('f', 'c', 'u') and c.relnamespace = 'public'::regnamespace`;
const triggers = `
  select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`;

/** From where to where a foreign key may lead. */
const allowed: Readonly<Record<Placement, readonly Placement[]>> = {
  school: ['school', 'everywhere'],
  everywhere: ['everywhere'],
  coordinator: ['coordinator', 'everywhere'],
};

/** What in the catalogue contradicts the placement, a sentence each, sorted. */
export async function faultsOfCatalogue(client: pg.ClientBase, placements: ReadonlyMap<string, Placement>): Promise<string[]> {
  const read = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows;
  const found = await read<Table>(tables);
  const names = new Set(found.map(table => table.name));
  return [
    ...[...placements.keys()].filter(name => !names.has(name)).map(name => `${name} is placed but is no table`),
    ...found.flatMap(table => faultsOfTable(table, placements)),
    ...(await read<Key>(uniqueKeys)).flatMap(key => faultsOfKey(key, placements)),
    ...(await read<ForeignKey>(foreignKeys)).flatMap(key => faultsOfForeignKey(key, placements)),
    ...(await read<Named>(constraints)).filter(hasDefaultName).map(of => `${of.name} of ${of.table} has no name of its own`),
    ...(await read<Named>(triggers)).map(of => `${of.table} has the trigger ${of.name}`),
  ].sort();
}

function faultsOfTable({ name, commented, keyed }: Table, placements: ReadonlyMap<string, Placement>): string[] {
  return [
    ...(placements.has(name) ? [] : [`${name} is not placed`]),
    ...(commented ? [] : [`${name} has no comment`]),
    ...(keyed ? [] : [`${name} has no primary key`]),
  ];
}

function faultsOfKey({ table, name, first }: Key, placements: ReadonlyMap<string, Placement>): string[] {
  return placements.get(table) === 'school' && first !== 'school_id' ? [`${name} of ${table} does not begin with school_id`] : [];
}

function faultsOfForeignKey(key: ForeignKey, placements: ReadonlyMap<string, Placement>): string[] {
  const from = placements.get(key.table);
  const to = placements.get(key.target);
  if (from === undefined || to === undefined) return [];
  if (!allowed[from].includes(to)) return [`${key.name} leads from ${key.table} (${from}) to ${key.target} (${to})`];
  if (to === 'school' && (key.first !== 'school_id' || key.targetFirst !== 'school_id'))
    return [`${key.name} of ${key.table} and ${key.target} (school) does not begin with school_id on both sides`];
  return [];
}

/** PostgreSQL's own names end so. */
const hasDefaultName = ({ name }: Named): boolean => /_(fkey|check|key)\d*$/.test(name);
