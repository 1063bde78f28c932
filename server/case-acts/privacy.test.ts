import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { expireOverdue } from '#server/case-effects/expire-case.ts';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle } from '#server/platform/jobs/worker.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { drainJobs } from '#server/platform/testing/jobs.ts';

let on: TestCases;
/** The headers of every answer, with the addresses that it leads to. */
const headers: string[] = [];
before(async () => {
  on = await startCases();
  on.app.addHook('onSend', async (_, reply) => {
    headers.push(JSON.stringify(reply.getHeaders()));
  });
});
after(() => on.stop());

/** Every row of every table, or of those of jobs, as text; binary columns are hex there. */
async function dump(schemas: readonly string[] = ['public', 'graphile_worker']): Promise<string> {
  const tables = await on.database.query(
    unnamed<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema = any($1) and table_type = 'BASE TABLE'
         and has_table_privilege(format('%I.%I', table_schema, table_name), 'select')`,
    ),
    [schemas],
  );
  assert.ok(tables.length > (schemas.length > 1 ? 25 : 1), String(tables.length));
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await on.database.query(unnamed<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`));
    texts.push(`${name}\n`, ...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}
const hex = (text: string) => Buffer.from(text).toString('hex');

// OWASP ASVS 5.0, 16.2.5 and 14.2: neither logs nor tables hold personal data in clear.
test('after a case from end to end, with refusals and a failure, neither log, tables, jobs nor headers hold ID numbers and phones', async () => {
  const employer = await on.makeEmployer();
  const who = await on.graduate({ name: '欧阳𬭎·买买提' });
  const [department, school] = [await on.makeStaff('department'), await on.makeStaff('school')];
  const contact = '13812348765';
  const secret = '一次性奖励三万元整';
  // Jobs are gone when they are done: what waits is looked at each time before it is carried out.
  const waiting: string[] = [];
  const drain = async () => {
    waiting.push(await dump(['graphile_worker']));
    return on.drain();
  };
  const ref = await on.invited(employer, who, { agreement: { contactMobile: contact, supplement: secret } });
  await drain();
  await on.send(who, 'POST', '/api/graduate/consent-codes');
  const code = on.platform.sent.at(-1)?.params.code;
  await on.act(who, ref, 'accept', { agreed: true, proof: { method: 'name', name: '错名' } });
  const accepted = await on.act(who, ref, 'accept', { agreed: true, proof: { method: 'sms', code } });
  assert.equal(accepted.statusCode, 200, accepted.body);
  await on.act(department, ref, 'reject', { reason: '看不顺眼', text: who.idNumber });
  await on.act(department, ref, 'approve');
  await on.act(school, ref, 'reject', { reason: '其他', text: `与 ${who.phone} 联系过，资料不齐。` });
  await on.send(school, 'GET', `/api/desk/cases?q=${encodeURIComponent(who.name)}&state=all`);
  await on.send(school, 'GET', `/api/cases/${ref}?idNumber=${who.idNumber}`);
  await on.invite(employer, { ...who, name: '错名' });
  for (const url of ['/auth/graduate', '/auth/wechat'])
    await on.send(who, 'GET', `${url}?return=${who.idNumber}&phone=${who.phone}`);
  await drain();
  await expireOverdue(on.platform);
  const failing = defineJob('privacy.fail', z.object({}));
  await on.database.transaction(tx => addJob(tx, failing, {}, { key: 'privacy' }));
  const fail = async () => {
    throw new Error(`the gateway says: no such number ${who.phone}, ID ${who.idNumber}, ${employer.phone}`);
  };
  const [failed] = await drainJobs(on.database, [handle(failing, fail)], on.clock);
  assert.match(failed?.lastError ?? '', /^the gateway says: no such number …, ID …/);
  const queues = (await on.send(await on.makeOperator(), 'GET', '/api/queues')).body;
  assert.match(queues, /the gateway says/);
  on.platform.log.error(
    { err: new Error(`duplicate key (${who.idNumber}) of ${who.name}, phone ${who.phone}`) },
    'a request failed',
  );

  const [log, tables] = [on.platform.logged(), await dump()];
  assert.ok(log.includes('a request failed'));
  for (const planted of [who.idNumber, who.phone, employer.phone, contact, who.name]) assert.ok(!log.includes(planted), planted);
  assert.ok(
    waiting.some(jobs => jobs.includes('cases.')),
    'jobs are in the dump',
  );
  assert.ok(headers.length > 12, String(headers.length));
  for (const planted of [who.idNumber, who.phone, employer.phone, contact, secret, who.name])
    for (const [what, texts] of Object.entries({ jobs: waiting, headers, queues: [queues] }))
      for (const text of texts)
        assert.ok(
          ![planted, hex(planted), encodeURIComponent(planted)].some(form => text.includes(form)),
          `${planted} in ${what}`,
        );
  for (const planted of [who.idNumber, who.phone, employer.phone, contact, secret]) {
    assert.ok(!tables.includes(planted), planted);
    assert.ok(!tables.includes(hex(planted)), `${planted} in hex`);
  }
  assert.ok(tables.includes(hex('').concat('\\\\x01')), 'sealed columns are in the dump');
});

test('what is sealed twice looks different each time, and is read again', async () => {
  const sealed = await on.database.query(
    unnamed<{ sealed: Buffer }>(
      'select document_number_sealed as sealed from graduate union all select form_sealed from destination_case',
    ),
  );
  assert.ok(sealed.length > 1);
  for (const row of sealed) {
    const text = on.vault.open(row.sealed);
    assert.notDeepEqual(on.vault.seal(text), row.sealed);
  }
});

test('the page of a case shows an employer the ID number masked, and nobody an address that holds it', async () => {
  const [employer, who] = [await on.makeEmployer(), await on.graduate()];
  const ref = await on.invited(employer, who);
  const shown = await on.page(employer, ref);
  assert.ok(!shown.body.includes(who.idNumber));
  assert.ok(!shown.body.includes(who.phone));
  assert.ok(shown.body.includes(`${who.idNumber.slice(0, 3)}***********${who.idNumber.slice(14)}`));
  assert.ok((await on.page(who, ref)).body.includes(who.idNumber));
});
