import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { rosterColumns } from '#domain/forms/roster-row.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { buildOle, buildZip, workbookEntries, worksheet } from '#server/platform/testing/zip.ts';
import { findImportRun, findRefusedRows } from './queries.ts';
import { createRosterWorld, goodRow, type RosterWorld, readStored, runImport, startImport } from './testing/import.ts';

let world: RosterWorld;
before(async () => {
  world = await createRosterWorld();
});
after(() => world.end());

const columns = rosterColumns.filter(column => column.key !== 'cohort');
const headers: readonly string[] = columns.map(column => column.header);
const place = (header: string) => headers.indexOf(header);

/** A cell's XML, or a text. */
type Cell = string | { xml: string };
const cellXml = (cell: Cell) => (typeof cell === 'string' ? `<c t="inlineStr"><is><t>${cell}</t></is></c>` : cell.xml);
const rowXml = (number: number, cells: readonly Cell[]) => `<row r="${number}">${cells.map(cellXml).join('')}</row>`;

function valuesOf(number: number, replaced: Readonly<Record<string, Cell>> = {}): Cell[] {
  const row = goodRow(number);
  return columns.map(column => replaced[column.header] ?? row[column.key] ?? '');
}

const headerRow = rowXml(1, headers);
const book = (rows: string) => buildZip(workbookEntries(worksheet(rows)));
const oneRow = (replaced: Readonly<Record<string, Cell>>) => book(headerRow + rowXml(2, valuesOf(1, replaced)));
const number = (text: string): Cell => ({ xml: `<c><v>${text}</v></c>` });
const formula = (text: string, cached: string): Cell => ({ xml: `<c t="str"><f>${text}</f><v>${cached}</v></c>` });
const replacedHeader = (from: string, to: string) =>
  rowXml(
    1,
    headers.map(header => (header === from ? to : header)),
  );

type Expected = { why: RegExp } | { counts: Partial<Record<'added' | 'faulty', number>>; reason?: RegExp };

const sheetPart = 'xl/worksheets/sheet1.xml';

const files: Record<string, [() => Buffer | string, Expected]> = {
  'a csv called xlsx': [() => `${headers.join(',')}\n`, { why: /^文件不是 xlsx 表格/ }],
  'an .xls': [() => buildOle(['Workbook']), { why: /旧版 Excel（\.xls）/ }],
  'a password': [() => buildOle(['EncryptionInfo', 'EncryptedPackage']), { why: /设有密码/ }],
  macros: [
    () => buildZip(workbookEntries(worksheet(headerRow), [{ name: 'xl/vbaProject.bin', content: 'x' }])),
    { why: /含有宏/ },
  ],
  'a truncated zip': [() => oneRow({}).subarray(0, 900), { why: /已损坏或不完整/ }],
  'a zip bomb': [() => buildZip(workbookEntries('', [{ name: sheetPart, content: Buffer.alloc(9e6) }])), { why: /异常庞大/ }],
  'a zip bomb that lies': [
    () =>
      buildZip(workbookEntries('', [{ name: sheetPart, content: worksheet(headerRow + ' '.repeat(9e6)), declaredSize: 900 }])),
    { why: /异常庞大/ },
  ],
  'an entity bomb': [
    () => buildZip(workbookEntries(`<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>${worksheet(headerRow)}`)),
    { why: /已损坏或不完整/ },
  ],
  'no sheet': [
    () => buildZip(workbookEntries('', [{ name: 'xl/workbook.xml', content: '<workbook><sheets/></workbook>' }])),
    { why: /没有可读取的工作表/ },
  ],
  'wrong columns': [
    () => book(rowXml(1, ['序号', '商品', '数量']) + rowXml(2, ['1', '书', '2'])),
    { why: /缺少必填列：考生号、姓名/ },
  ],
  'one required column missing': [
    () => book(replacedHeader('姓名', '称呼') + rowXml(2, valuesOf(1))),
    { why: /缺少必填列：姓名。/ },
  ],
  'an alias as a header': [() => book(replacedHeader('班级', '班级名称 ') + rowXml(2, valuesOf(1))), { counts: { added: 1 } }],
  'the same column twice': [
    () => book(replacedHeader('班级', '学生姓名') + rowXml(2, valuesOf(1))),
    { why: /表头重复：学生姓名/ },
  ],
  'headers only': [() => book(headerRow), { why: /只有表头/ }],
  'an empty sheet': [() => book(''), { why: /缺少必填列/ }],
  'a title above the headers': [
    () => book(rowXml(1, ['2027 届学生名单']) + rowXml(3, headers) + rowXml(4, valuesOf(1))),
    { counts: { added: 1 } },
  ],
  'stars, spaces and full-width brackets in headers': [
    () => book(replacedHeader('学制', '* 学制 （年）') + rowXml(2, valuesOf(1))),
    { counts: { added: 1 } },
  ],
  'blank rows in the middle': [
    () =>
      book(
        headerRow +
          rowXml(2, valuesOf(1)) +
          rowXml(3, ['', ' ']) +
          rowXml(50, valuesOf(2)) +
          rowXml(51, valuesOf(3, { 性别: '不详' })),
      ),
    { counts: { added: 2, faulty: 1 }, reason: /^性别/ },
  ],
  'an ID number stored as a number': [
    () => oneRow({ 证件号码: number('3.50203200301010001E+17') }),
    { counts: { faulty: 1 }, reason: /^证件号码：以数字格式存储.*文本格式/ },
  ],
  'an exam number stored as a number': [() => oneRow({ 考生号: number('23350000000001') }), { counts: { added: 1 } }],
  'a formula': [
    () => oneRow({ 姓名: formula('CONCATENATE("林","知远")', '林知远') }),
    { counts: { faulty: 1 }, reason: /^姓名：单元格是公式/ },
  ],
  'a formula in a column that is not taken in': [
    () => book(rowXml(1, [...headers, '备注']) + rowXml(2, [...valuesOf(1), formula('1+1', '2')])),
    { counts: { added: 1 } },
  ],
  'an error value': [
    () => oneRow({ 学制: { xml: '<c t="e"><v>#REF!</v></c>' } }),
    { counts: { faulty: 1 }, reason: /^学制：单元格是错误值 #REF!/ },
  ],
  'text that looks like a formula': [() => oneRow({ 班级: '=HYPERLINK("http://example.com")' }), { counts: { added: 1 } }],
  'a private-use character': [() => oneRow({ 姓名: '王\uE863' }), { counts: { faulty: 1 }, reason: /U\+E863/ }],
};

for (const [what, [make, expected]] of Object.entries(files)) {
  test(`${what}: ${'why' in expected ? `refused, ${expected.why.source}` : JSON.stringify(expected.counts)}`, async () => {
    const stored = await world.files.put(Readable.from([Buffer.from(make())]), { maxBytes: 1e9 });
    assert.ok(!('refused' in stored));
    const started = { fileId: stored.id };
    const runId = await startImport(world, started);
    await runImport(world, started, runId);
    const run = await findImportRun(world, world.schoolId, runId, { kind: 'school', schoolId: world.schoolId });
    if ('why' in expected) {
      assert.equal(run?.state, 'refused');
      assert.match(run?.why ?? '', expected.why);
    } else {
      assert.deepEqual([run?.state, run?.why], ['done', null]);
      assert.deepEqual(run?.counts, { added: 0, changed: 0, same: 0, restored: 0, faulty: 0, ...expected.counts });
    }
    if ('reason' in expected && expected.reason) {
      const file = await findRefusedRows(world, world.schoolId, runId, { kind: 'school', schoolId: world.schoolId });
      const rows = await readStored(world.files, file?.fileId ?? '');
      assert.match(rows[1]?.[0]?.text ?? '', expected.reason);
    }
    for (const table of ['graduate', 'exam_number', 'person_cohort', 'person', 'roster_staging']) {
      const left = await world.database.execute(unnamed(`delete from ${table}`));
      assert.equal(left, table === 'roster_staging' || 'why' in expected ? 0 : (expected.counts.added ?? 0), table);
    }
  });
}

test('100,001 rows: refused, and nothing is taken in', async () => {
  const head = place('考生号');
  const rows = function* () {
    yield Buffer.from(headerRow);
    for (let row = 2; row <= 100_002; row++)
      yield Buffer.from(`<row r="${row}">${'<c/>'.repeat(head)}<c><v>${row}</v></c></row>`);
  };
  const content = buildZip(workbookEntries(worksheet(Buffer.concat([...rows()]).toString())));
  const stored = await world.files.put(Readable.from([content]), { maxBytes: 1e9 });
  assert.ok(!('refused' in stored));
  const started = { fileId: stored.id };
  const runId = await startImport(world, started);
  await runImport(world, started, runId);
  const run = await findImportRun(world, world.schoolId, runId, { kind: 'school', schoolId: world.schoolId });
  assert.deepEqual([run?.state, run?.why], ['refused', '数据超过 100,000 行。请拆分为多个文件后再上传。']);
  assert.equal(await world.database.execute(unnamed('delete from roster_staging')), 0);
});

test('a file that is no longer there is refused', async () => {
  const started = { fileId: 'f'.repeat(64) };
  const runId = await startImport(world, started);
  await runImport(world, started, runId);
  assert.match(
    (await findImportRun(world, world.schoolId, runId, { kind: 'school', schoolId: world.schoolId }))?.why ?? '',
    /请重新上传/,
  );
});
