import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { normalizeInvitationCode } from '#domain/identifiers/invitation-code.ts';
import { agreement } from '#server/cases/testing/agreement.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { readQr } from '#server/platform/images/read-qr.ts';
import { drawSvg } from '#server/platform/images/testing/pictures.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
before(async () => {
  on = await startCases();
});
after(() => on.stop());

const path = '/api/graduate/invitation-code';
const make = (who: Graduate, key: string = randomUUID()) => on.send(who, 'POST', path, undefined, { key });
const made = async (who: Graduate): Promise<string> => {
  const answer = await make(who);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().live.code;
};
const withdraw = (who: Graduate) => on.send(who, 'DELETE', path);
const read = (who: Someone, code: string) => on.send(who, 'POST', '/api/invitation-codes/reading', { code });
const invite = (who: Someone, code: string, more: object = {}, key: string = randomUUID()) =>
  on.send(who, 'POST', '/api/invitation-codes/invitations', { code, validityDays: 3, agreement, ...more }, { key });
const code = (answer: { json(): { code?: string } }) => answer.json().code;

describe('a graduate', () => {
  test('makes a code that lives 24 hours, and finds it again', async () => {
    const someone = await on.graduate({ name: '龚𬭎' });
    assert.deepEqual((await on.send(someone, 'GET', path)).json(), { live: null, obstacle: null });
    const { live } = (await make(someone)).json();
    assert.match(live.code, /^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$/);
    assert.equal(new Date(live.expiresAt).getTime(), on.clock.now().getTime() + 86_400_000);
    assert.deepEqual((await on.send(someone, 'GET', path)).json().live, live);
    on.clock.advance(86_400_000);
    assert.equal((await on.send(someone, 'GET', path)).json().live, null);
    on.clock.set('2027-03-10T02:00:00Z');
  });

  test('shows it as a QR code of the page for an invitation, with the code in the fragment', async () => {
    const { live } = (await make(await on.graduate())).json();
    assert.equal(live.url, `http://127.0.0.1:8100/desk/employer/invite#${normalizeInvitationCode(live.code)}`);
    const side = live.qr.size + 8;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${side} ${side}" width="${side * 8}" height="${side * 8}">
      <path fill="#fff" d="M-4-4h${side}v${side}h-${side}z"/><path d="${live.qr.path}"/></svg>`;
    assert.deepEqual(await readQr(await drawSvg(svg)), [live.url]);
  });

  test('has one at a time, and one for a command however often it is sent', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const first = await made(someone);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(someone, key)));
    const codes = new Set(answers.map(answer => answer.json().live.code));
    assert.equal(codes.size, 1);
    assert.equal(code(await read(employer, first)), 'invitation-code-unknown');
    assert.equal((await read(employer, [...codes].join())).statusCode, 200);
  });

  test('gets none that no employer could use, and is told why', async () => {
    const directed = await on.graduate({ trainingMode: '21' });
    assert.match((await on.send(directed, 'GET', path)).json().obstacle, /定向/);
    assert.equal(code(await make(directed)), 'mode-may-not-sign');
  });

  test('keeps it to themselves: in the database it is hashed and sealed, in command keys and logs it is not', async () => {
    const plain = normalizeInvitationCode(await made(await on.graduate()));
    const rows = await on.database.query(
      unnamed<{ text: string }>(
        `select t::text as text from invitation_code t union all select t::text from command_key t union all select t::text from audit_event t`,
      ),
    );
    assert.ok(rows.length > 2);
    assert.ok(!rows.some(({ text }) => text.includes(plain)));
    assert.ok(!on.platform.logged().includes(plain));
  });
});

describe('an employer', () => {
  test('reads the name, invites without an ID number, and the invitation is like any other', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate({ name: '迪丽娜尔·吐尔逊' })];
    const live = await made(someone);
    const whose = (await read(employer, ` ${live.toLowerCase()} `)).json();
    assert.deepEqual([whose.graduateName, whose.schoolName, whose.cohort], ['迪丽娜尔·吐尔逊', '东海大学', 2027]);
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => invite(employer, live, {}, key)));
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200],
      answers[0]?.body,
    );
    const { ref } = answers[0]?.json() ?? {};
    assert.deepEqual(new Set(answers.map(answer => answer.json().ref)), new Set([ref]));
    assert.equal((await on.row(ref)).employerName, employer.name);
    assert.equal(code(await invite(employer, live)), 'invitation-open');
    assert.equal(code(await on.invite(employer, someone)), 'invitation-open');
    assert.equal((await on.act(someone, ref, 'accept', on.consent(someone))).statusCode, 200);
  });

  test('may use a code that lives, as another employer may', async () => {
    const [one, other, someone] = [await on.makeEmployer(), await on.makeEmployer(), await on.graduate()];
    const live = await made(someone);
    assert.deepEqual([(await invite(one, live)).statusCode, (await invite(other, live)).statusCode], [200, 200]);
  });

  test('gets one refusal, byte for byte, for a code that is wrong, withdrawn, run out, or of somebody off the roster', async () => {
    const [employer, lapsed, withdrawn, late] = [
      await on.makeEmployer(),
      await on.graduate(),
      await on.graduate(),
      await on.graduate(),
    ];
    const codes = [await made(lapsed), await made(withdrawn), await made(late), 'K7M3XQ9PT'];
    await on.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1'), [lapsed.graduateId, on.clock.now()]);
    await withdraw(withdrawn);
    await on.database.execute(unnamed('update invitation_code set expires_at = $2 where graduate_id = $1'), [
      late.graduateId,
      on.clock.now(),
    ]);
    const answers = [];
    for (const one of codes) answers.push(await read(employer, one));
    assert.deepEqual(new Set(answers.map(({ body }) => body)).size, 1, answers.map(({ body }) => body).join('\n'));
    assert.equal(code(await invite(employer, codes[1] ?? '')), 'invitation-code-unknown');
  });

  test('may guess as often as it may look up names, both together', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const live = await made(someone);
    await on.database.execute(unnamed('insert into employer_look_up (employer_id, day, misses) values ($1, $2, 47)'), [
      employer.employerId,
      '2027-03-10',
    ]);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => read(employer, 'K7M3XQ9PT')));
    assert.equal(guesses.filter(answer => code(answer) === 'invitation-code-unknown').length, 3);
    assert.equal(code(await read(employer, live)), 'look-ups-used-up');
    assert.equal(code(await invite(employer, live)), 'look-ups-used-up');
    assert.equal(code(await on.invite(employer, someone)), 'look-ups-used-up');
  });

  test('that is not qualified learns nothing, and nobody else may ask', async () => {
    const [fresh, someone] = [await on.makeEmployer({ qualified: false }), await on.graduate()];
    const live = await made(someone);
    assert.equal(code(await read(fresh, live)), 'employer-not-qualified');
    assert.equal((await read(someone, live)).statusCode, 403);
    assert.equal((await on.send(await on.makeEmployer(), 'GET', path)).statusCode, 403);
    const wrong = await read(await on.makeEmployer(), 'K7M-3XQ');
    assert.deepEqual([wrong.statusCode, Object.keys(wrong.json().fields)], [422, ['code']]);
  });

  test('leaves a trace in the audit when it reads a code', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    await read(employer, await made(someone));
    const { count } = await on.database.one(
      unnamed<{ count: number }>(
        `select count(*)::int as count from audit_event where action = 'invitation-code-read' and object = $1 and actor = $2`,
      ),
      [`graduate:1-${someone.graduateId}`, `account:${employer.accountId}`],
    );
    assert.equal(count, 1);
  });
});
