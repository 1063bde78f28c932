import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wayToGiveUp } from './giving-up.ts';
import { otherDestination } from './other-destination.ts';

test('未就业 is given up in every state in which it holds, other destinations in none', () => {
  const holding = [...otherDestination.places.values()].filter(({ holds, topic }) => holds && topic !== 'voiding');
  assert.ok(holding.length > 3);
  for (const { id } of holding) {
    assert.equal(wayToGiveUp('other-destination', id, '70.01'), id === 'registered' ? 'void' : 'giveUp', id);
    assert.equal(wayToGiveUp('other-destination', id, '80.01'), undefined, id);
  }
});
