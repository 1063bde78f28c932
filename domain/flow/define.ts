/** Spreads a table out into plain moves (one place, one role, one action) and stops the program when the table is faulty. */

import { detailsOf, isAction } from '../actions/all.ts';
import type { Facts } from '../facts.ts';
import { allLevels, type Level, type Levels, levelSettings, type Relative, type Role, roleWords } from '../roles.ts';
import { checkFlow } from './check.ts';
import type { Effect } from './effects.ts';
import type { Flow, Landing, Move } from './flow.ts';
import { reportedPlaces } from './reported.ts';
import { type Case, type FlowTable, type Place, type Row, type Rule, type State, start } from './table.ts';

const parties = ['graduate', 'employer'] as const;
const inTime: Rule = { code: 'too-late', isMet: (facts, kase) => kase.dueAt === undefined || facts.now < kase.dueAt };

const isLevel = (role: Role | undefined): role is Level => role === 'department' || role === 'school';
const list = <T extends string>(one: T | readonly T[] = []): readonly T[] => (typeof one === 'string' ? [one] : one);

function actual(role: Role | Relative, at: Role | undefined): Role | undefined {
  if (role === 'reviewer' || role === 'requester') return at;
  return role === 'counterparty' ? parties.find(party => at && party !== at) : role;
}

function placesOf(name: string, state: State, holds: boolean): Place[] {
  const { kind, label, tone, waitsFor, runsOut = false, unseen = false, mark, topic, ownLabel } = state;
  const spread = waitsFor === 'reviewer' ? allLevels : waitsFor === 'counterparty' ? parties : [undefined];
  const word = (role: Relative, at: Role | undefined): string | undefined => {
    const who = actual(role, at);
    return who && roleWords[who];
  };
  return spread.map(at => ({
    id: at ? `${name}.${at}` : name,
    state: name,
    at,
    kind,
    tone,
    holds,
    runsOut,
    unseen,
    ownLabel,
    mark,
    topic,
    waitsFor: list(waitsFor).flatMap(role => actual(role, at) ?? []),
    waitsAt: list(waitsFor)
      .map(role => actual(role, at))
      .find(isLevel),
    label: label.replace(/\{(reviewer|requester|counterparty)\}/g, (blank, role: Relative) => word(role, at) ?? blank),
  }));
}

/** Throws, naming flow and place, when the table contradicts itself. */
export function defineFlow<const S extends string>(table: FlowTable<S>): Flow {
  const fail = (what: string): never => {
    throw new Error(`flow ${table.name}: ${what}`);
  };
  const rows: readonly Row<string>[] = table.rows;
  const free: readonly string[] = table.hold?.exceptIn ?? Object.keys(table.states);
  const states = Object.entries<State>({ [start]: { kind: 'start', label: '', tone: 'waiting' }, ...table.states });
  const holds = (name: string, { kind }: State): boolean => kind !== 'ends' && ![start, ...free].includes(name);
  const places = new Map(
    states.flatMap(([name, state]) => placesOf(name, state, holds(name, state))).map(place => [place.id, place]),
  );
  const place = (id: string): Place => places.get(id) ?? fail(`no state ${id}`);
  const named = (name: string): Place[] => {
    const found = [...places.values()].filter(place => place.state === name || place.id === name);
    return found.length > 0 ? found : fail(`no state ${name}`);
  };

  /** Through a review: the first of the levels that are left or, with none left, where approval leads. */
  const onward = (round: string, [next]: Levels, effects: readonly Effect[]): Landing => {
    if (next) return { to: place(`${round}.${next}`), effects };
    for (const { to, from, effects: last = [] } of rows) {
      if (typeof to === 'object' && list(from).includes(round)) return { to: place(to.passed), effects: [...effects, ...last] };
    }
    return fail(`nobody approves in ${round}`);
  };
  const after = (from: Place, levels: Levels): Levels =>
    isLevel(from.at) && levels.includes(from.at)
      ? levels.slice(levels.indexOf(from.at) + 1)
      : fail(`${from.id} is not in a review by ${levels}`);

  const moveOf = (row: Row<string>, from: Place, role: Role | Relative): Move => {
    const { action, to, effects = [] } = row;
    if (!isAction(action)) return fail(`no action ${action}`);
    const by = actual(role, from.at) ?? fail(`${action}: nobody is the ${role} in ${from.id}`);
    const land = (levels: Levels): Landing => {
      if (to === undefined) return { to: from, effects };
      if (typeof to === 'object') {
        const left = after(from, levels);
        return onward(from.state, left, left.length > 0 ? (row.passing ?? []) : []);
      }
      if (isLevel(named(to)[0]?.at)) return onward(to, levels, effects);
      return { to: place(places.has(to) ? to : `${to}.${by}`), effects };
    };
    const settings = levelSettings.filter(levels => !isLevel(from.at) || levels.includes(from.at));
    const landings = [...new Set([...settings, ...(row.atOnce ? [[]] : [])].map(levels => land(levels).to))];
    const needs = [
      ...(by === 'clock' || by === 'system' ? [] : [...table.always, inTime]),
      ...(row.needs ?? []),
      ...(table.hold && !from.holds && landings.some(to => to.holds) ? [table.hold.needs] : []),
    ];
    const levels = (kase: Case, facts: Facts): Levels =>
      isLevel(from.at) ? kase.levels : row.atOnce?.(facts) ? [] : facts.levels;
    const { word, asks } = detailsOf(action, { flow: table.name, topic: from.topic, role: by });
    return { action, by, from, word, asks, needs, levels, land, landings };
  };

  const moves = rows.flatMap(row =>
    list(row.from)
      .flatMap(named)
      .flatMap(from => list(row.by).map(role => moveOf(row, from, role))),
  );
  const flow = { name: table.name, title: table.title, places, moves, reported: reportedPlaces(moves) };
  checkFlow(flow, fail);
  return flow;
}
