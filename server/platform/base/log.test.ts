import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { createLog } from './log.ts';

function recorder() {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk, _encoding, next) {
      lines.push(String(chunk));
      next();
    },
  });
  return { to, log: createLog({ to }), last: () => JSON.parse(lines.at(-1) ?? '{}'), text: () => lines.join('') };
}

test('an error loses numbers, names and quoted text, and keeps what it takes to find it', () => {
  const { log, last, text } = recorder();
  const planted = ['350203200411020011', '13900990001', '欧阳𬭎·买买提', '福建省厦门市思明区演示路 7 号', 'Zhang San'];
  for (const value of planted) {
    log.error({ err: new TypeError(`invalid input syntax for type bigint: "${value}", row ${value}`) }, 'a request failed');
    if (value !== 'Zhang San') assert.ok(!text().includes(value), value);
    assert.ok(!last().err.message.includes(`"${value}"`), value);
    assert.equal(last().err.type, 'TypeError');
    assert.match(last().err.message, /^invalid input syntax for type bigint: /);
  }
});

test('a parser’s complaint quotes nothing', () => {
  const { log, text } = recorder();
  try {
    JSON.parse('{"name": 张三, "phone": "13900990001"}');
  } catch (err) {
    log.error({ err }, 'a request failed');
  }
  assert.match(text(), /is not valid JSON/);
  for (const planted of ['张三', '13900990001', 'phone']) assert.ok(!text().includes(planted), planted);
});

test('names of constraints, tables and modules stay', () => {
  const { log, last } = recorder();
  log.error({ err: new Error('duplicate key value violates unique constraint "destination_case_one_hold"') }, 'x');
  assert.match(last().err.message, /"destination_case_one_hold"$/);
  log.error({ err: new Error('Cannot find module "#server/platform/log.ts"') }, 'x');
  assert.match(last().err.message, /"#server\/platform\/log\.ts"$/);
});

test('the row that a database names in an error’s detail is not logged, its code is', () => {
  const { log, last, text } = recorder();
  const err = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(张三) already exists.' });
  log.error({ err }, 'a request failed');
  assert.equal(last().err.code, '23505');
  assert.ok(!text().includes('already exists'));
});

test('a request is its method and route: no query, no header, no address, no body', () => {
  const { log, last, text } = recorder();
  const request = {
    method: 'GET',
    url: '/api/desk/cases?q=%E5%BC%A0%E4%B8%89',
    headers: { cookie: 'session=secret' },
    remoteAddress: '10.1.2.3',
    body: { name: '张三' },
  };
  log.info({ req: { ...request, routeOptions: { url: '/api/cases/:ref' } } }, 'x');
  assert.deepEqual(last().req, { method: 'GET', route: '/api/cases/:ref' });
  log.info({ req: request }, 'x');
  assert.deepEqual(last().req, { method: 'GET', route: '/api/desk/cases' });
  for (const planted of ['%E5', 'secret', '10.1.2.3', '张三']) assert.ok(!text().includes(planted), planted);
});

test('nothing below the level is written', () => {
  const { to, text } = recorder();
  const log = createLog({ level: 'warn', to });
  log.info('quiet');
  log.warn('loud');
  assert.ok(!text().includes('quiet') && text().includes('loud'));
});
