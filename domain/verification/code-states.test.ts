import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeStateAt, codeStateDetails, codeStates, firstYearOfTransfer, lookedFor } from './code-states.ts';
import { codePurposes, endOfService } from './purposes.ts';

const now = new Date('2027-07-01T16:00:00Z');

test('a code that lives is over from its last moment on, whatever the row says', () => {
  for (const purpose of codePurposes) {
    assert.equal(codeStateAt(purpose, { kept: 'live', until: new Date(now.getTime() + 1) }, now), 'live');
    assert.equal(codeStateAt(purpose, { kept: 'live', until: now }, now), 'over');
    assert.equal(codeStateAt(purpose, { kept: 'expired', until: now }, now), 'over');
    assert.equal(codeStateAt(purpose, { kept: 'none', until: null }, now), 'none');
  }
});

test('what ended before its time is not authorized any more, and a code of the school that has to be made anew', () => {
  assert.equal(codeStateAt('authorization', { kept: 'ended', until: now }, now), 'none');
  assert.equal(codeStateAt('transfer', { kept: 'ended', until: now }, now), 'over');
});

test('each kept state is of one state of the list', () => {
  for (const purpose of codePurposes) {
    const kept = codeStates.flatMap(state => codeStateDetails[purpose][state].kept);
    assert.deepEqual([...kept].sort(), ['ended', 'expired', 'live', 'none']);
  }
});

test('what is looked for in the rows is what the states mean', () => {
  const moments = [new Date(now.getTime() + 1), now];
  const rows = (['none', 'live', 'expired', 'ended'] as const).flatMap(kept => moments.map(until => ({ kept, until })));
  const choices = [[], ['live'], ['none'], ['over'], ['live', 'none'], ['none', 'over'], ['live', 'over'], codeStates] as const;
  for (const purpose of codePurposes)
    for (const states of choices)
      for (const row of rows) {
        const found = lookedFor(purpose, states).filter(
          ({ kept, lastMoment }) =>
            kept === row.kept && (lastMoment === undefined || (lastMoment === 'ahead') === row.until > now),
        );
        const meant = states.some(state => state === codeStateAt(purpose, row, now));
        assert.equal(found.length, meant ? 1 : 0, `${purpose} ${states.join()} ${row.kept}`);
      }
});

test('codes of the school are issued until 31 March of the year after graduation has passed in Beijing', () => {
  const end = endOfService('transfer', '202706');
  assert.equal(firstYearOfTransfer(new Date(end.getTime() - 1)), 2027);
  assert.equal(firstYearOfTransfer(end), 2028);
});
