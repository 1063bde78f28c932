import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModel } from '#server/cases/testing/model/run.ts';

const flows = [
  'online-signing',
  'offline-signing',
  'paper-signing',
  'online-termination',
  'offline-termination',
  'other-destination',
];

test('2,000 random commands of random people through every flow: the product does what the reference model does', async () => {
  const { commands, reached } = await runModel({ commands: 2000, seed: 2035, shrinks: false });
  assert.ok(commands >= 2000);
  const places = [...reached];
  for (const flow of flows)
    assert.ok(
      places.some(place => place.startsWith(flow) && /reviewing/i.test(place)),
      flow,
    );
  assert.ok(
    places.some(place => place.endsWith('closed')),
    'nobody came to the end of the year',
  );
  for (const kind of ['archive', 'hukou']) {
    for (const state of ['approved', 'rejected', 'closed', 'reviewing.department', 'reviewing.school'])
      assert.ok(reached.has(`${kind}-request ${state}`), `${kind} ${state}`);
    for (const source of ['request', 'destination', 'staff', 'import'])
      assert.ok(reached.has(`${kind} registered by ${source}`), `${kind} ${source}`);
    assert.ok(reached.has(`${kind} registered by destination, left behind`) && reached.has(`${kind} lapsed by destination`));
  }
  for (const said of ['right', 'wrong']) assert.ok(reached.has(`confirmation ${said}`), `nobody has confirmed: ${said}`);
  assert.ok(places.length >= 70, `only ${places.length} places were reached`);
});
