import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { drawSvg, toJpeg } from '#server/platform/images/testing/pictures.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeAccount } from '#server/testing/platform.ts';

const form = { mode: '21', unit: '䶮光县海洋与渔业局', region: '350203', text: '与单位签订的定向协议有误，已更正。' };
const modeOf = unnamed<{ trainingMode: string; directedUnitName: string | null }>(
  'select training_mode, directed_unit_name from graduate where id = $1',
);
const told = unnamed<{ title: string }>('select title from message where person_id = $1 or account_id = $2 order by id desc');

describe('another training mode', () => {
  let on: TestCases;
  let department: Someone & { readonly accountId: number };
  let school: Someone & { readonly accountId: number };
  let province: Someone;
  let neighbour: Someone;
  before(async () => {
    on = await startCases();
    department = await on.makeStaff('department');
    school = await on.makeStaff('school');
    await on.database.execute(unnamed("insert into province (code, name) values ('440000', '广东省')"));
    const account = async (login: string, provinceCode: string): Promise<Someone> => ({
      owner: {
        kind: 'province',
        accountId: await makeAccount(on.platform, { kind: 'province', login, provinceCode, name: '省厅' }),
      },
    });
    province = await account('fujian', '350000');
    neighbour = await account('guangdong', '440000');
  });
  after(() => on.stop());

  async function uploaded(who: Someone): Promise<string> {
    const picture = await toJpeg(await drawSvg('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'));
    const answer = await on.send(who, 'POST', '/api/training-mode-files', picture, {
      headers: { 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent('定向协议.jpg') },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().fileId;
  }
  const file = async (who: Graduate, more: object = {}, by: Someone = department) =>
    on.send(by, 'POST', `/api/graduates/${who.graduateId}/training-mode-requests`, {
      ...form,
      fileIds: [await uploaded(by)],
      ...more,
    });
  /** By the school, so that the province has it. */
  async function filed(who: Graduate, more: object = {}, by: Someone = school): Promise<string> {
    const answer = await file(who, more, by);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().ref;
  }
  const page = async (ref: string, by: Someone = province) => on.send(by, 'GET', `/api/training-mode-requests/${ref}`);
  const move = (ref: string, action: string, by: Someone = province, more: object = {}, version = 1) =>
    on.send(by, 'POST', `/api/training-mode-requests/${ref}/${action}`, { version, ...more });

  const actionsOf = (answer: { json(): { actions: { action: string; word: string }[] } }) =>
    answer.json().actions.map(({ action, word }) => `${action} ${word}`);

  test('a department’s request goes to its school, and to the province when the school files it', async () => {
    const who = await on.graduate();
    const before = (await on.send(school, 'GET', '/api/desk/requests')).json().modes;
    const ref = await filed(who, {}, department);
    assert.equal((await page(ref, department)).json().label, '待学校处理');
    assert.equal((await page(ref)).statusCode, 404, 'the province sees nothing of it');
    assert.equal((await move(ref, 'approve')).statusCode, 404);
    const rowsOf = async (someone: Someone, state: string) =>
      (await on.send(someone, 'GET', `/api/training-mode-requests?state=${state}`))
        .json()
        .rows.map((row: { ref: string }) => row.ref);
    assert.ok((await rowsOf(school, 'asked')).includes(ref));
    assert.deepEqual(await rowsOf(province, 'asked'), []);
    assert.equal((await on.send(school, 'GET', '/api/desk/requests')).json().modes, before + 1);
    assert.deepEqual(actionsOf(await page(ref, department)), ['discard 撤销']);
    assert.deepEqual(actionsOf(await page(ref, school)), ['approve 上报省级', 'reject 不予上报']);
    const counted = (await on.send(province, 'GET', '/api/training-mode-requests')).json().counts;
    assert.equal(
      counted.some(({ state }: { state: string }) => state === 'asked'),
      false,
    );

    assert.equal((await move(ref, 'approve', school)).json().label, '待省级审核');
    assert.equal((await on.send(school, 'GET', '/api/desk/requests')).json().modes, before);
    assert.equal((await file(who)).json().code, 'mode-request-open', 'it is still under way');
    assert.ok((await rowsOf(province, 'pending')).includes(ref));
    assert.deepEqual(actionsOf(await page(ref, department)), []);
    assert.deepEqual(actionsOf(await page(ref, school)), ['discard 撤销']);
    assert.equal((await move(ref, 'approve', province, {}, 2)).json().label, '审核通过，已修改');
    const { history } = (await page(ref, department)).json();
    assert.deepEqual(
      history.map(({ word }: { word: string }) => word),
      ['提交审核', '上报省级', '审核通过'],
    );
    await on.drain();
    const titles = async (accountId: number) => (await on.database.query(told, [0, accountId])).map(({ title }) => title);
    assert.deepEqual(await titles(department.accountId), ['培养方式修改申请：审核通过，已修改', '培养方式修改申请：待省级审核']);
    assert.deepEqual(
      await titles(school.accountId),
      ['培养方式修改申请：审核通过，已修改'],
      'who filed it hears of the outcome alone',
    );
  });

  test('the school declines with a reason, which the department reads; the province never hears of it', async () => {
    const who = await on.graduate();
    const ref = await filed(who, { mode: '22' }, department);
    assert.equal((await move(ref, 'reject', school)).statusCode, 422);
    const reason = { reason: '定向、委培单位信息有误', text: '单位名称与协议不一致。' };
    assert.equal((await move(ref, 'reject', school, { reason })).json().label, '学校不予上报');
    assert.match((await page(ref, department)).json().history.at(-1).text, /与协议不一致/);
    assert.equal((await page(ref)).statusCode, 404);
    const again = await filed(who, { mode: '22' }, department);
    assert.equal((await move(again, 'discard', department)).json().label, '已撤销');
    assert.equal((await page(again)).statusCode, 404);
  });

  test('the school files with evidence, the province approves, the roster changes and everybody is told', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const invitation = await on.invited(employer, who);
    const ref = await filed(who);
    const asked = (await page(ref)).json();
    assert.equal(asked.label, '待省级审核');
    assert.deepEqual(
      asked.actions.map(({ action }: { action: string }) => action),
      ['approve', 'reject'],
    );
    assert.equal(asked.consequences.length, 2);
    const picture = await on.send(province, 'GET', `/api/training-mode-requests/${ref}/files/${asked.files[0].id}`);
    assert.equal(picture.headers['content-type'], 'image/jpeg');
    assert.equal((await file(who)).json().code, 'mode-request-open');

    const done = await move(ref, 'approve');
    assert.equal(done.json().label, '审核通过，已修改');
    assert.deepEqual(await on.database.one(modeOf, [who.graduateId]), { trainingMode: '21', directedUnitName: form.unit });
    const ended = (await on.page(who, invitation)).json();
    assert.equal(ended.label, '邀请已失效（培养方式已修改）');
    assert.match(ended.reason.reason, /培养方式已修改为定向/);
    assert.equal((await on.invite(employer, who)).json().code, 'mode-may-not-sign');
    await on.drain();
    const titles = (await on.database.query(told, [who.personId, school.accountId])).map(({ title }) => title);
    for (const title of ['您的培养方式已修改', '培养方式修改申请：审核通过，已修改', '签约邀请已失效'])
      assert.ok(titles.includes(title), title);
    const history = (await on.send(department, 'GET', `/api/graduates/${who.graduateId}`)).json().history;
    assert.equal(history[0].what, '培养方式修改');
    assert.equal((await move(ref, 'approve')).json().code, 'changed-meanwhile');
    assert.equal((await move(ref, 'approve', province, {}, 2)).json().code, 'not-possible-here');
  });

  test('it is refused with a reason, and then nothing changes', async () => {
    const who = await on.graduate();
    const ref = await filed(who, { mode: '22' });
    assert.equal((await move(ref, 'reject')).statusCode, 422);
    const reason = { reason: '佐证材料不完整或不清晰', text: '请补充定向协议的签章页。' };
    assert.equal((await move(ref, 'reject', province, { reason })).json().label, '审核不通过');
    assert.equal((await on.database.one(modeOf, [who.graduateId])).trainingMode, '1');
    assert.match((await page(ref, department)).json().history.at(-1).text, /签章页/);
    // And asked again.
    await filed(who, { mode: '22' });
  });

  test('who holds a destination may not lose the right to sign; a unit or a mode that may sign does not matter', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate({ trainingMode: '22' })];
    const ref = await filed(who, { mode: '41' });
    const invitation = await on.invited(employer, who);
    await on.act(who, invitation, 'accept', on.consent(who));
    const [approve] = (await page(ref)).json().actions;
    assert.equal(approve.obstacle.code, 'mode-change-holds');
    assert.equal((await move(ref, 'approve')).json().code, 'mode-change-holds');
    assert.equal((await move(ref, 'discard', school)).json().label, '已撤销');
    assert.equal((await file(who, { mode: '21' })).json().code, 'mode-change-holds');
    const allowed = await filed(who, { mode: '42' });
    assert.equal((await move(allowed, 'approve')).statusCode, 200);
  });

  test('what is there already needs no request, a directed mode needs a unit, evidence must be one’s own', async () => {
    const who = await on.graduate();
    assert.equal((await file(who, { mode: '1' })).json().code, 'mode-unchanged');
    assert.deepEqual(Object.keys((await file(who, { unit: '', region: '' })).json().fields), ['unit', 'region']);
    assert.deepEqual(Object.keys((await file(who, { fileIds: [] })).json().fields), ['fileIds']);
    const other = await on.makeStaff('school');
    assert.equal((await file(who, { fileIds: [await uploaded(other)] })).json().code, 'file-missing');
  });

  test('another department, school or province sees nothing, and nobody decides whose it is not', async () => {
    const who = await on.graduate();
    const ref = await filed(who);
    const strangers = [
      await on.makeStaff('department', { departmentIds: [2] }),
      await on.makeStaff('school', { schoolId: 2 }),
      neighbour,
    ];
    for (const stranger of strangers) {
      assert.equal((await page(ref, stranger)).statusCode, 404);
      assert.deepEqual((await on.send(stranger, 'GET', '/api/training-mode-requests')).json().rows, []);
      assert.equal((await move(ref, 'approve', stranger)).statusCode, 404);
      const [files] = (await page(ref)).json().files;
      assert.equal((await on.send(stranger, 'GET', `/api/training-mode-requests/${ref}/files/${files.id}`)).statusCode, 404);
    }
    assert.equal((await move(ref, 'approve', department)).json().code, 'not-yours');
    assert.equal((await move(ref, 'discard', province)).json().code, 'not-yours');
    const asProvince = { ...form, fileIds: ['x'] };
    const url = `/api/graduates/${who.graduateId}/training-mode-requests`;
    assert.equal((await on.send(province, 'POST', url, asProvince)).statusCode, 403);
    const waiting = (await on.send(province, 'GET', '/api/training-mode-requests?state=pending')).json();
    assert.ok(waiting.rows.some((row: { ref: string }) => row.ref === ref));
  });
});
