/** Races between those who change a graduate, their cases and the counters, each set up by a lock that the test holds. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sqlState, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';
import { makeAccount } from '#server/testing/platform.ts';
import { countersAgree, type Employer, type Graduate, type Someone, startCases, type TestCases } from './testing/cases.ts';

const lockGraduate = unnamed('select from graduate where school_id = $1 and id = $2 for update');
const lockCounter = unnamed(
  `select from desk_counter where school_id = 1 and flow = 'online-signing' and state = 'invited' for update`,
);
const idOf = (ref: string): number => Number(ref.split('-')[1]);

describe('one order of locks', () => {
  let on: TestCases;
  let employer: Employer;
  let department: Someone & { readonly accountId: number };
  let school: Someone;
  let admin: Someone;
  let province: Someone;
  before(async () => {
    on = await startCases();
    employer = await on.makeEmployer();
    department = await on.makeStaff('department');
    school = await on.makeStaff('school');
    admin = await on.makeStaff('schoolAdmin');
    const account = { kind: 'province', login: 'fujian', provinceCode: '350000' } as const;
    province = { owner: { kind: 'province', accountId: await makeAccount(on.platform, account) } };
  });
  after(async () => {
    await countersAgree(on.database);
    await on.stop();
  });

  /** Holds a lock while `begun` answers; what it has started continues when the lock is released. */
  async function whileHeld<T>(
    hold: (tx: Transaction) => Promise<unknown>,
    begun: () => Promise<readonly Promise<T>[]>,
  ): Promise<T[]> {
    const sent = await on.database.transaction(async tx => {
      await hold(tx);
      return { answers: await begun() };
    });
    return Promise.all(sent.answers);
  }
  const isFree = (table: 'destination_case' | 'training_mode_request', id: number): Promise<boolean> =>
    on.database.execute(unnamed(`select from ${table} where school_id = 1 and id = $1 for update nowait`), [id]).then(
      () => true,
      error => {
        assert.equal(sqlState(error), '55P03');
        return false;
      },
    );
  async function reviewed(who: Graduate): Promise<string> {
    const ref = await on.invited(employer, who);
    await on.act(who, ref, 'accept', on.consent(who));
    await on.act(department, ref, 'approve');
    return ref;
  }
  const remove = (who: Graduate) =>
    on.send(admin, 'POST', '/api/graduates/deletions', {
      reason: { reason: '信息有误，重新上传', text: '证件号码录入有误。' },
      chosen: { ids: [who.graduateId] },
      count: 1,
    });

  test('a decision waits for its graduate without holding the case, and a deletion is wholly before or wholly after it', async () => {
    for (const deletesFirst of [true, false]) {
      const who = await on.graduate();
      const ref = await reviewed(who);
      const [deletion, approval] = [() => remove(who), () => on.act(school, ref, 'approve')];
      const answers = await whileHeld(
        tx => tx.execute(lockGraduate, [1, who.graduateId]),
        async () => {
          const first = (deletesFirst ? deletion : approval)();
          await untilWaiting(on.database, 1);
          const second = (deletesFirst ? approval : deletion)();
          await untilWaiting(on.database, 2);
          assert.equal(await isFree('destination_case', idOf(ref)), true);
          return [first, second];
        },
      );
      assert.deepEqual(
        answers.map(({ statusCode }) => statusCode),
        deletesFirst ? [200, 409] : [200, 200],
      );
      assert.equal((await on.page(who, ref)).json().label, '失效');
    }
  });

  async function filed(who: Graduate): Promise<string> {
    const { id } = await on.database.one(
      unnamed<{ id: number }>(
        `insert into training_mode_request (school_id, graduate_id, state, is_open, from_mode, to_mode, to_unit, to_region, text_sealed,
           account_id, created_at, updated_at, province_code)
         values (1, $1, 'pending', true, '1', '21', '䶮光县海洋与渔业局', '350203', $2, $3, $4, $4, '350000') returning id`,
      ),
      [who.graduateId, on.vault.seal('协议有误，已更正。'), department.accountId, on.clock.now()],
    );
    return `1-${id}`;
  }
  const approveMode = (ref: string) => on.send(province, 'POST', `/api/training-mode-requests/${ref}/approve`, { version: 1 });
  const codeOf = (answer: { json(): { code?: string } }): string | undefined => answer.json().code;

  test('a request for another training mode is locked after its graduate', async () => {
    const who = await on.graduate();
    const mode = await filed(who);
    const [answer] = await whileHeld(
      tx => tx.execute(lockGraduate, [1, who.graduateId]),
      async () => {
        const approval = approveMode(mode);
        await untilWaiting(on.database, 1);
        assert.equal(await isFree('training_mode_request', idOf(mode)), true);
        return [approval];
      },
    );
    assert.equal(answer?.statusCode, 200);
  });

  test('a graduate who is accepting an invitation does not lose the right to sign meanwhile', async () => {
    const who = await on.graduate();
    const [invitation, mode] = [await on.invited(employer, who), await filed(who)];
    // The acceptance has written all but the counters when the province decides.
    const [accepted, approved] = await whileHeld(
      tx => tx.execute(lockCounter),
      async () => {
        const acceptance = on.act(who, invitation, 'accept', on.consent(who));
        await untilWaiting(on.database, 1);
        const approval = approveMode(mode);
        await untilWaiting(on.database, 2);
        return [acceptance, approval];
      },
    );
    assert.equal(accepted?.statusCode, 200);
    assert.equal(approved && codeOf(approved), 'mode-change-holds');
    assert.equal((await on.row(invitation)).state, 'reviewing.department');
  });

  test('who may no longer sign, the province having just decided, does not accept an invitation', async () => {
    const who = await on.graduate();
    const [invitation, mode] = [await on.invited(employer, who), await filed(who)];
    // The decision has ended the invitation, and written all but the counters, when the graduate accepts.
    const version = (await on.row(invitation)).version;
    const [approved, accepted] = await whileHeld(
      tx => tx.execute(lockCounter),
      async () => {
        const approval = approveMode(mode);
        await untilWaiting(on.database, 1);
        const acceptance = on.act(who, invitation, 'accept', on.consent(who), { version });
        await untilWaiting(on.database, 2);
        return [approval, acceptance];
      },
    );
    assert.equal(approved?.statusCode, 200);
    assert.equal(accepted && codeOf(accepted), 'already-moved');
    assert.equal((await on.page(who, invitation)).json().label, '邀请已失效（培养方式已修改）');
  });
});
