import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowNames } from '#domain/flows/all.ts';
import { caseListAt, caseLists, casePath, flowOf, gatheringPaths, listOf, listUrl } from './case-lists.ts';

test('every flow is in exactly one list', () => {
  const listed = caseLists.flatMap(({ flows }) => flows.map(({ flow }) => flow));
  assert.deepEqual(listed.toSorted(), [...flowNames].sort());
});

test('the URL of a list names the flow unless it is the first one, and the state unless it is what waits', () => {
  assert.equal(listUrl('online-signing'), '/cases');
  assert.equal(listUrl('offline-signing'), '/cases?flow=offline-signing');
  assert.equal(listUrl('other-destination', 'reviewing.school'), '/destinations?state=reviewing.school');
});

test('an address that asks for a flow of another list gets the first of this one', () => {
  const terminations = listOf('offline-termination');
  assert.equal(flowOf(terminations, 'offline-termination'), 'offline-termination');
  assert.equal(flowOf(terminations, 'paper-signing'), 'online-termination');
  assert.equal(flowOf(terminations, null), 'online-termination');
});

test('a list of all flows has none of its own', () => {
  const voided = caseListAt('/voided');
  assert.equal(flowOf(voided, 'paper-signing'), undefined);
  assert.deepEqual(gatheringPaths, ['/help', '/voided']);
});

test('a case has its page below its list', () => {
  assert.equal(casePath({ flow: 'offline-termination', ref: '1-42' }), '/terminations/1-42');
});
