import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowNamed, flowNames } from '#domain/flows/all.ts';
import { runModel } from './model/run.ts';

/** Rare, or not of a run: what 2,000 commands need not come to. */
const rare = /closed|schoolAsked|signing|completed|failed|rejected|terminated|effective|expired|voiding|Rejected|Returned/;

test('2,000 random commands of random people through every flow: the product does what the reference model does', async () => {
  const { commands, reached } = await runModel({ commands: 2000, seed: 2027, shrinks: false });
  assert.ok(commands >= 2000);
  for (const name of flowNames)
    for (const place of flowNamed(name).places.keys())
      if (!rare.test(place) && place !== 'start')
        assert.ok(reached.has(`${name} ${place}`), `${name} ${place} was never reached`);
});
