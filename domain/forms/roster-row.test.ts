import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeTables } from '../codes/code-tables.ts';
import { regionTable } from '../codes/regions.ts';
import {
  eraseWord,
  findRosterColumn,
  mergeRosterRow,
  parseRosterRow,
  type RosterContext,
  type RosterRecord,
  rosterColumn,
  rosterColumns,
  rosterWarnings,
} from './roster-row.ts';

const context: RosterContext = {
  cohort: 2027,
  regions: regionTable([
    { code: '350000', name: '福建省', level: 'province' },
    { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
    { code: '350203', name: '思明区', parent: '350200', level: 'county' },
  ]),
  departments: new Map([['信息学院', 'd1']]),
  majors: new Map([['080901', '计算机科学与技术']]),
};

const cells = {
  cohort: '2027',
  examNumber: '23350000099001',
  name: '林知𬭎',
  documentType: '身份证',
  idNumber: '350203200411020011',
  gender: '男',
  ethnicGroup: '汉族',
  politicalStatus: '共青团员',
  educationLevel: '大学本科毕业',
  majorCode: '080901',
  majorName: '计算机科学与技术',
  majorDirection: '人工智能',
  department: '信息学院',
  className: '计算机2301',
  studentNumber: '2023990001',
  schoolingYears: '4',
  admittedIn: '202309',
  graduatesIn: '202706',
  trainingMode: '非定向',
  directedUnit: '',
  directedRegion: '',
  originRegion: '350203',
  normalStudentCategory: '非师范生',
  difficultyCategory: '非困难生',
  archiveAtSchool: '是',
  hukouAtSchool: '否',
  phone: '13800990001',
  email: 'lin@stu.donghai.example',
};

const record: RosterRecord = {
  examNumber: '23350000099001',
  name: '林知𬭎',
  documentType: 'idCard',
  idNumber: '350203200411020011',
  gender: '1',
  ethnicGroup: '01',
  politicalStatus: '03',
  educationLevel: '21',
  majorCode: '080901',
  majorName: '计算机科学与技术',
  majorDirection: '人工智能',
  department: 'd1',
  className: '计算机2301',
  studentNumber: '2023990001',
  schoolingYears: '4',
  admittedIn: '202309',
  graduatesIn: '202706',
  trainingMode: '1',
  directedUnit: null,
  directedRegion: null,
  originRegion: '350203',
  normalStudentCategory: '3',
  difficultyCategory: '0',
  archiveAtSchool: 'yes',
  hukouAtSchool: 'no',
  phone: '13800990001',
  email: 'lin@stu.donghai.example',
};

const parse = (changed: Record<string, string>, more: Partial<RosterContext> = {}) =>
  parseRosterRow({ ...cells, ...changed }, { ...context, ...more });
const parsed = (changed: Record<string, string>) => {
  const outcome = parse(changed);
  if ('faults' in outcome) throw new assert.AssertionError({ message: JSON.stringify(outcome.faults) });
  return outcome.ok;
};
const faultsOf = (outcome: ReturnType<typeof parse> | ReturnType<typeof mergeRosterRow>) =>
  'faults' in outcome ? outcome.faults.map(fault => `${fault.column}: ${fault.message}`) : [];
const faultyColumns = (changed: Record<string, string>) => {
  const outcome = parse(changed);
  return 'faults' in outcome ? outcome.faults.map(fault => fault.column) : [];
};

describe('a row of the roster', () => {
  it('becomes codes and a whole record', () => {
    const { directedUnit: _unit, directedRegion: _region, ...said } = record;
    assert.deepEqual(parsed({}), said);
    assert.deepEqual(mergeRosterRow(undefined, parsed({})), { ok: record });
  });

  it('takes every column by code, alias or dropped zero as by name', () => {
    for (const column of rosterColumns) {
      if (column.kind !== 'code' || column.key === 'documentType' || column.key === 'gender') continue;
      for (const entry of codeTables[column.codeTable]) {
        const expected = entry.code === 'unknown' ? null : entry.code;
        for (const text of [entry.code, entry.name, ...(entry.importAliases ?? [])]) {
          assert.equal(
            parsed({ [column.key]: text, directedUnit: '某局', directedRegion: '350203' })[column.key],
            expected,
            `${column.header} ${text}`,
          );
        }
      }
    }
    assert.equal(parsed({ ethnicGroup: '1' }).ethnicGroup, '01');
    assert.equal(parsed({ gender: '1' }).gender, '1');
  });

  it('keeps what is known where a cell is empty', () => {
    const row = parseRosterRow({ examNumber: cells.examNumber, phone: '  ', email: '\u3000' }, context);
    assert.deepEqual(row, { ok: { examNumber: cells.examNumber } });
    assert.deepEqual(mergeRosterRow(record, { examNumber: cells.examNumber }), { ok: record });
  });

  it('erases what may be empty by 清空, and nothing else', () => {
    for (const column of rosterColumns) {
      const outcome = parse({ [column.key]: eraseWord });
      if (column.required || column.key === 'cohort') {
        assert.ok(
          faultsOf(outcome).some(fault => fault.startsWith(`${column.key}: ${column.header}不能清空`)),
          column.key,
        );
      } else {
        assert.equal(parsed({ [column.key]: ` ${eraseWord} ` })[column.key], null, column.key);
        assert.deepEqual(mergeRosterRow(record, { examNumber: record.examNumber, [column.key]: null }), {
          ok: { ...record, [column.key]: null },
        });
      }
    }
  });

  it('asks a new graduate for everything required, a known one for nothing', () => {
    for (const column of rosterColumns) {
      if (column.key === 'examNumber') continue;
      const row = parsed({ [column.key]: '' });
      const faults = faultsOf(mergeRosterRow(undefined, row));
      assert.deepEqual(faults, column.required ? [`${column.key}: 请填写${column.header}`] : [], column.key);
      assert.deepEqual(faultsOf(mergeRosterRow(record, row)), [], column.key);
    }
  });

  it('cannot be matched without an exam number', () => {
    assert.deepEqual(faultsOf(parse({ examNumber: '' })), ['examNumber: 请填写考生号']);
    assert.deepEqual(faultyColumns({ examNumber: '123' }), ['examNumber']);
  });

  it('names every fault of a row, with its column', () => {
    const outcome = parse({ name: '陈\uE863', idNumber: '350203200411020012', ethnicGroup: '华夏族', phone: '123' });
    const faults = faultsOf(outcome);
    assert.deepEqual(
      faults.map(fault => fault.split(':')[0]),
      ['name', 'ethnicGroup', 'phone', 'idNumber'],
    );
    assert.ok(faults[0]?.includes('\uE863') && faults[0].includes('U+E863'));
    for (const column of rosterColumns)
      for (const fault of faults) if (fault.startsWith(`${column.key}: `)) assert.ok(fault.includes(column.header), fault);
  });

  const wrong: Readonly<Record<string, readonly string[]>> = {
    cohort: ['2026', '27', '二〇二七'],
    examNumber: ['2335000009900', '2335000009900-', 'AB350000099001'],
    name: ['陈\uE863', '林\u{F0001}', '林2', '字'.repeat(51)],
    documentType: ['军官证'],
    idNumber: ['350203200411020012', '35020320041102001', 'E12345678'],
    gender: ['不详'],
    ethnicGroup: ['华夏族', '99'],
    politicalStatus: ['党'],
    educationLevel: ['本科', '99'],
    majorCode: ['计算机', '999', '081001', '80901X'],
    majorName: ['字'.repeat(61), '计算机\uE000', '计算\u0007机'],
    majorDirection: ['字'.repeat(61)],
    department: ['信息', '人文学院'],
    className: ['字'.repeat(61)],
    studentNumber: ['学号1', '1'.repeat(31), '20 23'],
    schoolingYears: ['四', '0', '11', '4.3', '-4'],
    admittedIn: ['2023', '202313', '202300', '2023-09', '2023年9月', '189909', '202706', '202707'],
    graduatesIn: ['20270', '202713', '202309', '202206'],
    trainingMode: ['定向', '99'],
    directedUnit: ['字'.repeat(121)],
    directedRegion: ['350200', '359999'],
    originRegion: ['350200', '350000', '359999', '思明区'],
    normalStudentCategory: ['4'],
    difficultyCategory: ['8'],
    archiveAtSchool: ['也许'],
    hukouAtSchool: ['也许'],
    phone: ['1380099000', '0592-6181234'],
    email: ['lin', 'lin@'],
  };
  for (const column of rosterColumns) {
    it(`refuses what is wrong in ${column.header}`, () => {
      assert.ok(wrong[column.key]?.length);
      for (const text of wrong[column.key] ?? []) {
        const columns = faultyColumns({ [column.key]: text });
        const expected = column.key === 'admittedIn' && /^2027/.test(text) ? 'graduatesIn' : column.key;
        assert.deepEqual(columns, [expected], text);
      }
    });
  }

  it('says what a cell should hold', () => {
    assert.deepEqual(faultsOf(parse({ trainingMode: '定向' })), [
      'trainingMode: 培养方式：「定向」不在代码表中，请填写名称或代码（非定向、定向(不可网签)、定向(可签约)、在职、委培(不可网签)、委培(可签约)、自筹）',
    ]);
    assert.match(faultsOf(parse({ politicalStatus: '党' }))[0] ?? '', /中共党员、.*、群众）/);
    assert.match(faultsOf(parse({ ethnicGroup: '华夏族' }))[0] ?? '', /（汉族、蒙古族、回族 等）/);
    assert.match(faultsOf(parse({ originRegion: '359999' }))[0] ?? '', /不是有效的地区代码/);
    assert.match(faultsOf(parse({ originRegion: '350200' }))[0] ?? '', /未到最低一级/);
    assert.match(faultsOf(parse({ majorCode: '计算机' }))[0] ?? '', /不是有效的专业代码/);
    assert.match(faultsOf(parse({ majorCode: '081001' }))[0] ?? '', /不在本校专业表中/);
  });

  it('takes texts up to their greatest length, counted in characters', () => {
    assert.equal(parsed({ className: '𬭎'.repeat(60) }).className, '𬭎'.repeat(60));
    assert.equal(parsed({ directedUnit: '局'.repeat(120) }).directedUnit, '局'.repeat(120));
  });

  it('takes other spellings of what is right', () => {
    assert.equal(parsed({ cohort: '2027届' }).examNumber, record.examNumber);
    assert.equal(parsed({ name: ' 阿依古丽 • 买买提 ' }).name, '阿依古丽·买买提');
    assert.equal(parsed({ idNumber: '３50203 20041102 0011' }).idNumber, record.idNumber);
    assert.equal(parsed({ majorCode: '80901' }).majorCode, '080901');
    assert.equal(parsed({ department: '信息 学院' }).department, 'd1');
    assert.equal(parsed({ schoolingYears: '4年' }).schoolingYears, '4');
    assert.equal(parsed({ schoolingYears: '2.5' }).schoolingYears, '2.5');
    assert.equal(parsed({ schoolingYears: '4.0' }).schoolingYears, '4');
    assert.equal(parsed({ admittedIn: '２０２３09' }).admittedIn, '202309');
    assert.equal(parsed({ originRegion: '福建省厦门市思明区' }).originRegion, '350203');
    assert.equal(parsed({ phone: '+86 138 0099 0001' }).phone, '13800990001');
  });

  it('asks for the majors only where they are known', () => {
    assert.deepEqual(faultsOf(parse({ majorCode: '081001' }, { majors: undefined })), []);
    for (const code of ['0812', '081200', '0812Z1', '080717T', '100201K', '020301K', '080910TK']) {
      assert.deepEqual(faultsOf(parse({ majorCode: code }, { majors: undefined })), [], code);
    }
  });

  it('takes a gender that the ID number does not say, and warns of it; of other documents it asks none', () => {
    const warned = (known: RosterRecord) => rosterWarnings(known).map(({ column, message }) => `${column}: ${message}`);
    assert.deepEqual(faultsOf(parse({ gender: '女' })), []);
    assert.deepEqual(warned(record), []);
    const sentence = 'gender: 性别与身份证号第 17 位不符，请核对性别和身份证号';
    assert.deepEqual(warned({ ...record, gender: '2' }), [sentence]);
    assert.deepEqual(warned({ ...record, gender: '2', documentType: 'passport', idNumber: 'E12345678' }), []);
  });

  it('checks other documents by their own rules, and asks no gender of them', () => {
    assert.equal(parsed({ documentType: '护照', idNumber: 'e12345678', gender: '女' }).idNumber, 'E12345678');
    assert.equal(parsed({ documentType: '港澳台通行证', idNumber: 'H12345678' }).documentType, 'hmtPermit');
    assert.deepEqual(faultyColumns({ documentType: '护照', idNumber: 'E1' }), ['idNumber']);
    assert.deepEqual(faultyColumns({ documentType: '港澳台通行证', idNumber: 'E12345678' }), ['idNumber']);
  });

  it('keeps a known passport when only other cells are filled in', () => {
    const known: RosterRecord = { ...record, documentType: 'passport', idNumber: 'E12345678', gender: '2' };
    const row = parseRosterRow({ examNumber: record.examNumber, className: '计算机2302' }, context);
    assert.ok('ok' in row);
    assert.deepEqual(mergeRosterRow(known, row.ok), { ok: { ...known, className: '计算机2302' } });
  });

  it('wants unit and region of directed and commissioned graduates', () => {
    for (const mode of ['21', '22', '41', '42']) {
      const row = parsed({ trainingMode: mode });
      assert.deepEqual(
        faultsOf(mergeRosterRow(undefined, row)).map(fault => fault.split(':')[0]),
        ['directedUnit', 'directedRegion'],
        mode,
      );
      const whole = parsed({ trainingMode: mode, directedUnit: '闽山县教育局', directedRegion: '350203' });
      assert.deepEqual(faultsOf(mergeRosterRow(undefined, whole)), [], mode);
      assert.deepEqual(
        faultyColumns({ trainingMode: mode, directedUnit: eraseWord, directedRegion: '350203' }),
        ['directedUnit'],
        mode,
      );
    }
    assert.deepEqual(faultsOf(mergeRosterRow(undefined, parsed({ trainingMode: '5' }))), []);
  });

  it('ignores cells of columns that it does not have', () => {
    assert.deepEqual(parse({ remark: '备注' }), parse({}));
  });
});

describe('the columns of the roster', () => {
  it('are found by header, alias, stars, brackets and widths', () => {
    for (const column of rosterColumns) {
      for (const header of [column.header, ...column.aliases, `*${column.header}`, ` ${column.header}＊`, `${column.header}：`]) {
        assert.equal(findRosterColumn(header), column.key, header);
      }
      assert.equal(rosterColumn(column.key).header, column.header);
    }
    assert.equal(findRosterColumn('E-MAIL'), 'email');
    for (const header of ['', '备注', '姓', '*']) assert.equal(findRosterColumn(header), undefined, header);
  });

  it('do not share headers', () => {
    const headers = rosterColumns.flatMap(column => [column.header, ...column.aliases]);
    assert.equal(new Set(headers).size, headers.length);
  });

  it('carry examples that are right', () => {
    const examples = Object.fromEntries(rosterColumns.map(column => [column.key, column.example]));
    const outcome = parseRosterRow(examples, context);
    assert.deepEqual(faultsOf(outcome), []);
    assert.ok('ok' in outcome);
    assert.deepEqual(faultsOf(mergeRosterRow(undefined, outcome.ok)), []);
  });
});
