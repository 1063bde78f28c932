import { randomInt } from 'node:crypto';
import { faultOfPassword } from './weak-password.ts';

/** Without what is read as something else: no 0 and o, no 1, i and l. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = (): string => Array.from({ length: 4 }, () => characters[randomInt(characters.length)]).join('');

/** A password for the first sign-in, read out or typed off a sheet: 59 bits. */
export function makeInitialPassword(): string {
  for (;;) {
    const password = [group(), group(), group()].join('-');
    if (faultOfPassword(password, { names: [] }) === undefined) return password;
  }
}
