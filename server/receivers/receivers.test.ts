import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import {
  cookieOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeGraduate,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { originOffice, originOffices } from './find-office.ts';
import { receiverRoutes } from './routes.ts';

let platform: TestPlatform;
let app: FastifyInstance;
const cookies: Record<string, string> = {};
type Who = 'operator' | 'fujian' | 'guangdong' | 'admin' | 'otherAdmin' | 'school' | 'department' | 'graduate' | 'stranger';

before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, receiverRoutes(platform));
  const { database } = platform;
  await makeSchool(database);
  await makeSchool(database, 2, '西山大学');
  await database.execute(unnamed(`insert into province (code, name) values ('440000', '广东省')`));
  const region = unnamed('insert into region (code, name, parent_code, level) values ($1, $2, $3, $4)');
  await database.execute(region, ['350206', '湖里区', '350200', 'county']);
  await database.execute(region, ['440000', '广东省', null, 'province']);
  await database.execute(region, ['441900', '东莞市', '440000', 'city']);
  const open = async (who: Who, more: Omit<Parameters<typeof makeAccount>[1], 'login'>) => {
    const accountId = await makeAccount(platform, { ...more, login: who });
    cookies[who] = await cookieOf(platform, { kind: more.kind, accountId });
  };
  await open('operator', { kind: 'operator' });
  await open('fujian', { kind: 'province', provinceCode: '350000' });
  await open('guangdong', { kind: 'province', provinceCode: '440000' });
  await open('admin', { kind: 'schoolAdmin', schoolId: 1 });
  await open('otherAdmin', { kind: 'schoolAdmin', schoolId: 2 });
  await open('school', { kind: 'school', schoolId: 1 });
  await open('department', { kind: 'department', schoolId: 1, departmentIds: [1] });
  const { personId, cohort } = await makeGraduate(database, platform.vault);
  cookies.graduate = await cookieOf(platform, { kind: 'graduate', personId, cohort });
});
after(async () => {
  await app.close();
  await platform.stop();
});

let keys = 0;
const send = async (who: Who, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  keys += 1;
  const headers = { cookie: cookies[who] ?? '', 'idempotency-key': `receiver-key-${keys}` };
  const { statusCode, body } = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { statusCode, ...JSON.parse(body || '{}') };
};
const form = (servedRegionCode: string, name: string, more: object = {}) => ({
  ...{ servedRegionCode, name, regionCode: servedRegionCode.startsWith('44') ? '441900' : '350203', address: '演示路 1 号' },
  ...{ validFrom: '2027-01-01', ...more },
});
const { validFrom: _, ...ownForm } = form('350200', '东海大学指定的机构（演示）');
const add = (who: Who, ...given: Parameters<typeof form>) => send(who, 'POST', '/api/receiving-offices', form(...given));
const numbers: Record<string, number> = {};
const namesOf = ({ rows }: { readonly rows?: readonly { readonly name: string }[] }) => rows?.map(({ name }) => name);
const applies = async (who: Who, region: string) => (await send(who, 'GET', `/api/receivers/origin/${region}`)).office;

describe('the directory', () => {
  test('is kept by the operator for the country and by a province for its own regions', async () => {
    for (const [who, region, name] of [
      ['operator', '350000', '福建省高校毕业生就业服务中心（演示）'],
      ['fujian', '350200', '厦门市人才服务中心（演示）'],
      ['guangdong', '441900', '东莞市人才服务中心（演示）'],
    ] as const) {
      const answer = await add(who, region, name, { postcode: '361000', phone: '0592-6180000' });
      assert.equal(answer.statusCode, 200, JSON.stringify(answer));
      assert.deepEqual([answer.name, answer.time, answer.version, answer.history.length], [name, 'now', 1, 1]);
      numbers[region] = answer.id;
    }
    const refused = await add('fujian', '441900', '东莞的另一家');
    assert.deepEqual([refused.statusCode, refused.fields.servedRegionCode], [422, '只能维护本省地区的接收机构']);
  });

  test('a province sees and touches nothing of another one', async () => {
    const list = await send('fujian', 'GET', '/api/receiving-offices');
    assert.deepEqual(namesOf(list), ['福建省高校毕业生就业服务中心（演示）', '厦门市人才服务中心（演示）']);
    assert.deepEqual([list.total, list.provinceCode], [2, '350000']);
    assert.equal((await send('operator', 'GET', '/api/receiving-offices')).total, 3);
    const url = `/api/receiving-offices/${numbers['441900']}`;
    assert.equal((await send('fujian', 'GET', url)).statusCode, 404);
    const change = { form: form('441900', '改名'), version: 1 };
    assert.equal((await send('fujian', 'PUT', url, change)).statusCode, 404);
    assert.equal((await send('fujian', 'POST', `${url}/end`, { validUntil: '2027-12-31', version: 1 })).statusCode, 404);
    // Nor can an entry of its own be moved elsewhere.
    const moved = await send('fujian', 'PUT', `/api/receiving-offices/${numbers['350200']}`, change);
    assert.deepEqual([moved.statusCode, moved.fields.servedRegionCode], [422, '只能维护本省地区的接收机构']);
  });

  test('schools and graduates look up, and keep nothing', async () => {
    for (const who of ['admin', 'school', 'department', 'graduate'] as const) {
      assert.equal((await send(who, 'GET', '/api/receiving-offices')).statusCode, 403);
      assert.equal((await add(who, '350203', '自己的')).statusCode, 403);
      assert.equal((await send(who, 'GET', '/api/receivers?q=厦门')).statusCode, 200);
    }
    assert.equal((await send('stranger', 'GET', '/api/receivers?q=厦门')).statusCode, 401);
    for (const who of ['school', 'department', 'graduate', 'fujian', 'operator'] as const)
      assert.equal((await send(who, 'GET', '/api/school/origin-offices')).statusCode, 403);
  });

  test('an incomplete address is told at its field', async () => {
    const faults = async (more: object) => (await add('operator', '350203', '思明区人才服务中心（演示）', more)).fields;
    assert.deepEqual(await faults({ regionCode: '350200' }), { regionCode: '地址不完整，请选到区县' });
    assert.deepEqual(await faults({ address: ' ' }), { address: '请填写机构地址（详细地址）' });
    assert.deepEqual(await faults({ regionCode: '441900' }), { regionCode: '机构地址须与负责地区在同一省份，请核对' });
    assert.deepEqual(await faults({ regionCode: '350299' }), { regionCode: '没有这个地区，请重新选择' });
  });

  test('a region has one entry at a time', async () => {
    const refused = await add('fujian', '350200', '第二家', { validFrom: '2028-01-01' });
    assert.equal(refused.statusCode, 422);
    assert.match(refused.fields.validFrom, /「厦门市人才服务中心（演示）」（2027-01-01 起有效）/);
    const url = `/api/receiving-offices/${numbers['350200']}`;
    const early = await send('fujian', 'POST', `${url}/end`, { validUntil: '2026-12-31', version: 1 });
    assert.equal(early.fields.validUntil, '停用日期不能早于启用日期，请核对');
    const ended = await send('fujian', 'POST', `${url}/end`, { validUntil: '2027-12-31', version: 1 });
    assert.deepEqual([ended.statusCode, ended.validUntil, ended.time, ended.version], [200, '2027-12-31', 'now', 2]);
    assert.deepEqual(ended.history[0].changes, [{ key: 'validUntil', label: '停用日期', from: '', to: '2027年12月31日' }]);
    assert.equal((await add('fujian', '350200', '第二家', { validFrom: '2027-12-31' })).statusCode, 422);
    const next = await add('fujian', '350200', '厦门市公共人才服务中心（演示）', { validFrom: '2028-01-01' });
    assert.deepEqual([next.statusCode, next.time], [200, 'ahead']);
    assert.equal((await send('fujian', 'GET', '/api/receiving-offices?time=ahead')).total, 1);
    const both = await Promise.all([add('operator', '350206', '甲'), add('fujian', '350206', '乙')]);
    assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 422]);
  });

  test('who saw an older version is told; every change is in the history', async () => {
    const url = `/api/receiving-offices/${numbers['350200']}`;
    const changed = form('350200', '厦门市人才服务中心（演示）', { validUntil: '2027-12-31', contact: '档案科' });
    assert.equal((await send('fujian', 'PUT', url, { form: changed, version: 1 })).code, 'changed-meanwhile');
    const after = await send('fujian', 'PUT', url, { form: changed, version: 2 });
    assert.equal(after.statusCode, 200);
    const again = await send('fujian', 'PUT', url, { form: changed, version: after.version });
    assert.deepEqual([again.version, again.history.length], [after.version, 3], 'saved as it was');
    assert.deepEqual(
      after.history.map(({ action }: { action: string }) => action),
      ['changed', 'ended', 'added'],
    );
    assert.deepEqual(after.history[0].changes, [
      { key: 'postcode', label: '邮编', from: '361000', to: '' },
      { key: 'contact', label: '联系人', from: '', to: '档案科' },
      { key: 'phone', label: '联系电话', from: '0592-6180000', to: '' },
    ]);
    const acts = await platform.database.query(
      unnamed<{ action: string }>(`select action from audit_event where object = $1 order by id`),
      [`receiving-office:${numbers['350200']}`],
    );
    assert.deepEqual(
      acts.map(({ action }) => action),
      ['receiving-office-added', 'receiving-office-ended', 'receiving-office-changed'],
    );
  });

  test('the list is read page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const answer = await send('operator', 'GET', `/api/receiving-offices?limit=2${cursor}`);
      seen.push(...(namesOf(answer) ?? []));
      cursor = answer.next ? `&cursor=${answer.next}` : '';
    } while (cursor);
    assert.equal(new Set(seen).size, 5);
    assert.equal(seen.length, 5);
    assert.equal((await send('operator', 'GET', '/api/receiving-offices?region=350200&q=rencai')).total, 2);
  });
});

describe('looking up', () => {
  test('a part of the name, its pinyin, its initials, and characters in their order find an office that holds today', async () => {
    for (const q of ['厦门市人才', '厦门人才', 'xiamenshi', 'Xia Men', 'xmsrc', 'xmrc', '演示'])
      assert.ok(
        namesOf(await send('graduate', 'GET', `/api/receivers?q=${encodeURIComponent(q)}`))?.includes(
          '厦门市人才服务中心（演示）',
        ),
        q,
      );
    for (const q of ['人才厦门', '公共人才', 'zzz', '100%', '_'])
      assert.deepEqual(namesOf(await send('graduate', 'GET', `/api/receivers?q=${encodeURIComponent(q)}`)), [], q);
    const { rows } = await send('department', 'GET', '/api/receivers?q=dongguan');
    assert.deepEqual(
      [rows[0].served, rows[0].region, rows[0].regionCode, rows[0].phone, rows[0].own],
      ['广东省东莞市', '广东省东莞市', '441900', '0592-6180000', false],
    );
  });

  test('a region is served by its own office and by those above and below it', async () => {
    const served = async (region: string) =>
      (await send('graduate', 'GET', `/api/receivers?region=${region}`)).rows.map(
        (row: { servedRegionCode: string }) => row.servedRegionCode,
      );
    assert.deepEqual(await served('350203'), ['350200', '350000']);
    assert.deepEqual(await served('350000'), ['350206', '350200', '350000']);
    assert.deepEqual(await served('441900'), ['441900']);
  });

  test('answers twenty at most', async () => {
    const fill =
      unnamed(`insert into receiving_office (served_region_code, province_code, name, name_letters, name_initials, region_code,
        address, valid_from, created_at, updated_at)
      select '9' || n, '99', '海岛' || n, 'haidao', 'hd', '350203', '路', '2020-01-01', now(), now() from generate_series(10001, 10030) n`);
    await platform.database.execute(fill);
    assert.equal((await send('graduate', 'GET', '/api/receivers?q=hd')).rows.length, 20);
  });
});

describe('the office of an origin', () => {
  test('is the nearest up the tree that holds today', async () => {
    assert.equal((await applies('graduate', '350203')).name, '厦门市人才服务中心（演示）');
    assert.equal((await applies('fujian', '350000')).name, '福建省高校毕业生就业服务中心（演示）');
    assert.equal(await applies('school', '440000'), null);
    assert.equal(await applies('school', '999999'), null);
  });

  test('changes with the day', async () => {
    const on = async (day: string) => (await originOffice(platform.database, { schoolId: 1, origin: '350203', day }))?.name;
    assert.equal(await on('2026-12-31'), undefined);
    assert.equal(await on('2027-12-31'), '厦门市人才服务中心（演示）');
    assert.equal(await on('2028-01-01'), '厦门市公共人才服务中心（演示）');
  });

  test("is the school's own where it set one, for its own people alone", async () => {
    const set = (who: Who, version: number, more: object = {}) =>
      send(who, 'POST', '/api/school/origin-offices', { form: { ...ownForm, ...more }, version });
    assert.deepEqual((await set('admin', 0, { regionCode: '350200' })).fields, { regionCode: '地址不完整，请选到区县' });
    const own = await set('admin', 0);
    assert.deepEqual([own.statusCode, own.version, own.served], [200, 1, '福建省厦门市']);
    assert.match((await set('admin', 0)).fields.servedRegionCode, /本校已指定/);
    assert.equal((await set('admin', 1, { contact: '李老师' })).version, 2);
    assert.equal((await set('admin', 1)).code, 'changed-meanwhile');
    for (const who of ['graduate', 'department', 'admin'] as const) {
      const { name, own: isOwn } = await applies(who, '350203');
      assert.deepEqual([name, isOwn], [ownForm.name, true]);
    }
    for (const who of ['otherAdmin', 'fujian'] as const) assert.equal((await applies(who, '350203')).own, false);
    assert.equal(namesOf(await send('graduate', 'GET', '/api/receivers?q=donghai'))?.[0], ownForm.name);
    assert.deepEqual(namesOf(await send('otherAdmin', 'GET', '/api/receivers?q=donghai')), []);
    assert.deepEqual((await send('otherAdmin', 'GET', '/api/school/origin-offices')).rows, []);

    const many = await originOffices(platform.database, {
      schoolId: 1,
      origins: ['350203', '441900', '350203', '0'],
      day: '2027-03-10',
    });
    assert.deepEqual(
      [...many].map(([origin, office]) => [origin, office.own]),
      [
        ['350203', true],
        ['441900', false],
      ],
    );
  });

  test("is the directory's again when the school clears its own", async () => {
    const removal = '/api/school/origin-offices/350200/removal';
    assert.equal((await send('otherAdmin', 'POST', removal, { version: 2 })).statusCode, 404);
    assert.equal((await send('admin', 'POST', removal, { version: 1 })).code, 'changed-meanwhile');
    assert.equal((await send('admin', 'POST', removal, { version: 2 })).statusCode, 200);
    assert.equal((await applies('graduate', '350203')).own, false);
    const { rows, history } = await send('admin', 'GET', '/api/school/origin-offices');
    assert.deepEqual(rows, []);
    assert.deepEqual(
      history.map(({ action }: { action: string }) => action),
      ['cleared', 'set', 'set'],
    );
    const acts = await platform.database.query(
      unnamed<{ action: string; detailSealed: Buffer }>(
        `select action, detail_sealed from audit_event where school_id = 1 and object = 'origin-office:350200' order by id`,
      ),
    );
    assert.deepEqual(
      acts.map(({ action }) => action),
      ['origin-office-set', 'origin-office-set', 'origin-office-cleared'],
    );
    assert.deepEqual(platform.vault.openJson(acts.at(-1)?.detailSealed ?? Buffer.of()), {
      负责地区: '福建省厦门市',
      机构名称: ownForm.name,
      '机构地址（省市区）': '福建省厦门市思明区',
      '机构地址（详细地址）': '演示路 1 号',
      联系人: '李老师',
    });
  });
});
