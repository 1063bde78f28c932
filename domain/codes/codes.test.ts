import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCode, findEntry, nameOf, offeredEntries } from './code-table.ts';
import { codeTables } from './code-tables.ts';
import { destinationTypes, offeredTypes, typeName } from './destination-types.ts';
import { directedModes } from './training-mode.ts';

describe('code tables', () => {
  it('have unique codes and names, all of them text', () => {
    for (const [name, table] of Object.entries(codeTables)) {
      assert.ok(table.length > 0, name);
      assert.equal(new Set(table.map(entry => entry.code)).size, table.length, name);
      assert.equal(new Set(table.map(entry => entry.name)).size, table.length, name);
    }
  });

  it('are written with the brackets of Chinese print; ways of training alone as the school’s guide writes them', () => {
    for (const [name, table] of Object.entries(codeTables))
      if (name !== 'trainingMode')
        for (const entry of table) assert.doesNotMatch(entry.name, /[\u4e00-\u9fff]\(|[(][\u4e00-\u9fff]/);
    for (const { name, evidence } of destinationTypes)
      for (const shown of [name, ...evidence.items.map(item => item.name)]) assert.doesNotMatch(shown, /[()]/);
  });

  it('call a type of destination by one name wherever people read it', () => {
    for (const type of destinationTypes) {
      assert.equal(typeName(type.code), type.name);
      assert.deepEqual(
        Object.keys(type).filter(key => /label|title|^name/i.test(key)),
        ['name'],
      );
    }
  });

  it('find every offered entry by its code, its name and its aliases', () => {
    for (const [name, table] of Object.entries(codeTables)) {
      for (const entry of offeredEntries<(typeof table)[number]>(table)) {
        assert.equal(findCode(table, entry.code), entry.code, `${name} ${entry.code}`);
        assert.equal(findCode(table, ` ${entry.name} `), entry.code, `${name} ${entry.name}`);
        for (const alias of entry.importAliases ?? []) assert.equal(findCode(table, alias), entry.code, `${name} ${alias}`);
      }
    }
  });

  it('find a code whose leading zero a spreadsheet dropped', () => {
    assert.equal(findCode(codeTables.ethnicGroups, '1'), '01');
    assert.equal(findCode(codeTables.politicalStatus, '3'), '03');
    assert.equal(findCode(codeTables.difficultyCategory, '0'), '0');
    assert.equal(findCode(codeTables.trainingMode, '1'), '1');
  });

  it('find names in other widths and brackets, and full names', () => {
    assert.equal(findCode(codeTables.trainingMode, '定向（可签约）'), '22');
    assert.equal(findCode(codeTables.trainingMode, '１１'), '1');
    assert.equal(findCode(codeTables.educationLevel, '大学 本科毕业'), '21');
    assert.equal(findCode(codeTables.politicalStatus, '中国共产党党员'), '01');
    assert.equal(findCode(codeTables.ethnicGroups, '崩龙族'), '46');
  });

  it('find nothing in what is empty, ambiguous, unknown or no longer offered', () => {
    for (const text of ['', '  ', '汉', '华夏族', '00', '001'])
      assert.equal(findCode(codeTables.ethnicGroups, text), undefined, text);
    assert.equal(findCode(codeTables.trainingMode, '定向'), undefined);
    assert.equal(findCode(codeTables.archiveTransferTypes, '暂存学校'), undefined);
    assert.equal(findCode(codeTables.archiveTransferTypes, '9'), undefined);
  });

  it('let an exact code win over another entry spelled like it', () => {
    const table = [
      { code: '01', name: '甲' },
      { code: '1', name: '乙', importAliases: ['甲'] },
    ];
    assert.equal(findCode(table, '1'), '1');
    assert.equal(findCode(table, '甲'), '01');
  });

  it('name a code, disabled ones too', () => {
    assert.equal(nameOf(codeTables.employerNature, '39'), '其他企业');
    assert.equal(nameOf(codeTables.archiveTransferTypes, '9'), '暂存学校');
    assert.equal(nameOf(codeTables.employerNature, '00'), undefined);
    assert.equal(nameOf(codeTables.employerNature, null), undefined);
    assert.equal(findEntry(codeTables.educationLevel, '14')?.level, '硕士研究生');
  });
});

describe('destination types', () => {
  const codes = (level: string, mode: string) => offeredTypes(level, mode).map(type => type.code);

  it('offer 21 and 41 nothing but 10.09', () => {
    assert.deepEqual(codes('21', '21'), ['10.09']);
    assert.deepEqual(codes('14', '41'), ['10.09']);
  });

  it('offer 10.09 to directed modes only', () => {
    for (const mode of codeTables.trainingMode) {
      assert.equal(codes('21', mode.code).includes('10.09'), directedModes.includes(mode.code), mode.name);
    }
  });

  it('offer what fits the level', () => {
    const levels = new Map([
      ['31', ['80.01']],
      ['21', ['80.02']],
      ['14', ['80.02']],
      ['S1', ['80.02']],
    ]);
    for (const [level, some] of levels) for (const code of some) assert.ok(codes(level, '1').includes(code), `${level} ${code}`);
    assert.ok(!codes('21', '1').includes('80.01'));
    assert.ok(!codes('31', '1').includes('80.02'));
    assert.ok(!codes('11', '1').includes('80.02'));
  });

  it('offer everybody else what all may have, and strangers nothing', () => {
    const forAll = destinationTypes.filter(type => type.eligibleLevels === 'all' && type.code !== '10.09').map(type => type.code);
    for (const level of ['11', '14', 'S1', '21', '31'])
      for (const code of forAll) assert.ok(codes(level, '5').includes(code), `${level} ${code}`);
    assert.deepEqual(codes('99', '1'), []);
    assert.deepEqual(codes('21', '99'), []);
  });

  it('keep the three signing ways under 签就业协议书就业', () => {
    const signing = destinationTypes.filter(type => type.menuGroup === '签就业协议书就业');
    assert.deepEqual(
      signing.map(type => type.flow),
      ['online-signing', 'offline-signing', 'paper-signing'],
    );
    for (const type of destinationTypes.filter(each => each.menuGroup === '未就业'))
      assert.equal(type.evidence.mode, 'none', type.name);
  });
});
