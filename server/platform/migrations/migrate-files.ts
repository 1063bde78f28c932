import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, in hex. */
  readonly checksum: string;
}

/** The migrations of a folder, `NNNN-name.sql`, in the order of their numbers. Throws on any other name and on a number used twice. */
export function readMigrations(folder: string): MigrationFile[] {
  const files = readdirSync(folder).filter(file => file.endsWith('.sql'));
  const migrations = files.map(file => readMigration(folder, file)).sort((a, b) => a.number - b.number);
  for (const [index, { number, name }] of migrations.entries()) {
    if (migrations[index - 1]?.number === number) throw new Error(`two migrations have the number of ${name}`);
  }
  return migrations;
}

function readMigration(folder: string, file: string): MigrationFile {
  const name = file.slice(0, -'.sql'.length);
  const number = /^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1];
  if (number === undefined) throw new Error(`a migration is named NNNN-name.sql, not ${file}`);
  const text = readText(join(folder, file));
  return { number: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') };
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
