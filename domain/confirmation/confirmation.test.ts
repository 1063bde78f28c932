import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FlowName, flowNamed, flowNames, toneTo } from '../flows/all.ts';
import { type ConfirmationFacts, obstacleOf } from './answer.ts';
import { isLeavingTime, type LeavingFacts, leavingTasks } from './leaving.ts';

const facts: ConfirmationFacts = {
  state: 'unconfirmed',
  isLapsed: false,
  isModuleOpen: true,
  cohort: 'open',
  isRecorded: true,
};
describe('what is reported can be confirmed', () => {
  test('again and again, from every state that has a report, until the cohort is over', () => {
    for (const state of ['unconfirmed', 'right', 'wrong'] as const)
      for (const cohort of ['open', 'ended'] as const) assert.equal(obstacleOf({ ...facts, state, cohort }), undefined);
  });

  test('and else the first reason is told', () => {
    const nothing = { state: 'unreported', isRecorded: false } as const;
    for (const [not, code] of [
      [{ ...nothing, isLapsed: true, isModuleOpen: false, cohort: 'over' }, 'lapsed'],
      [{ ...nothing, isModuleOpen: false, cohort: 'over' }, 'confirmation-closed'],
      [{ ...nothing, cohort: 'over' }, 'cohort-over'],
      [{ ...nothing, cohort: 'before' }, 'cohort-not-open'],
      [nothing, 'not-reported'],
      [{ isRecorded: false }, 'report-on-its-way'],
    ] as const)
      assert.equal(obstacleOf({ ...facts, ...not }), code);
  });
});

const modules = { destinations: true, archive: true, hukou: true, confirmation: true, authorization: true };
const leaving: LeavingFacts = {
  ...{ cohort: 2027, graduatesIn: '202706', windowEnds: '2027-12-31', modules, state: 'unreported', held: undefined },
  ...{ archive: 'unregistered', hukou: 'unregistered', isAuthorized: false },
};
describe('离校前待办', () => {
  test('is what pages open on from 1 May until the cohort is over', () => {
    const days = ['2027-04-30', '2027-05-01', '2028-03-31', '2028-04-01'];
    assert.deepEqual(
      days.map(day => isLeavingTime(2027, day)),
      [false, true, true, false],
    );
  });

  test('says until when: the school’s window, the cohort’s end, the end of the service', () => {
    assert.deepEqual(
      leavingTasks(leaving).map(({ until }) => until),
      ['2027年12月31日', '2027年12月31日', '2027年12月31日', '2028年3月31日', '2027年12月31日'],
    );
  });

  test('has no hukou where it is not with the school; what is under way says so', () => {
    const held = { label: '签约审核中', tone: 'review' } as const;
    const tasks = leavingTasks({ ...leaving, held, archive: 'reviewing', hukou: undefined });
    assert.deepEqual(
      tasks.map(({ title, label, isDone }) => `${title} ${label} ${isDone}`),
      ['毕业去向登记 签约审核中 false', '档案信息登记 审核中 false', '去向登记确认 未上报 false', '核验授权 未授权 false'],
    );
  });

  test('asks the graduate to act where it is their turn, and nobody else’s', () => {
    const sentenceAt = (flow: FlowName, state: string) => {
      const held = { label: '办理中', tone: toneTo(['graduate'], flow, state) };
      return leavingTasks({ ...leaving, held })[0]?.sentence;
    };
    for (const flow of flowNames)
      for (const { id, waitsFor } of flowNamed(flow).places.values())
        if (waitsFor.length > 0)
          assert.equal(
            sentenceAt(flow, id),
            waitsFor.includes('graduate') ? '等待您处理，请打开继续办理。' : '正在办理，请留意审核进度。',
            `${flow} ${id}`,
          );
  });

  test('leads nowhere before its turn or while the school has closed it, and to what is done all the same', () => {
    const closed = { ...modules, archive: false, authorization: false };
    const done = { state: 'right', isAuthorized: true } as const;
    const pathOf = (it: Partial<LeavingFacts>, key: string) =>
      leavingTasks({ ...leaving, ...it }).find(task => task.key === key)?.path;
    assert.deepEqual(
      [pathOf({}, 'confirmation'), pathOf({ state: 'unconfirmed' }, 'confirmation'), pathOf({ modules: closed }, 'archive')],
      [null, '/confirmation', null],
    );
    assert.equal(pathOf({ ...done, modules: closed }, 'authorization'), '/authorization');
  });

  test('leads to what is registered or under way though the school has closed its module, and says that it is closed', () => {
    const closed = { ...modules, destinations: false, archive: false, hukou: false };
    const tasks = leavingTasks({ ...leaving, modules: closed, archive: 'reviewing' });
    assert.deepEqual(
      tasks.slice(0, 3).map(({ path, sentence }) => `${path} ${sentence}`),
      [
        '/destinations 学校尚未开放；可查看登记记录与审核进度。',
        '/archives/archive 学校尚未开放；可查看登记记录与审核进度。',
        'null 学校尚未开放，开放后再办理。',
      ],
    );
  });
});
