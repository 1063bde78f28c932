import { type Queryable, statement, unnamed } from '../postgres/postgres.ts';
import type { FileStore } from './files.ts';
import { fileIdPattern } from './files.ts';

/**
 * Every column that may name stored content. By their names, so that a new table is never forgotten: a text called `file_id` or
 * `…_file_id` is an id in the file store (or of something else, which does no harm).
 */
const findColumns = statement<{ table: string; column: string }>(
  'files.referring_columns',
  `select quote_ident(c.relname) as table, quote_ident(a.attname) as column
   from pg_attribute a join pg_class c on c.oid = a.attrelid
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
     and a.attnum > 0 and a.atttypid = 'text'::regtype and (a.attname = 'file_id' or a.attname like '%\\_file\\_id')
   order by 1, 2`,
);

/** Which of these ids something in the database refers to. */
export async function referenced(database: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const columns = await database.query(findColumns);
  const wanted = 'select unnest($1::text[]) as id';
  const parts = [
    ...columns.map(({ table, column }) => `exists (select 1 from ${table} where ${column} = wanted.id)`),
    // Of licences and pictures the row's id is random; the content is named by its hash.
    `exists (select 1 from stored_file where sha256 = decode(wanted.id, 'hex'))`,
  ];
  const found = await database.query(
    unnamed<{ id: string }>(`select id from (${wanted}) as wanted where ${parts.join('\n or ')}`),
    [ids.filter(id => fileIdPattern.test(id))],
  );
  return new Set(found.map(({ id }) => id));
}

/** All content that something in the database refers to, of the ids that begin with these characters. */
export async function referencedWithin(database: Queryable, beginning: string): Promise<Set<string>> {
  const columns = await database.query(findColumns);
  const parts = [
    ...columns.map(({ table, column }) => `select ${column} as id from ${table} where ${column} like $1`),
    `select encode(sha256, 'hex') from stored_file where encode(sha256, 'hex') like $1`,
  ];
  const found = await database.query(unnamed<{ id: string }>(parts.join('\n union ')), [`${beginning}%`]);
  return new Set(found.map(({ id }) => id).filter(id => fileIdPattern.test(id)));
}

/** Removes content that nothing refers to, unless it has been put again since. Answers what was removed. */
export async function removeUnreferenced(
  { database, files }: { readonly database: Queryable; readonly files: FileStore },
  ids: readonly string[],
  putBefore: Date,
): Promise<string[]> {
  const asked = [...new Set(ids)].filter(id => fileIdPattern.test(id));
  const kept = await referenced(database, asked);
  const removed: string[] = [];
  for (const id of asked) if (!kept.has(id) && (await files.removeUnlessPutSince(id, putBefore))) removed.push(id);
  return removed;
}
