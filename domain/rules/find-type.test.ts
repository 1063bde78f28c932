import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationTypes, directedDestination } from '../codes/destination-types.ts';
import { typeExplanation } from '../forms/destination-explanations.ts';
import { type Answer, firstQuestion, follow, isQuestion, searchTypes } from './find-type.ts';

const ends = (leads: Answer['leads'], depth = 0): { codes: readonly string[]; depth: number }[] =>
  isQuestion(leads) ? leads.answers.flatMap(answer => ends(answer.leads, depth + 1)) : [{ codes: leads, depth }];

test('three questions at most lead to every type but the one that nobody chooses', () => {
  const all = ends(firstQuestion);
  assert.ok(all.every(({ depth }) => depth <= 3));
  const reached = new Set(all.flatMap(({ codes }) => codes));
  const types = destinationTypes.map(({ code }) => code).filter(code => code !== directedDestination);
  assert.deepEqual([...reached].sort(), types.sort());
  const answers = follow([0]);
  assert.ok(!isQuestion(answers) && answers.includes('80.02'));
});

test('a search knows names, explanations and evidence, and what people say instead', () => {
  const types = destinationTypes.map(({ code, name, evidence }) => ({
    ...{ code, label: name, explanation: typeExplanation(code), evidence },
  }));
  const first = (typed: string) => searchTypes(types, typed)[0]?.code;
  assert.equal(first('劳动合同'), '11.01');
  assert.equal(first('读研'), '80.02');
  assert.equal(first('当兵'), '46.01');
  assert.equal(first('主播'), '76.01');
  const said = { 保研: '80.02', 考研二战: '71.01', 二学位: '80.03', 出国读书: '85.01', 国外工作: '10.08', 考公: '10.04' };
  const also = {
    老师: '50.01',
    还没找到工作: '70.01',
    灵活就业: '76.01',
    开公司: '75.01',
    Offer: '12.01',
    gap: '72.01',
    派遣: '11.01',
  };
  for (const [typed, code] of Object.entries({ ...said, ...also })) assert.equal(first(typed), code, typed);
  assert.deepEqual(searchTypes(types, '  '), []);
  assert.deepEqual(searchTypes(types, '登月'), []);
});
