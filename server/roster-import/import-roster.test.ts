import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { examNumberHash } from '#server/roster/document-hash.ts';
import { findImportRun, findRefusedRows } from './queries.ts';
import {
  createRosterWorld,
  goodRow,
  type Import,
  idNumberOf,
  type RosterWorld,
  type RowTexts,
  readStored,
  runImport,
  startImport,
  storeRoster,
} from './testing/import.ts';

let world: RosterWorld;
before(async () => {
  world = await createRosterWorld();
});
after(() => world.end());

async function imported(rows: Iterable<RowTexts>, options: Partial<Import> = {}) {
  const started: Import = { ...options, fileId: await storeRoster(world.files, rows) };
  const runId = await startImport(world, started);
  await runImport(world, started, runId);
  const run = await findImportRun(world, started.schoolId ?? world.schoolId, runId, {
    kind: 'school',
    schoolId: started.schoolId ?? world.schoolId,
  });
  assert.ok(run);
  return run;
}

/** Each test has its own cohort, so that they do not meet. */
const graduates = statement<{
  examNumber: string;
  className: string | null;
  lapsedAt: Date | null;
  version: number;
  email: string | null;
}>(
  'test.graduates',
  'select exam_number, class_name, lapsed_at, version, email from graduate where school_id = 1 and cohort = $1 order by exam_number',
);
const history = statement<{ fields: string[]; source: string; changesSealed: Buffer; importRunId: number }>(
  'test.history',
  `select fields, source, changes_sealed, import_run_id from graduate_history as h
   join graduate as g on g.school_id = h.school_id and g.id = h.graduate_id where g.cohort = $1 order by h.id`,
);
const leftovers = statement<{ count: number }>('test.leftovers', 'select count(*) from roster_staging');

const places = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

const none = { added: 0, changed: 0, same: 0, restored: 0, faulty: 0 };

async function reasons(runId: number, schoolId = world.schoolId): Promise<string[][]> {
  const file = await findRefusedRows(world, schoolId, runId, { kind: 'school', schoolId });
  assert.ok(file);
  return (await readStored(world.files, file.fileId)).map(cells => cells.map(cell => cell.text));
}

test('a file is taken in, and the same file again changes nothing', async () => {
  const rows = places(0, 2500).map(place => goodRow(place));
  const first = await imported(rows, { cohort: 2031 });
  assert.deepEqual(first.counts, { ...none, added: 2500 });
  assert.deepEqual([first.state, first.rowsTotal, first.hasRefusedRows], ['done', 2500, false]);
  const before = await world.database.query(unnamed('select * from graduate where cohort = 2031 order by id'));
  const second = await imported(rows, { cohort: 2031 });
  assert.deepEqual(second.counts, { ...none, same: 2500 });
  assert.deepEqual(await world.database.query(unnamed('select * from graduate where cohort = 2031 order by id')), before);
  assert.equal((await world.database.query(history, [2031])).length, 0);
  assert.deepEqual(await world.database.one(leftovers), { count: 0 });
});

test('what is kept can be read back, sealed where it must be', async () => {
  await imported([goodRow(1, { name: '单·㛃', hukouAtSchool: '否', archiveAtSchool: '' })], { cohort: 2032 });
  const row = await world.database.one(
    unnamed<{
      documentNumberSealed: Buffer;
      phoneSealed: Buffer;
      namePinyin: string;
      hukouTransferred: boolean;
      archiveTransferred: null;
      ethnicity: string;
      departmentId: number;
    }>('select * from graduate where cohort = 2032'),
  );
  assert.equal(world.vault.open(row.documentNumberSealed), idNumberOf(1));
  assert.equal(world.vault.open(row.phoneSealed), '13800000001');
  assert.deepEqual(
    [row.namePinyin, row.hukouTransferred, row.archiveTransferred, row.ethnicity, row.departmentId],
    ['shan jie', false, null, '01', 2],
  );
});

test('faulty rows come back with their reasons, and nothing of them is taken in', async () => {
  const rows = [
    goodRow(10),
    goodRow(11, { idNumber: '35020320030101001X', name: '王\uE000' }),
    goodRow(12, { department: '不存在学院' }),
    goodRow(13),
    goodRow(14, { examNumber: goodRow(13).examNumber ?? '' }),
    goodRow(15),
    goodRow(16, { idNumber: idNumberOf(15) }),
    goodRow(17, { className: '=1+1' }),
  ];
  const run = await imported(rows, { cohort: 2033 });
  assert.deepEqual(run.counts, { ...none, added: 2, faulty: 6 });
  assert.deepEqual(
    (await world.database.query(graduates, [2033])).map(row => row.examNumber),
    [rows[0]?.examNumber, rows[7]?.examNumber],
  );
  const [header, ...faulty] = await reasons(run.id);
  assert.deepEqual(header?.slice(0, 4), ['错误原因', '原行号', '考生号', '姓名']);
  assert.deepEqual(
    faulty.map(cells => cells[1]),
    ['3', '4', '5', '6', '7', '8'],
  );
  assert.match(faulty[0]?.[0] ?? '', /姓名.*U\+E000.*\n.*证件号码|证件号码.*\n.*姓名/s);
  assert.equal(faulty[0]?.[3], '王\uE000');
  assert.match(faulty[1]?.[0] ?? '', /院系/);
  assert.equal(faulty[2]?.[0], '考生号：与第 6 行重复，请只保留正确的一行');
  assert.equal(faulty[3]?.[0], '考生号：与第 5 行重复，请只保留正确的一行');
  assert.equal(faulty[4]?.[0], '证件号码：与第 8 行重复，请只保留正确的一行');
});

test('全部无误才导入: one faulty row holds all back', async () => {
  const run = await imported([goodRow(20), goodRow(21, { gender: '不详' })], { cohort: 2034, mode: 'all-or-nothing' });
  assert.deepEqual(run.counts, { ...none, added: 1, faulty: 1 });
  assert.equal(run.stateLabel, '有误，未导入任何行');
  assert.deepEqual(await world.database.query(graduates, [2034]), []);
  const mended = await imported([goodRow(20), goodRow(21)], { cohort: 2034, mode: 'all-or-nothing' });
  assert.deepEqual(mended.counts, { ...none, added: 2 });
});

test('a gender against the ID number is taken in and warned of; a faulty row is not', async () => {
  const rows = [goodRow(22), goodRow(23, { gender: '女' }), goodRow(24, { gender: '女', name: '' })];
  const run = await imported(rows, { cohort: 2034 });
  assert.deepEqual([run.counts.added, run.counts.faulty], [2, 1]);
  assert.deepEqual(run.warnings, [{ text: '性别与身份证号第 17 位不符，请核对性别和身份证号', count: 1, rows: [3] }]);
  assert.deepEqual((await imported([goodRow(22)], { cohort: 2034 })).warnings, []);
});

test('changes are written with history; empty keeps, 清空 erases, absent rows stay', async () => {
  await imported([goodRow(30), goodRow(31)], { cohort: 2035 });
  const run = await imported([goodRow(30, { className: '', email: '清空', name: '林知近' })], { cohort: 2035 });
  assert.deepEqual(run.counts, { ...none, changed: 1 });
  const [first, second] = await world.database.query(graduates, [2035]);
  assert.deepEqual([first?.className, first?.email, first?.version], ['计算机2330', null, 2]);
  assert.equal(second?.version, 1);
  const [entry, ...more] = await world.database.query(history, [2035]);
  assert.deepEqual(more, []);
  assert.deepEqual([entry?.fields, entry?.source, entry?.importRunId], [['name', 'email'], 'upload', run.id]);
  assert.deepEqual(world.vault.openJson(entry?.changesSealed ?? Buffer.alloc(0)), {
    name: [goodRow(30).name, '林知近'],
    email: ['zhiyuan30@example.com', null],
  });
});

test('a changed training mode, or unit of a directed graduate, needs a request', async () => {
  const directed = goodRow(41, { trainingMode: '22', directedUnit: '鹭江示范单位', directedRegion: '350203' });
  await imported([goodRow(40), directed], { cohort: 2036 });
  const run = await imported(
    [goodRow(40, { trainingMode: '21', directedUnit: 'x', directedRegion: '350203' }), { ...directed, directedUnit: '另一单位' }],
    { cohort: 2036 },
  );
  assert.deepEqual(run.counts, { ...none, faulty: 2 });
  const [, mode, unit] = await reasons(run.id);
  assert.match(mode?.[0] ?? '', /^培养方式：由「非定向」改为「定向\(不可网签\)」须提交培养方式修改申请/);
  assert.match(unit?.[0] ?? '', /^定向\/委培单位：与现有信息不同/);
});

test('phone and e-mail are taken until the first sign-in only', async () => {
  await imported([goodRow(50)], { cohort: 2037 });
  await world.database.execute(unnamed('update graduate set first_signed_in_at = now() where cohort = 2037'));
  const run = await imported([goodRow(50, { phone: '13900000000', email: 'new@example.com' })], { cohort: 2037 });
  assert.deepEqual(run.counts, { ...none, same: 1 });
});

test('a lapsed graduate who is uploaded again comes back, and other matters are told', async () => {
  await imported([goodRow(60), goodRow(61)], { cohort: 2038 });
  await world.database.execute(unnamed('update graduate set lapsed_at = now() where cohort = 2038'));
  const told: unknown[] = [];
  const run = await imported([goodRow(60), goodRow(61, { department: '信息学院' })], {
    cohort: 2038,
    onRosterChanged: async (_, schoolId, changes) => void told.push([schoolId, changes.moved.length, changes.restored.length]),
  });
  assert.deepEqual(run.counts, { ...none, changed: 2, restored: 2 });
  assert.deepEqual(told, [[1, 1, 2]]);
  assert.deepEqual(
    (await world.database.query(graduates, [2038])).map(row => row.lapsedAt),
    [null, null],
  );
});

test('an exam number or a person is in one school per cohort, and in one row', async () => {
  await imported([goodRow(70), goodRow(71)], { cohort: 2039, schoolId: world.neighbourId });
  const rows = [goodRow(70, { idNumber: idNumberOf(72) }), goodRow(73, { idNumber: idNumberOf(71) }), goodRow(74)];
  const run = await imported(rows, { cohort: 2039 });
  assert.deepEqual(run.counts, { ...none, added: 1, faulty: 2 });
  const [, exam, person] = await reasons(run.id);
  assert.equal(exam?.[0], '考生号：已在其他学校本届的学生名单中，请核对');
  assert.equal(person?.[0], '证件号码：此人已在其他学校本届的学生名单中，请核对');
  const again = await imported([goodRow(75, { idNumber: idNumberOf(74) })], { cohort: 2039 });
  assert.match((await reasons(again.id))[1]?.[0] ?? '', /本校本届考生号 23350000000074 的毕业生已使用此证件号码/);
  const nextYear = await imported([goodRow(74)], { cohort: 2040 });
  assert.deepEqual(nextYear.counts, { ...none, added: 1 });
});

const waitingForOthers = statement<{ count: number }>(
  'test.waiting',
  `select count(*) from pg_locks
   where not granted and locktype = 'transactionid' and pid in (select pid from pg_stat_activity where datname = current_database())`,
);

test('an exam number that another school takes at the same moment makes one row faulty, not the import', async () => {
  const taken = goodRow(77).examNumber ?? '';
  const started = { fileId: await storeRoster(world.files, [goodRow(76), goodRow(77)]), cohort: 2044 };
  const runId = await startImport(world, started);
  const importing = await world.database.transaction(async other => {
    await other.execute(unnamed('insert into exam_number (hash, cohort, school_id) values ($1, 2044, 2)'), [
      examNumberHash(world.vault, taken),
    ]);
    const running = runImport(world, started, runId);
    let ended = false;
    const end = () => {
      ended = true;
    };
    running.then(end, end);
    while (!ended && (await world.database.one(waitingForOthers)).count === 0);
    assert.ok(!ended, 'the import did not wait for the other school');
    return { running };
  });
  await importing.running;
  assert.deepEqual((await findImportRun(world, 1, runId, { kind: 'school', schoolId: 1 }))?.counts, {
    ...none,
    added: 1,
    faulty: 1,
  });
  assert.equal((await reasons(runId))[1]?.[0], '考生号：已在其他学校本届的学生名单中，请核对');
});

test('a corrected ID number gives up the person that was named by mistake', async () => {
  await imported([goodRow(80, { idNumber: idNumberOf(81) })], { cohort: 2041 });
  const run = await imported([goodRow(80)], { cohort: 2041 });
  assert.deepEqual(run.counts, { ...none, changed: 1 });
  assert.deepEqual((await imported([goodRow(81)], { cohort: 2041, schoolId: world.neighbourId })).counts, { ...none, added: 1 });
});

test('an import that was killed anywhere is run again with the same result', async () => {
  const rows = places(100, 2300).map(place => goodRow(place, place === 150 ? { gender: '不详' } : {}));
  const started = { fileId: await storeRoster(world.files, rows), cohort: 2042 };
  const runId = await startImport(world, started);
  const kill = new AbortController();
  kill.abort();
  await assert.rejects(runImport(world, started, runId, kill.signal));
  const broken = { ...world, files: { ...world.files, put: () => Promise.reject(new Error('disk full')) } };
  await assert.rejects(runImport(broken, started, runId), /disk full/);
  const crash = { ...started, onRosterChanged: () => Promise.reject(new Error('killed')) };
  await assert.rejects(runImport(world, crash, runId), /killed/);
  assert.equal((await findImportRun(world, 1, runId, { kind: 'school', schoolId: 1 }))?.state, 'writing');
  assert.deepEqual(await world.database.query(graduates, [2042]), []);
  await runImport(world, started, runId);
  await runImport(world, started, runId);
  const run = await findImportRun(world, 1, runId, { kind: 'school', schoolId: 1 });
  assert.deepEqual(run?.counts, { ...none, added: 2199, faulty: 1 });
  assert.equal((await world.database.query(graduates, [2042])).length, 2199);
  assert.deepEqual(await world.database.one(leftovers), { count: 0 });
});

test('a graduate who was changed while the file was checked is never overwritten blindly', async () => {
  await imported([goodRow(90)], { cohort: 2043 });
  const started = {
    fileId: await storeRoster(world.files, [goodRow(90, { className: 'A' }), goodRow(91, { gender: '不详' })]),
    cohort: 2043,
  };
  const runId = await startImport(world, started);
  const files = {
    ...world.files,
    // The refused rows are stored between the check and the writing: here somebody edits the graduate.
    put: async (...args: Parameters<typeof world.files.put>) => {
      await world.database.execute(unnamed(`update graduate set class_name = 'B', version = version + 1 where cohort = 2043`));
      return world.files.put(...args);
    },
  };
  await assert.rejects(runImport({ ...world, files }, started, runId), /the roster changed while an import was checked/);
  assert.equal((await world.database.query(graduates, [2043]))[0]?.className, 'B');
  await runImport(world, started, runId);
  assert.equal((await world.database.query(graduates, [2043]))[0]?.className, 'A');
});
