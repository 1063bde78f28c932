import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModel } from './model/run.ts';

test('2,000 random commands of random people through every flow: the product does what the reference model does', async () => {
  const { commands } = await runModel({ commands: 2000, seed: 2027, shrinks: false });
  assert.ok(commands >= 2000);
});
