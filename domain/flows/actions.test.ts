/** Each row of the table of actions, held against the flows that use it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionNames, actions, detailsOf, isAction } from '../actions/all.ts';
import { reasonLists, reasonsAnywhere, reasonsFor } from '../actions/reasons.ts';
import type { Details, Where } from '../actions/row.ts';
import { defineFlow } from '../flow/define.ts';
import type { Move } from '../flow/flow.ts';
import { ends, type Row, start, waits } from '../flow/table.ts';
import { requestNames } from '../flow-names.ts';
import { levelSettings, roleWords } from '../roles.ts';
import { flowNamed, flowNames, requestFlows } from './all.ts';

interface Use extends Move {
  readonly flow: string;
  readonly details: Details;
}
const usesIn = (flow: string, moves: readonly Move[]): Use[] =>
  moves.map(move => ({
    ...move,
    flow,
    details: detailsOf(move.action, { flow, topic: move.from.topic, role: move.by }),
  }));
const inCases = flowNames.flatMap(flow => usesIn(flow, flowNamed(flow).moves));
const everywhere = [...inCases, ...requestNames.flatMap(name => usesIn(name, requestFlows[name].moves))];
const said = ({ flow, from, action, by }: Use): string => `${flow}: ${from.id}: ${action} by ${by}`;
const isPerson = ({ by }: Use): boolean => by !== 'clock' && by !== 'system';

/** Over the review levels that a school may set, and none where nobody has to look. */
const effectsOf = ({ from, land, landings }: Use) =>
  [...levelSettings, []]
    .filter(levels => from.waitsAt === undefined || levels.some(level => level === from.waitsAt))
    .map(land)
    .filter(({ to }) => landings.includes(to))
    .flatMap(({ effects }) => effects);

describe('the table of actions and the flows', () => {
  test('a flow uses every row, and every difference that a row makes', () => {
    const fits = ({ flow, topic, role }: Where, use: Use): boolean =>
      (!flow || [flow].flat().some(one => one === use.flow)) &&
      (!topic || topic === use.from.topic) &&
      (!role || role === use.by);
    for (const action of actionNames) {
      const uses = everywhere.filter(use => use.action === action);
      assert.ok(uses.length > 0, `no flow uses ${action}`);
      for (const where of actions[action].where ?? []) {
        const flows = [where.flow ?? []].flat();
        for (const one of flows.length > 0 ? flows : [undefined])
          assert.ok(
            uses.some(use => fits({ ...where, flow: one }, use)),
            `${action} differs where it is never done: ${one ?? ''} ${where.topic ?? ''} ${where.role ?? ''}`,
          );
      }
    }
  });

  test('an action without a row stops the load', () => {
    const row: Row<string> = JSON.parse('{ "action": "fly", "by": "graduate", "from": "draft", "to": "ended" }');
    const define = (rows: readonly Row<string>[]) =>
      defineFlow<string>({
        name: 'trial',
        title: '试验',
        always: [],
        states: { draft: waits('graduate', '暂存'), ended: ends('结束') },
        rows: [
          { action: 'save', by: 'graduate', from: start, to: 'draft' },
          { action: 'discard', by: 'graduate', from: 'draft', to: 'ended' },
          ...rows,
        ],
      });
    assert.ok(define([]));
    assert.throws(() => define([row]), { message: 'flow trial: no action fly' });
  });

  test('who is told of a step of a case finds words for it, now and when reminded', () => {
    for (const use of inCases)
      for (const effect of effectsOf(use)) {
        const { tells, reminds } = use.details;
        if (effect.kind === 'remindAfter' || effect.kind === 'remindBeforeDue') assert.ok(reminds, said(use));
        if (effect.kind !== 'tell') continue;
        const parties =
          effect.whom === 'graduate' || effect.whom === 'employer'
            ? [effect.whom]
            : effect.whom === 'parties'
              ? (['graduate', 'employer'] as const)
              : ([use.by === 'graduate' ? 'employer' : 'graduate'] as const);
        for (const party of parties) assert.ok(tells?.[party], `${said(use)}: nothing is told to the ${party}`);
      }
  });

  test('no row has words for somebody who is never told', () => {
    const told = new Set(inCases.filter(use => effectsOf(use).some(({ kind }) => kind === 'tell')).map(({ action }) => action));
    for (const use of inCases) assert.equal(use.details.tells !== undefined, told.has(use.action), said(use));
  });

  test('a graduate reads on the phone what an action means; a reviewer finds its button on the desk', () => {
    for (const use of inCases.filter(isPerson)) {
      const { graduate, reviewer } = use.details;
      if (actions[use.action].hasNoButton) continue;
      if (use.by === 'graduate') assert.ok(graduate, said(use));
      if (use.by === 'department' || use.by === 'school') assert.ok(reviewer, said(use));
    }
    const keys = actionNames.flatMap(action => actions[action].reviewer?.key ?? []);
    assert.equal(new Set(keys).size, keys.length, 'two actions under one key');
  });

  test('who must give a reason chooses from a list, and only where reasons are given is there one', () => {
    for (const use of everywhere) {
      const list = reasonsFor(use.flow, use.action, {}, use.from.topic);
      if (use.asks === 'reason' || use.asks === 'termination') assert.ok(list.length > 1, said(use));
      if (list.length > 0) assert.match(use.asks ?? '', /^(reason|termination|note)$/, said(use));
    }
  });

  test('nothing is returned for what a returned case cannot change: its type', () => {
    for (const { flow, action, from } of everywhere)
      if (action === 'return')
        for (const reason of reasonsFor(flow, action, {}, from.topic)) assert.doesNotMatch(reason, /去向类型/, flow);
  });

  test('the agreement has no reasons about a scan, which comes later; the scan none about a form that is closed by then', () => {
    for (const action of ['return', 'reject']) {
      for (const reason of reasonsFor('offline-signing', action, {}, 'agreement'))
        assert.doesNotMatch(reason, /材料|图像|公章|上传|情况说明/, action);
      if (action === 'return')
        for (const reason of reasonsFor('offline-signing', action)) assert.doesNotMatch(reason, /信息|条款|填写/, action);
      assert.deepEqual(
        new Set(reasonsAnywhere('offline-signing', action)),
        new Set([...reasonsFor('offline-signing', action), ...reasonsFor('offline-signing', action, {}, 'agreement')]),
      );
      assert.equal(reasonsAnywhere('offline-signing', action).at(-1), '其他');
    }
    for (const reason of reasonsFor('other-destination', 'reject', {}, 'voiding')) assert.doesNotMatch(reason, /类型|材料|名单/);
  });

  test('each list ends with 其他, names nothing twice, and fits its column', () => {
    for (const use of everywhere) {
      const list = reasonsFor(use.flow, use.action, {}, use.from.topic);
      assert.equal(new Set(list).size, list.length, said(use));
      if (list.length > 0) assert.equal(list.at(-1), '其他', said(use));
      for (const reason of list) assert.ok(reason.length <= 50, reason);
    }
  });

  test('a list that is shared exists, and follows what the school makes of it', () => {
    for (const { action, flow, details } of everywhere) {
      const { reasons = [] } = details;
      if (!('flow' in reasons)) continue;
      assert.ok(isAction(reasons.action));
      assert.ok(reasonsFor(flow, action).length > 1, `${flow} ${action}`);
      assert.deepEqual(reasonsFor(flow, action, { [reasons.flow]: { [reasons.action]: ['搬迁'] } }), ['搬迁']);
    }
  });

  test('a school may change the lists of its own cases, in the order of the page', () => {
    assert.deepEqual(
      reasonLists.map(({ flow, key }) => `${flow} ${key}`),
      [
        'online-signing decline',
        'online-signing reject',
        'offline-signing agreement-return',
        'offline-signing return',
        'offline-signing agreement-reject',
        'offline-signing reject',
        'paper-signing return',
        'paper-signing reject',
        'online-termination request',
        'online-termination decline',
        'online-termination reject',
        'offline-termination return',
        'offline-termination reject',
        'other-destination return',
        'other-destination voiding-reject',
        'other-destination reject',
        'other-destination void',
        'archive-request reject',
        'hukou-request reject',
      ],
    );
  });

  test('words are there for everybody who acts', () => {
    for (const use of everywhere) {
      assert.ok(use.word !== '', said(use));
      assert.ok(Object.hasOwn(roleWords, use.by), said(use));
    }
  });
});
