/**
 * Every cell of relation × route × object × state, in every department of two schools: whether somebody is answered who should not be.
 *
 *   npm run bench -- access
 *   node scripts/node.mjs bench/access.ts [cells at least, 100000] [minutes at most, 600]
 */
import { accessCells, askAll } from '../server/testing/access-cells.ts';
import { startAccessWorld } from '../server/testing/access-world.ts';
import { report } from './harness/tools.ts';

const target = Number(process.argv[2] ?? 100_000);
const minutes = Number(process.argv[3] ?? 600);
const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0);

let rounds = 1;
let world = await startAccessWorld(rounds);
let cells = [...accessCells(world.objects)];
while (cells.length < target) {
  await world.on.stop();
  rounds += 1;
  world = await startAccessWorld(rounds);
  cells = [...accessCells(world.objects)];
}
const [any] = world.objects;
if (!any) throw new Error('no object');
console.log(`${cells.length} cells about ${world.objects.length} cases, after ${seconds()} s`);
// In a random order: a run that is ended early is a sample of all.
for (let at = cells.length - 1; at > 0; at--) {
  const other = Math.floor(Math.random() * (at + 1));
  const [one, two] = [cells[at], cells[other]];
  if (one && two) [cells[at], cells[other]] = [two, one];
}
let isEnded = false;
process.once('SIGINT', () => (isEnded = true));
const deadline = began + minutes * 60_000;
const { outcomes, faults } = await askAll(world.on, cells, { any, isOver: () => isEnded || performance.now() > deadline });
const asked = Object.values(outcomes).reduce((sum, each) => sum + each, 0);
report('cells', `${asked} of ${cells.length} in ${seconds()} s; ${JSON.stringify(outcomes)}`);
for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`);
report('allowed and not expected', String(faults.length), { met: faults.length === 0, text: '0' });
if (faults.length > 0) process.exitCode = 1;
await world.on.stop();
