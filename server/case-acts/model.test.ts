import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reached } from '#server/cases/testing/model/done.ts';
import { runModel } from '#server/cases/testing/model/run.ts';

const flows = [
  'online-signing',
  'offline-signing',
  'paper-signing',
  'online-termination',
  'offline-termination',
  'other-destination',
];
const places = [
  ...['archive', 'hukou'].flatMap(kind => [
    ...['approved', 'rejected', 'closed', 'reviewing.department', 'reviewing.school'].map(state => `${kind}-request ${state}`),
    ...['request', 'destination', 'staff', 'import', 'destination, left behind'].map(source => `${kind} registered by ${source}`),
    `${kind} lapsed by destination`,
  ]),
  ...['registered', 'reviewing.department, another unit', 'reviewing.school, another unit'].map(place => `10.09 ${place}`),
  ...['right', 'wrong'].map(said => `confirmation ${said}`),
];
const isOfFlow = (place: string): boolean => flows.some(flow => place.startsWith(`${flow} `));

/** Where nobody has been so far. */
function missing(): string[] {
  const been = [...reached];
  const reviewed = flows.filter(flow => !been.some(place => place.startsWith(flow) && /reviewing/i.test(place)));
  const inFlows = been.filter(isOfFlow).length;
  return [
    ...places.filter(place => !reached.has(place)),
    ...reviewed.map(flow => `${flow}, under review`),
    ...(been.some(place => isOfFlow(place) && place.endsWith('closed')) ? [] : ['the end of the year']),
    ...(inFlows >= 50 ? [] : [`more than ${inFlows} states of the flows`]),
  ];
}

test('2,000 random commands of random people through every flow: the product does what the reference model does', async () => {
  const { commands } = await runModel({ commands: 2000, seed: 2035, shrinks: false, until: () => missing().length === 0 });
  assert.ok(commands >= 2000);
  assert.deepEqual(missing(), []);
});
