import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refillOf } from './refill.ts';

const offered = ['10.01', '10.02', '10.03', '80.02'];
const of = (flow: Parameters<typeof refillOf>[0]['flow'], state: string, destinationType: string) =>
  refillOf({ flow, state, destinationType }, offered)?.type;

test('what was rejected, ran out or was terminated can be filled in again; what goes on, or was asked for, cannot', () => {
  assert.equal(of('other-destination', 'rejected', '80.02'), '80.02');
  assert.equal(of('paper-signing', 'terminated', '10.03'), '10.03');
  assert.equal(of('online-signing', 'expired', '10.01'), '10.02');
  assert.equal(of('online-signing', 'declined', '10.01'), undefined);
  assert.equal(of('other-destination', 'registered', '80.02'), undefined);
  assert.equal(of('other-destination', 'rejected', '80.01'), undefined, 'no longer fits');
  assert.equal(of('offline-termination', 'rejected', '10.02'), undefined);
});
