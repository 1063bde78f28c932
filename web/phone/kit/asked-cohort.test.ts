import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageLink } from '#domain/message-links.ts';
import { askedCohort, withoutCohort } from './asked-cohort.ts';

const own = { cohort: 2030, cohorts: [2030, 2027] };

test('a link to another cohort of one’s own switches to it; to any other it does not', () => {
  const [path = '', search = ''] = messageLink('archive:2027', 'graduate', own.cohort)?.path.split('?') ?? [];
  assert.deepEqual([path, askedCohort(search, own)], ['/archives/archive', 2027]);
  assert.equal(messageLink('archive:2027', 'graduate', 2027)?.path, path, 'there, it is a plain link');
  for (const asked of ['', 'cohort=2030', 'cohort=2028', 'cohort=x', 'cohort=', 'cohort=2027.5'])
    assert.equal(askedCohort(asked, own), undefined, asked);
});

test('once answered it is gone from the address, and nothing else of it', () => {
  assert.equal(withoutCohort('/archives/archive', 'cohort=2027'), '/archives/archive');
  assert.equal(withoutCohort('/record', 'do=ask&cohort=2027'), '/record?do=ask');
  assert.equal(withoutCohort('/record', 'do=ask'), undefined);
});
