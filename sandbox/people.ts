import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isObject, text } from './http.ts';

export type Person = {
  account: string;
  password: string;
  name: string;
  idNumber: string;
  phone: string;
  email: string;
  wechatOpenid: string;
};

export type People = { all(): Promise<Person[]>; bySubject(subject: string): Promise<Person | undefined> };

/** A stable identifier that tells nothing about the person, as an issuer's `sub` should be. */
export function subjectOf(person: Person): string {
  return createHash('sha256').update(`chsi:${person.account}`).digest('hex').slice(0, 32);
}

/** Reads the people file again whenever it changed, so that demo accounts can be added while the sandbox runs. */
export function openPeople(file: string): People {
  let version = '';
  let people: Person[] = [];
  async function all(): Promise<Person[]> {
    // The seed may write the file after the sandbox has started.
    const found = await stat(file).catch(() => undefined);
    if (!found) return [];
    const { mtimeMs, size } = found;
    if (version !== `${mtimeMs}/${size}`) {
      people = parsePeople(await readFile(file, 'utf8'));
      version = `${mtimeMs}/${size}`;
    }
    return people;
  }
  return { all, bySubject: async subject => (await all()).find(person => subjectOf(person) === subject) };
}

function parsePeople(content: string): Person[] {
  const rows: unknown = JSON.parse(content);
  if (!Array.isArray(rows)) throw new Error('the people file must hold a JSON array');
  return rows.filter(isObject).map(row => ({
    account: text(row.account),
    password: text(row.password),
    name: text(row.name),
    idNumber: text(row.idNumber),
    phone: text(row.phone),
    email: text(row.email),
    wechatOpenid: text(row.wechatOpenid),
  }));
}
