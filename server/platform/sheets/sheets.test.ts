import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildOle, buildZip, type TestEntry, workbookEntries, worksheet } from '../testing/zip.ts';
import { openZip, workbookLimits } from '../zip/zip.ts';
import { emptyCell } from './cells.ts';
import { inspectWorkbook, readRows, type SheetRow, type WorkbookRefusal, workbookRefusal } from './sheets.ts';
import { makeTemplate } from './template.ts';
import { writeRows } from './write.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
after(() => rm(folder, { recursive: true }));

async function fileOf(content: Buffer | string): Promise<string> {
  const path = join(folder, crypto.randomUUID());
  await writeFile(path, content);
  return path;
}

const book = (rows: string, extra: readonly TestEntry[] = []) => fileOf(buildZip(workbookEntries(worksheet(rows), extra)));

async function allRows(path: string): Promise<SheetRow[]> {
  return Array.fromAsync(readRows(path));
}

async function outcome(path: string): Promise<WorkbookRefusal | 'read'> {
  const inspected = await inspectWorkbook(path);
  if ('refused' in inspected) return inspected.refused;
  try {
    await allRows(path);
    return 'read';
  } catch (error) {
    const reason = workbookRefusal(error);
    if (!reason) throw error;
    return reason;
  }
}

const sheetPart = 'xl/worksheets/sheet1.xml';
const good = () => buildZip(workbookEntries(worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>')));
const dtd = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

const hostile: Record<string, [() => Buffer | string, WorkbookRefusal | 'read']> = {
  'an empty file': [() => '', 'not-xlsx'],
  'a csv called xlsx': [() => '考生号,姓名\n12345678901234,王芳\n', 'not-xlsx'],
  'a picture': [() => Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not-xlsx'],
  'an .xls of Excel 97': [() => buildOle(['Workbook']), 'old-xls'],
  'a password-protected workbook': [() => buildOle(['EncryptionInfo', 'EncryptedPackage']), 'encrypted'],
  'a zip with encrypted entries': [
    () => buildZip(workbookEntries('', [{ name: 'a', content: 'x', encrypted: true }])),
    'encrypted',
  ],
  'a zip that is no workbook': [() => buildZip([{ name: 'readme.txt', content: 'hello' }]), 'not-xlsx'],
  'a document of another office program': [
    () =>
      buildZip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: '<w/>' },
      ]),
    'not-xlsx',
  ],
  'a workbook with macros': [
    () => buildZip(workbookEntries(worksheet(''), [{ name: 'xl/vbaProject.bin', content: 'x' }])),
    'macro',
  ],
  'a truncated zip': [() => good().subarray(0, 600), 'broken'],
  'a zip with bytes flipped in its data': [
    () => {
      const file = good();
      file.fill(0x55, 40, 90);
      return file;
    },
    'broken',
  ],
  'a bomb that says its size': [
    () => buildZip(workbookEntries('', [{ name: sheetPart, content: Buffer.alloc(9e6) }])),
    'zip-bomb',
  ],
  'a bomb that lies about its size': [
    () => buildZip(workbookEntries('', [{ name: sheetPart, content: Buffer.alloc(9e6, ' '), declaredSize: 2000 }])),
    'zip-bomb',
  ],
  'a bomb of too many entries': [
    () => buildZip(Array.from({ length: 2001 }, (_, index) => ({ name: `${index}`, content: '' }))),
    'zip-bomb',
  ],
  'two entries of one name': [() => buildZip([...workbookEntries(worksheet('')), { name: sheetPart, content: '' }]), 'broken'],
  'a name that climbs out': [
    () => buildZip([...workbookEntries(worksheet('')), { name: '../../etc/cron.d/x', content: '' }]),
    'broken',
  ],
  'a workbook without sheets': [
    () => buildZip(workbookEntries('', [{ name: 'xl/workbook.xml', content: '<workbook><sheets/></workbook>' }])),
    'no-sheet',
  ],
  'a sheet cut off in the middle': [
    () => buildZip(workbookEntries('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>')),
    'broken',
  ],
  'an entity bomb in the sheet': [
    () =>
      buildZip(workbookEntries(`${dtd}<worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`)),
    'broken',
  ],
  'an external entity in the shared strings': [
    () =>
      buildZip(
        workbookEntries(worksheet(''), [
          { name: 'xl/sharedStrings.xml', content: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst><si><t>&x;</t></si></sst>' },
        ]),
      ),
    'broken',
  ],
  'an unknown entity': [() => buildZip(workbookEntries(worksheet('<row r="1"><c t="str"><v>&b;</v></c></row>'))), 'broken'],
  'rows that go backwards': [
    () => buildZip(workbookEntries(worksheet('<row r="9"><c><v>1</v></c></row><row r="9"><c><v>1</v></c></row>'))),
    'broken',
  ],
  'a row beyond the last': [() => buildZip(workbookEntries(worksheet('<row r="1048577"><c><v>1</v></c></row>'))), 'broken'],
  'a column beyond the last': [
    () => buildZip(workbookEntries(worksheet('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'))),
    'broken',
  ],
  'a tag that does not end': [
    () => buildZip(workbookEntries(`<worksheet><sheetData><row r="1"><c${' x'.repeat(700_000)}`)),
    'broken',
  ],
  'a shared string that is not there': [
    () => buildZip(workbookEntries(worksheet('<row r="1"><c t="s"><v>7</v></c></row>'))),
    'broken',
  ],
  'a plain workbook': [good, 'read'],
};

for (const [what, [make, expected]] of Object.entries(hostile)) {
  test(`${what}: ${expected}`, async () => assert.equal(await outcome(await fileOf(make())), expected));
}

test('a file larger than allowed is not opened', async () => {
  assert.deepEqual(await inspectWorkbook(await fileOf(good()), { maxBytes: 100 }), { refused: 'too-large' });
});

test('cells keep what they are: text, numbers, dates, formulas, errors; blank rows leave a gap', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
  const strings =
    '<sst><si><t>王 &amp; 李</t></si><si><r><t>𬭎</t></r><r><t>㛃</t></r><rPh><t>xx</t></rPh></si><si><t xml:space="preserve">  </t></si></sst>';
  const path = await book(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
      '<row r="2"/><row r="3"><c r="A3" s="2"/><c r="B3" t="s"><v>2</v></c></row>' +
      '<row r="7"><c r="A7"><v>1.1010119900101123E+17</v></c><c r="B7" s="1"><v>46023</v></c><c r="C7" s="2"><v>46023.5</v></c><c r="D7" s="3"><v>4</v></c>' +
      '<c r="E7"><f>SUM(A1:A2)</f><v>9</v></c><c r="F7" t="e"><v>#N/A</v></c><c r="G7" t="b"><v>1</v></c><c r="H7" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>' +
      '<c r="I7" t="inlineStr"><is><t>a&#x4E2D;_x000D_b</t></is></c><c r="J7"><v>202309</v></c></row>',
    [
      { name: 'xl/styles.xml', content: styles },
      { name: 'xl/sharedStrings.xml', content: strings },
    ],
  );
  const [first, second, ...more] = await allRows(path);
  assert.deepEqual(first, { row: 1, cells: [{ kind: 'text', text: '王 & 李' }, emptyCell, { kind: 'text', text: '𬭎㛃' }] });
  assert.equal(second?.row, 7);
  assert.deepEqual(second?.cells, [
    { kind: 'number', text: '110101199001011230' },
    { kind: 'date', text: '2026-01-01' },
    { kind: 'date', text: '2026-01-01 12:00:00' },
    { kind: 'number', text: '4' },
    { kind: 'formula', text: '=SUM(A1:A2)' },
    { kind: 'error', text: '#N/A' },
    { kind: 'boolean', text: 'TRUE' },
    { kind: 'formula', text: '="a"&"b"' },
    { kind: 'text', text: 'a中\rb' },
    { kind: 'number', text: '202309' },
  ]);
  assert.deepEqual(more, []);
});

test('prefixed elements, single quotes and comments are read alike', async () => {
  const path = await fileOf(
    buildZip(
      workbookEntries(
        "<x:worksheet xmlns:x='m'><!-- <row> --><x:sheetData><x:row r='2' ><x:c r='B2' t='inlineStr'><x:is><x:t><![CDATA[a<b&c]]></x:t></x:is></x:c ></x:row></x:sheetData></x:worksheet>",
      ),
    ),
  );
  assert.deepEqual(await allRows(path), [{ row: 2, cells: [emptyCell, { kind: 'text', text: 'a<b&c' }] }]);
});

test('the first visible sheet is read, hidden ones are not', async () => {
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const path = await book('<row r="1"><c t="str"><v>hidden</v></c></row>', [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${rel}"><sheets><sheet name="a" state="hidden" r:id="rId1"/><sheet name="b" r:id="rId4"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId4" Type="${rel}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet2.xml', content: worksheet('<row><c t="str"><v>seen</v></c></row>') },
  ]);
  assert.deepEqual(
    (await allRows(path)).map(row => row.cells[0]?.text),
    ['seen'],
  );
});

test('what is written is read back, and text is never a formula', async () => {
  const path = join(folder, 'written.xlsx');
  const values = [
    '=1+1',
    '+86',
    '-5',
    '@SUM(A1)',
    '000123',
    '11010119900307663X',
    'a\u0001b',
    '_x0041_',
    '<b>&"',
    ' 前后 ',
    '㛃𬭎䶮',
    '\ud800',
  ];
  await writeRows(
    '结果',
    [
      { header: '原样', width: 30 },
      { header: '数', type: 'number' },
      { header: '日', type: 'date' },
    ],
    values.map((value, index) => [value, index, new Date(Date.UTC(2027, 0, index + 1))]),
    path,
  );
  const rows = await allRows(path);
  assert.deepEqual(
    rows[0]?.cells.map(cell => cell.text),
    ['原样', '数', '日'],
  );
  assert.deepEqual(
    rows.slice(1).map(row => row.cells[0]),
    values.map(value => ({ kind: 'text', text: value.replace('\u0001', '\uFFFD').toWellFormed() })),
  );
  assert.deepEqual(rows[2]?.cells.slice(1), [
    { kind: 'number', text: '1' },
    { kind: 'date', text: '2027-01-02' },
  ]);
  const zip = await openZip(path, workbookLimits);
  assert.ok(!('refused' in zip));
  const xml = (await zip.read(sheetPart, 1e6)).toString();
  zip.close();
  assert.doesNotMatch(xml, /<f[ >]/);
  assert.match(xml, /t="inlineStr"[^>]*><is><t[^>]*>=1\+1</);
  assert.match(xml, /state="frozen"/);
  assert.match(xml, /<col [^>]*width="30/);
});

test('a template has drop-downs short and long, text columns, and an explanation', async () => {
  const majors = Array.from({ length: 80 }, (_, index) => `专业,${index}`);
  const path = await fileOf(
    await makeTemplate({
      sheetName: '生源信息',
      notes: ['红色列必填。'],
      rows: 20,
      columns: [
        { header: '考生号', required: true, note: '14 或 15 位' },
        { header: '性别', required: true, note: '男或女', list: ['男', '女'] },
        { header: '专业', required: false, note: '从列表选', list: majors },
      ],
    }),
  );
  assert.deepEqual(
    (await allRows(path)).map(row => row.cells.map(cell => cell.text)),
    [['考生号*', '性别*', '专业']],
  );
  const zip = await openZip(path, workbookLimits);
  assert.ok(!('refused' in zip));
  const xml = (await zip.read(sheetPart, 1e6)).toString();
  const styles = (await zip.read('xl/styles.xml', 1e6)).toString();
  const workbookXml = (await zip.read('xl/workbook.xml', 1e6)).toString();
  zip.close();
  assert.match(xml, /<formula1>&quot;男,女&quot;<\/formula1>|<formula1>"男,女"<\/formula1>/);
  assert.match(xml, /<formula1>(&apos;|')选项(&apos;|')!\$A\$2:\$A\$81<\/formula1>/);
  assert.match(styles, /numFmtId="49"/);
  assert.match(workbookXml, /name="填写说明"/);
  assert.match(workbookXml, /name="选项"[^>]*state="veryHidden"|state="veryHidden"[^>]*name="选项"/);
});
