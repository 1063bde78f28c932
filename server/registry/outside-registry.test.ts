/** A registry that is somebody else's: without our database, with records that we did not write. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PartContent } from '#domain/reported/parts.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import { type Employer, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows } from '#server/cases/testing/flows.ts';
import type { EmploymentRegistry, PartReport, Report } from './employment-registry.ts';

const pushed: RecordedPart = {
  part: 'destination',
  source: 'registry-api',
  content: { destinationCategory: '80', admittingSchool: '滨海海洋大学', theirOwn: 'x' },
  note: null,
  reportedAt: new Date('2027-03-01T02:00:00Z'),
};
const written: Report[] = [];
const parts: PartReport[] = [];
const cleared: number[] = [];
const outside: EmploymentRegistry = {
  write: async report => void written.push(report),
  writePart: async report => void parts.push(report),
  clear: async ({ caseId }) => void cleared.push(caseId),
  read: async () => [pushed],
  readMany: async (_, graduateIds) => new Map(graduateIds.map(id => [id, [pushed]])),
  changes: async () => [],
  change: async () => undefined,
};

let on: TestCases;
let flow: Awaited<ReturnType<typeof startFlows>>;
let employer: Employer;
before(async () => {
  on = await startCases({ registry: outside });
  flow = await startFlows(on);
  employer = await on.makeEmployer();
});
after(() => on.stop());

test('a reviewer reads what it has, in our words; it is told codes, and no label', async () => {
  const who = await on.graduate();
  const ref = await flow.signedOnline(employer, who);
  const { review } = (await on.page(flow.school, ref)).json();
  assert.deepEqual(review.reported, [
    {
      title: '毕业去向（就业管理系统接口，2027年3月1日 10:00）',
      rows: [
        { key: 'destinationCategory', label: '毕业去向', value: '境内升学' },
        { key: 'admittingSchool', label: '录取院校', value: '滨海海洋大学' },
      ],
    },
  ]);
  await on.drain();
  const [report] = written;
  const contents: Record<string, PartContent> = Object.fromEntries([
    ['destination', report?.content ?? {}],
    ...parts.map(({ part, content }) => [part, content]),
  ]);
  assert.deepEqual(Object.keys(contents), ['destination', 'archive', 'hukou']);
  assert.deepEqual(contents.hukou, { transferType: '1', moveToRegionCode: '350203', moveToAddress: '演示路 7 号' });
  assert.equal(contents.destination?.destinationType, '10.01');
  assert.doesNotMatch(JSON.stringify(Object.values(contents).flatMap(content => Object.keys(content))), /\p{Script=Han}/u);
});
