/**
 * npm run bench -- hostile: requests made from the contract and spoilt, a million or as many as HOSTILE says, into the whole server: none
 * may end with 5xx, tell how the program is made, or show a stranger a number; memory stays. HOSTILE_SEED gives the same ones again.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startAttack } from '#server/testing/attack.ts';
import { hostileRequest, randomFrom } from '#server/testing/hostile-requests.ts';

setFlagsFromString('--expose-gc');
const collect = (): void => void runInNewContext('gc')();
const megabytes = (): number => {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1_000_000);
};

const count = Number(process.env.HOSTILE ?? 1_000_000);
const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000);
/** Caches and statements are filled by then. */
const warm = Math.min(20_000, Math.floor(count / 5));
const mostGrown = 1.3;

const on = await startAttack();
const random = randomFrom(seed);
const began = performance.now();
let first = 0;
for (let nth = 0; nth < count; nth++) {
  const { route, ...request } = hostileRequest(random);
  await on.attack(route, request);
  if (nth === warm) first = megabytes();
  if (nth % 50_000 === 49_999)
    console.log(
      `${nth + 1} in ${Math.round((performance.now() - began) / 1000)} s, ${megabytes()} MB, ${on.faults.length} faults`,
    );
  if (on.faults.length > 20) break;
}
const last = megabytes();
const isFlat = last <= first * mostGrown;
const statuses = [...on.statuses].sort(([one], [other]) => one - other).map(([status, times]) => `${status}: ${times}`);
console.log(`seed ${seed}; ${statuses.join(', ')}`);
console.log(`heap ${first} MB after ${warm}, ${last} MB at the end: ${isFlat ? 'flat' : 'GROWN'}`);
for (const fault of on.faults) console.log(`FAULT ${fault}`);
await on.stop();
process.exit(on.faults.length > 0 || !isFlat ? 1 : 0);
