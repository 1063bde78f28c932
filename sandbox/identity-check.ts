import { randomUUID } from 'node:crypto';
import { demoIdentityCheck } from './demo-credentials.ts';
import { type Answer, type Call, json, jsonObject, text } from './http.ts';
import type { People } from './people.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999: the check character (ISO 7064 MOD 11-2). */
function hasCheckCharacter(idNumber: string): boolean {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0);
  return '10X98765432'[sum % 11] === idNumber[17];
}

/**
 * Does this name belong to this ID number? For people of the people file, the file decides; for everybody else a
 * well-formed number matches and any other is not found, so that a whole invented roster can be checked.
 */
export function createIdentityCheckServer(people: People) {
  return async (call: Call): Promise<Answer> => {
    if (call.headers.authorization !== `Bearer ${demoIdentityCheck.key}`) return json({ error: 'unauthorized' }, 401);
    const body = jsonObject(call.body);
    const name = text(body?.name).trim();
    const idNumber = text(body?.idNumber).trim().toUpperCase();
    if (!name || !idNumber) return json({ error: 'name and idNumber are required' }, 400);
    const person = (await people.all()).find(candidate => candidate.idNumber.toUpperCase() === idNumber);
    const result = person ? (person.name === name ? 'match' : 'mismatch') : hasCheckCharacter(idNumber) ? 'match' : 'not-found';
    return json({ result, requestId: randomUUID() });
  };
}
