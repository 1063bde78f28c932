import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOfMajors, majorsIn, majorsInWords } from './majors.ts';

test('majors are typed one a line, blank lines between them', () => {
  const majors = [
    { code: '080901', name: '计算机科学与技术' },
    { code: '080910T', name: '数据科学与大数据技术' },
  ];
  assert.deepEqual(majorsIn(`${linesOfMajors(majors)}\n\n`), { majors });
  assert.deepEqual(majorsIn('080910t　数据科学与大数据技术'), { majors: [majors[1]] });
  assert.deepEqual(majorsIn(''), { majors: [] });
});

test('the line that says anything else is named', () => {
  assert.deepEqual(majorsIn('080901 计算机\n软件工程'), { fault: '第 2 行应为「专业代码 专业名称」：软件工程' });
});

test('of two majors of one name the code says which is which', () => {
  const majors = [
    { code: '100201K', name: '临床医学' },
    { code: '101101', name: '护理学' },
    { code: '105100', name: '临床医学' },
  ];
  assert.equal(majorsInWords(majors), '临床医学（100201K）、护理学、临床医学（105100）');
});
