import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationTypes } from '../codes/destination-types.ts';
import {
  correctionItem,
  gathered,
  isAskedFor,
  isEarlier,
  isFiled,
  itemOfCorrection,
  mayOpenFile,
  passingEvidence,
} from './case-files.ts';
import { type FilePurpose, filesAtMost, isFull, isMixed, itemsAtMost } from './file-limits.ts';

test('a case takes what its flow and type ask for, and nothing else', () => {
  const asked: readonly (readonly [Parameters<typeof isAskedFor>[0], FilePurpose, number])[] = [
    [{ flow: 'other-destination', destinationType: '80.01' }, 'evidence', 2],
    [{ flow: 'other-destination', destinationType: '75.01' }, 'evidence', 1],
    [{ flow: 'other-destination', destinationType: '70.01' }, 'evidence', 0],
    [{ flow: 'paper-signing', destinationType: '10.03' }, 'evidence', 1],
    [{ flow: 'offline-signing', destinationType: '10.02' }, 'evidence', 0],
    [{ flow: 'offline-signing', destinationType: '10.02' }, 'scan', 1],
    [{ flow: 'online-signing', destinationType: '10.01' }, 'scan', 0],
    [{ flow: 'offline-termination', destinationType: '10.02' }, 'letter', 1],
    [{ flow: 'offline-termination', destinationType: '10.03' }, 'evidence', 0],
    [{ flow: 'online-termination', destinationType: '10.01' }, 'help', 1],
    [{ flow: 'online-termination', destinationType: '10.01' }, 'change', 0],
    [{ flow: 'other-destination', destinationType: '70.01' }, 'change', 1],
  ];
  for (const [place, purpose, kinds] of asked)
    for (const item of [-1, 0, 1, 2, 20])
      assert.equal(isAskedFor(place, { purpose, item }), item >= 0 && item < kinds, `${place.flow} ${purpose} ${item}`);
});

test('evidence for a correction names the type that it is of, and no other type takes it for its own', () => {
  const at = { flow: 'other-destination', destinationType: '70.01' } as const;
  const two = correctionItem('80.01', 1);
  assert.equal(itemOfCorrection('80.01', two), 1);
  assert.equal(itemOfCorrection('75.01', two), undefined);
  assert.equal(itemOfCorrection('80.01', null), undefined);
  assert.equal(isAskedFor(at, { purpose: 'correction', item: two }), true);
  assert.equal(isAskedFor(at, { purpose: 'correction', item: correctionItem('80.01', 2) }), false, 'it has two');
  assert.equal(isAskedFor(at, { purpose: 'correction', item: correctionItem('10.03', 0) }), false, 'an agreement is signed');
  assert.equal(isAskedFor({ flow: 'paper-signing', destinationType: '10.03' }, { purpose: 'correction', item: two }), false);
  for (const { code } of destinationTypes) assert.ok(correctionItem(code, 9) <= itemsAtMost, code);
});

test('eight of each item, whatever the other items have', () => {
  const of = (item: number | null, purpose: FilePurpose = 'evidence') => ({ purpose, item });
  const eight = Array.from({ length: filesAtMost }, () => of(0));
  assert.equal(isFull(eight, { purpose: 'evidence', item: 0 }), true);
  assert.equal(isFull(eight.slice(1), { purpose: 'evidence', item: 0 }), false);
  assert.equal(isFull(eight, { purpose: 'evidence', item: 1 }), false);
  assert.equal(isFull(eight, { purpose: 'letter', item: 0 }), false);
  assert.equal(isFull([...eight.slice(1), of(null)], { purpose: 'evidence', item: 0 }), false, 'given for another type');
  assert.equal(
    isFull(
      eight.map(() => of(null, 'letter')),
      { purpose: 'letter', item: 0 },
    ),
    true,
  );
});

test('of what the parties hand in there are pictures or one PDF; an office gathers what it finds', () => {
  const [picture, paper] = [{ mediaType: 'image/jpeg' }, { mediaType: 'application/pdf' }];
  const at = (kind: typeof picture, purpose: FilePurpose = 'evidence', item = 0) => ({ ...kind, purpose, item });
  const slot = { purpose: 'evidence', item: 0 } as const;
  assert.equal(isMixed([], slot, paper), false);
  assert.equal(isMixed([at(picture)], slot, picture), false);
  assert.equal(isMixed([at(picture)], slot, paper), true);
  assert.equal(isMixed([at(paper)], slot, paper), true);
  assert.equal(isMixed([at(paper)], slot, picture), true);
  assert.equal(isMixed([at(paper, 'evidence', 1)], slot, picture), false, 'another item');
  assert.equal(isMixed([at(paper, 'help')], { purpose: 'help', item: 0 }, paper), false);
});

test('papers with signatures are not among the files that are deleted after years', () => {
  const goes = passingEvidence.map(({ purpose, flow }) => `${purpose} ${flow}`);
  assert.deepEqual(goes.toSorted(), [
    'change offline-signing',
    'change online-signing',
    'change other-destination',
    'change paper-signing',
    'correction other-destination',
    'evidence other-destination',
    'grounds online-signing',
    'grounds online-termination',
    'help online-termination',
  ]);
});

const kept = (purpose: FilePurpose, submittedSeq: number | null = null, byAgent = false) => ({ purpose, submittedSeq, byAgent });

test('files that are not handed in are seen by their uploader, those of the office by the office', () => {
  const seenBy = (file: Parameters<typeof mayOpenFile>[0]) =>
    (['graduate', 'employer', 'department', 'school'] as const).filter(role => mayOpenFile(file, [role]));
  assert.deepEqual(seenBy(kept('scan')), ['graduate']);
  assert.deepEqual(seenBy(kept('evidence')), ['graduate']);
  assert.deepEqual(seenBy(kept('scan', null, true)), []);
  assert.deepEqual(seenBy(kept('grounds', null, true)), ['employer']);
  assert.deepEqual(seenBy(kept('grounds')), ['graduate']);
  assert.deepEqual(seenBy(kept('grounds', 1, true)), ['graduate', 'employer', 'department', 'school']);
  assert.deepEqual(seenBy(kept('scan', 7, true)), ['graduate', 'employer', 'department', 'school']);
  for (const purpose of ['help', 'change'] as const)
    for (const seq of [null, 7]) assert.deepEqual(seenBy(kept(purpose, seq)), ['department', 'school']);
});

test('scans and requests have files of their own, evidence is carried over', () => {
  for (const purpose of ['scan', 'change'] as const) {
    assert.equal(isFiled(kept(purpose, 3)), true);
    assert.equal(isFiled(kept(purpose)), false);
  }
  for (const purpose of ['evidence', 'letter', 'help'] as const) assert.equal(isFiled(kept(purpose, 3)), false);
  const files = [kept('scan', 3), kept('scan'), kept('scan', null, true), kept('evidence', 3)];
  assert.deepEqual(gathered(files, 'scan', false), [files[1]]);
  assert.deepEqual(gathered(files, 'scan', true), [files[2]]);
  assert.deepEqual(gathered(files, 'evidence', false), [files[3]]);
});

test('of scans the last ones count', () => {
  const files = [kept('scan', 3), kept('scan', 5), kept('scan', 5), kept('scan'), kept('evidence', 2), kept('change', 9)];
  assert.deepEqual(
    files.map(file => isEarlier(file, files)),
    [true, false, false, false, false, false],
  );
});
