import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, in hex. */
  readonly checksum: string;
}

/**
 * The migrations of a folder in the order of their numbers: each a file `NNNN-name.sql`, or a folder `NNNN-name` of parts that belong
 * together, `N-part.sql`, read as one text in the order of their names. Throws on any other name and on a number used twice.
 */
export function readMigrations(folder: string): MigrationFile[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    entry => entry.isDirectory() || entry.name.endsWith('.sql'),
  );
  const migrations = entries.map(entry => readMigration(folder, entry)).sort((a, b) => a.number - b.number);
  for (const [index, { number, name }] of migrations.entries()) {
    if (migrations[index - 1]?.number === number) throw new Error(`two migrations have the number of ${name}`);
  }
  return migrations;
}

function readMigration(folder: string, entry: Dirent): MigrationFile {
  const name = entry.isDirectory() ? entry.name : entry.name.slice(0, -'.sql'.length);
  const number = /^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1];
  if (number === undefined) throw new Error(`a migration is named NNNN-name.sql, not ${entry.name}`);
  const path = join(folder, entry.name);
  const text = entry.isDirectory() ? readParts(path).join('') : readText(path);
  return { number: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') };
}

function readParts(folder: string): string[] {
  const parts = readdirSync(folder).sort();
  const odd = parts.find(part => !/^\d-[a-z0-9-]+\.sql$/.test(part));
  if (odd !== undefined) throw new Error(`a part of a migration is named N-part.sql, not ${odd}`);
  return parts.map(part => readText(join(folder, part)));
}

/** Line ends are made equal, so that a checkout on another system has the same checksum. */
const readText = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n');

// What can hide a semicolon: comments, quoted texts and names, dollar-quoted bodies. Nested block comments are not
// recognised; a migration has no use for them.
const pieces =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1|;/gi;

/** Cuts a script into its statements, as one DDL statement per call is what Citus asks for. Comments stay with what follows them. */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (const piece of script.matchAll(pieces)) {
    if (piece[0] !== ';') continue;
    statements.push(script.slice(start, piece.index));
    start = piece.index + 1;
  }
  statements.push(script.slice(start));
  return statements.map(text => text.trim()).filter(text => text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() !== '');
}
