import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import ExcelJs from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { receiverFields } from '#domain/forms/receiver.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { receiverRoutes } from './routes.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let folder: string;
let fujian = '';
let operator = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'receivers-'));
  platform = await createTestPlatform();
  app = createTestApp(platform, receiverRoutes(platform));
  await makeSchool(platform.database);
  const province = await makeAccount(platform, { kind: 'province', login: 'fujian', provinceCode: '350000' });
  fujian = await cookieOf(platform, { kind: 'province', accountId: province });
  const accountId = await makeAccount(platform, { kind: 'operator', login: 'operator' });
  operator = await cookieOf(platform, { kind: 'operator', accountId });
});
after(async () => {
  await app.close();
  await platform.stop();
  await rm(folder, { recursive: true });
});

const columns = receiverFields.map(({ label, required }) => ({ header: required ? `${label}*` : label }));
const line = (served: string, name: string, more: Readonly<Record<string, string>> = {}): string[] => {
  const cells: Readonly<Record<string, string>> = {
    ...{ servedRegionCode: served, name, regionCode: '福建省厦门市思明区', address: '演示路 1 号', validFrom: '2027/1/1' },
    ...more,
  };
  return receiverFields.map(({ key }) => cells[key] ?? '');
};
async function upload(cookie: string, rows: readonly string[][], heads = columns) {
  const path = join(folder, 'sent.xlsx');
  await writeRows('档案接收机构', heads, rows, path);
  const headers = { cookie, 'content-type': 'application/octet-stream', 'file-name': 'a.xlsx' };
  const payload = await readFile(path);
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/api/receiving-office-imports', headers, payload });
  return { statusCode, ...JSON.parse(body) };
}
async function rowsOf(content: Buffer) {
  const path = join(folder, 'got.xlsx');
  await writeFile(path, content);
  const rows: string[][] = [];
  for await (const { cells } of readRows(path)) rows.push(cells.map(({ text }) => text));
  return rows;
}

describe('a sheet of offices', () => {
  test('says of each line what became of it, adds what is right and gives the others back', async () => {
    const answer = await upload(
      fujian,
      [
        line('福建省厦门市', '厦门市人才服务中心（演示）', { phone: '0592-6180000' }),
        line('', ''),
        line('350203', '思明区人才服务中心（演示）', { regionCode: '350200' }),
        line('福建省厦门市', '同一地区的另一家'),
        line('不存在的地区', '没有地区的机构', { validFrom: '明天' }),
        line('350000', '', { postcode: '36100' }),
      ].map((cells, at) => (at === 1 ? cells.map(() => '') : cells)),
    );
    assert.equal(answer.statusCode, 200, JSON.stringify(answer));
    assert.deepEqual([answer.run.rows, answer.run.added], [5, 1]);
    const faults = answer.lines.map(({ fault }: { fault: string | null }) => fault);
    assert.equal(faults[0], null);
    assert.equal(faults[1], '地址不完整，请选到区县');
    assert.match(faults[2], /已有「厦门市人才服务中心（演示）」/);
    assert.match(faults[3], /请选择负责地区.*启用日期格式不符/);
    assert.match(faults[4], /请填写机构名称.*邮编应为 6 位数字/);
    assert.deepEqual(
      answer.lines.map(({ row }: { row: number }) => row),
      [2, 4, 5, 6, 7],
    );

    const url = `/api/receiving-office-imports/${answer.run.id}/refused`;
    const refused = await app.inject({ method: 'GET', url, headers: { cookie: fujian } });
    const [heads, first, ...rest] = await rowsOf(refused.rawPayload);
    assert.deepEqual(heads?.slice(-2), ['错误原因', '原行号']);
    assert.deepEqual([first?.[0], first?.at(-2), first?.at(-1), rest.length], ['350203', faults[1], '4', 3]);
    assert.equal((await app.inject({ method: 'GET', url, headers: { cookie: operator } })).statusCode, 404);

    // Mended, it is imported as it came.
    const again = await upload(
      fujian,
      [[...line('350203', '思明区人才服务中心（演示）'), faults[1], '4']],
      [...columns, { header: '错误原因' }, { header: '原行号' }],
    );
    assert.deepEqual([again.run.rows, again.run.added], [1, 1]);
    const listed = await app.inject({ method: 'GET', url: '/api/receiving-office-imports', headers: { cookie: fujian } });
    assert.deepEqual(
      listed.json().map(({ rows, added }: { rows: number; added: number }) => [rows, added]),
      [
        [1, 1],
        [5, 1],
      ],
    );
  });

  test('that is not one of ours is refused with a reason', async () => {
    const answer = await upload(operator, [['x']], [{ header: '姓名' }]);
    assert.deepEqual([answer.statusCode, answer.code], [422, 'sheet-refused']);
    assert.match(answer.title, /表头/);
    assert.match((await upload(operator, [])).title, /没有数据/);
  });

  test('begins with a template that offers the regions of the account', async () => {
    const url = '/api/receiving-office-imports/template';
    const template = await app.inject({ method: 'GET', url, headers: { cookie: fujian } });
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Uint8Array.from(template.rawPayload).buffer);
    const rule = (cell: string) => book.getWorksheet('档案接收机构')?.getCell(cell).dataValidation;
    assert.deepEqual(rule('A2')?.formulae, ['"福建省,福建省厦门市,福建省厦门市思明区"']);
    assert.deepEqual(rule('C2')?.formulae, ['"福建省厦门市思明区"']);
    assert.equal((await upload(fujian, [])).code, 'sheet-refused');
  });
});
