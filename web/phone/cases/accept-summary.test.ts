import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { acceptSummary } from './accept-summary.ts';

const fields = destinationFields('10.01', { hukouAtSchool: true });
const saying = (values: Readonly<Record<string, string>>, leaveOut = '') => [
  {
    title: '协议',
    rows: fields.filter(({ group }) => group !== leaveOut).map(({ key, label }) => ({ key, label, value: values[key] ?? '--' })),
  },
];
const lineOf = (lines: ReturnType<typeof acceptSummary>, label: string) => lines.find(line => line.label === label)?.value;

test('which pay is which is said, and what is left open too', () => {
  const lines = acceptSummary(saying({ probation: '3个月', probationSalary: '7200 元/月', regularSalary: '9000 元/月' }));
  assert.equal(lineOf(lines, '薪酬'), '试用期 7200 元/月，转正后 9000 元/月');
  assert.equal(lineOf(lines, '违约金'), '未写明');
  assert.equal(lineOf(acceptSummary(saying({ regularSalary: '9000 元/月' })), '薪酬'), '转正后 9000 元/月');
});

test('each line reads fields that the form has; what was not asked is not said to be missing', () => {
  assert.equal(acceptSummary(saying({})).length, 8);
  const [hukou] = fields.filter(({ key }) => key === 'hukouType');
  const without = acceptSummary(saying({}, hukou?.group));
  assert.equal(lineOf(without, '户口去向'), undefined);
  assert.equal(lineOf(without, '档案去向'), '未写明');
  const all = acceptSummary(saying(Object.fromEntries(fields.map(({ key }) => [key, key]))));
  assert.equal(lineOf(all, '户口去向'), 'hukouType，hukouRegionCode，hukouAddress');
});
