import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seededRandom } from '#database/demo/random.ts';
import { accessCells, askAll } from './testing/access-cells.ts';
import { startAccessWorld } from './testing/access-world.ts';

let world: Awaited<ReturnType<typeof startAccessWorld>>;
before(async () => {
  world = await startAccessWorld(1, 1);
});
after(() => world.on.stop());

test('a sample of role × route × object × state: nothing is allowed that was not expected', async () => {
  const [any] = world.objects;
  assert.ok(any);
  const random = seededRandom(20270310);
  const cells = [...accessCells(world.objects)];
  assert.ok(cells.length > 20_000, `${cells.length} cells`);
  const sample = Array.from({ length: 1_500 }, () => random.pick(cells));
  const { outcomes, faults } = await askAll(world.on, sample, { any });
  assert.deepEqual(faults, []);
  assert.ok(outcomes.refused > 500 && outcomes.answered > 20, JSON.stringify(outcomes));
});
