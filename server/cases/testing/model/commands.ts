/** Random people doing random things: what fast-check draws, shrinks and replays. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { flowNamed } from '#domain/flows/all.ts';
import { casesAgree, expectedRows, flowOf, readRows } from './check.ts';
import { noteDone as note } from './done.ts';
import { base, type Command, follow, once, wordsOf } from './one-move.ts';
import { actions, possibleMoves } from './possible-moves.ts';
import type { Outcome } from './product.ts';
import { decideMove } from './reference.ts';
import { confirms, directs, loses, onOrOffRoster, proves, settled } from './several-moves.ts';
import { transferCommands } from './transfer-commands.ts';
import { type Answer, type By, day, isOver, type Kase, type Move, otherTypes, placeOf, type World, yearEnd } from './world.ts';

export const graduates = 3;
const longest = 240;
/** What leads nowhere new is drawn less often. */
const idle = new Set('save refreshSnapshot noteHelp discard withdraw recall decline cancel requestEmployerUpload'.split(' '));

function choose(world: World, ofCase: number, ofMove: number, purposeful: boolean): Move | undefined {
  const all = possibleMoves(world);
  const wanted = all
    .map(moves => moves.filter(move => !purposeful || move.what !== 'act' || !idle.has(move.action)))
    .filter(moves => moves.length > 0);
  const moves = wanted[ofCase % Math.max(1, wanted.length)];
  return moves?.[ofMove % moves.length];
}

/** Somebody does what is open to them. */
function sensible(ofCase: number, ofMove: number, purposeful: boolean): Command {
  return {
    ...base,
    toString: () => 'a move',
    run: async (world, product) => {
      const move = choose(world, ofCase, ofMove, purposeful);
      if (!move) return;
      note(world, wordsOf(move, world));
      await once(product, world, move);
    },
  };
}

/** Somebody does what comes to mind. */
function wild(ofCase: number, by: By, action: string, turn: number): Command {
  return {
    ...base,
    toString: () => 'anything',
    run: async (world, product) => {
      if (world.cases.length === 0) return;
      const kase = ofCase % world.cases.length;
      const more = action === 'amend' ? ['70.01', '10.02', '27.03', '85.01'][turn % 4] : turn % 2 ? 'explanation' : undefined;
      const move: Move = action === 'terminate' ? { what: 'terminate', kase, by } : { what: 'act', kase, by, action, more };
      note(world, wordsOf(move, world));
      await once(product, world, move, turn);
    },
  };
}

/** Somebody does what the product has a row for here, whatever the model thinks of it. */
function tabled(ofCase: number, ofMove: number): Command {
  return {
    ...base,
    toString: () => 'a row',
    run: async (world, product) => {
      const alive = world.cases.filter(kase => !isOver(kase));
      const kase = alive[ofCase % Math.max(1, alive.length)];
      if (!kase) return;
      const index = world.cases.indexOf(kase);
      const rows = flowNamed(flowOf[kase.kind]).moves.filter(({ from }) => from.id === placeOf(kase));
      const row = rows[ofMove % Math.max(1, rows.length)];
      const by = people.find(name => name === row?.by);
      if (!row || !by) return;
      const move: Move = { what: 'act', kase: index, by, action: row.action, more: otherTypes[ofMove % otherTypes.length] };
      note(world, wordsOf(move, world));
      await once(product, world, move);
    },
  };
}

/** One command, sent twice at the same instant and once more later: one effect, the same answer. */
function repeated(ofCase: number, ofMove: number): Command {
  return {
    ...base,
    toString: () => 'a repeated move',
    run: async (world, product) => {
      const move = choose(world, ofCase, ofMove, true);
      if (!move || (move.what === 'act' && (move.action === 'save' || move.by === 'agent'))) return;
      note(world, `thrice: ${wordsOf(move, world)}`);
      await product.prepare(move, world);
      const key = randomUUID();
      const seen = structuredClone(world);
      const [first, second] = await Promise.all([product.make(move, seen, key), product.make(move, seen, key)]);
      assert.deepEqual(second, first);
      await follow(product, world, move, first);
      assert.deepEqual(await product.make(move, seen, key), first);
      await casesAgree(product, world);
    },
  };
}

/** Two people at the same instant: as if one had come after the other, whichever it was. */
function race(one: readonly [number, number], other: readonly [number, number]): Command {
  return {
    ...base,
    toString: () => 'a race',
    run: async (world, product) => {
      const moves = [choose(world, ...one, true), choose(world, ...other, true)].filter(move => move !== undefined);
      const [a, b] = moves;
      if (!a || !b) return;
      // A link is one person’s, and handing in by it is one command however often it is sent.
      if ('by' in a && 'by' in b && a.by === 'agent' && b.by === 'agent') return;
      note(world, `at once: ${moves.map(move => wordsOf(move, world)).join(' / ')}`);
      for (const move of moves) await product.prepare(move, world);
      const [ofA, ofB] = await Promise.all([product.make(a, world), product.make(b, world)]);
      const rows = await readRows(product);
      const orders = [
        [a, ofA, b, ofB],
        [b, ofB, a, ofA],
      ] as const;
      const explained = orders
        .map(([first, ofFirst, then, ofThen]) => inOrder(world, [first, ofFirst], [then, ofThen]))
        .find(after => after && sameRows(expectedRows(after), rows));
      assert.ok(explained, `${ofA.refused ?? 'done'} / ${ofB.refused ?? 'done'} is neither order`);
      Object.assign(world, explained);
      for (const move of moves) {
        const kase = move.what === 'act' && move.action === 'requestEmployerUpload' ? world.cases[move.kase] : undefined;
        if (kase) await product.keepToken(kase);
      }
      await casesAgree(product, world);
    },
  };
}
const sameRows = (expected: readonly object[], rows: readonly object[]): boolean =>
  JSON.stringify(expected.map(row => Object.entries(row).sort())) === JSON.stringify(rows.map(row => Object.entries(row).sort()));

/** The world after both, if the answers are those of this order. */
function inOrder(world: World, ...done: readonly (readonly [Move, Outcome])[]): World | undefined {
  const after = structuredClone(world);
  for (const [move, { refused, ref }] of done) {
    const seen = move.what === 'act' || move.what === 'terminate' ? world.cases[move.kase]?.version : undefined;
    const carry = decideMove(after, move, seen);
    if ((refused === undefined) !== (carry !== undefined)) return undefined;
    const opened: Kase | undefined = carry?.();
    if (opened) opened.ref = ref ?? '';
  }
  return after;
}

/** The last minute in which something may begin, the first in which nothing may, the last of the year, the year's end itself. */
const turns = [yearEnd.begins - 60_000, yearEnd.begins, yearEnd.over - 60_000, yearEnd.over] as const;

const changes = ['time', 'time', 'levels', 'voiding', 'module', 'major', 'mode', 'unit', 'department', 'lapse', 'year'] as const;
/** Time passes, the school decides otherwise, the roster changes. */
function around(what: (typeof changes)[number], turn: number): Command {
  return {
    ...base,
    toString: () => what,
    run: async (world, product) => {
      const graduate = turn % world.graduates.length;
      const person = world.graduates[graduate];
      if (!person) return;
      note(world, `${what} ${turn}`);
      switch (what) {
        case 'time':
          // The window of the cohort is longer than any run.
          world.now += ([1, 2, 4, 8][turn % 4] ?? 1) * (day / 2);
          return product.setNow(world.now);
        case 'year': {
          // Seldom: a run that comes to its year's end has little left to do.
          const at = turn % 4 === 0 ? (turns[(turn / 4) % turns.length] ?? 0) : 0;
          world.now = Math.max(world.now, at);
          return product.setNow(world.now);
        }
        case 'levels':
          world.levels = ([['department', 'school'], ['department'], ['school']] as const)[turn % 3] ?? [];
          break;
        case 'voiding':
          world.reviewsVoiding = !world.reviewsVoiding;
          break;
        case 'module':
          world.open = turn % 3 !== 0;
          break;
        case 'major':
          person.major = product.majors[turn % 2] ?? person.major;
          person.answer = undefined;
          await product.setMajor(graduate, person.major);
          return;
        case 'mode':
          // A fifth of the time; who may no longer sign may again with the next draw.
          if (person.mode === '1' && turn % 5 > 0) return;
          person.mode = person.mode === '1' ? '21' : '1';
          return product.setMode(graduate, person.mode);
        case 'unit':
          person.unit = product.units[turn % 2] ?? person.unit;
          return product.setUnit(graduate, person.unit);
        case 'department':
          person.department = 3 - person.department;
          await product.setDepartment(graduate, person.department);
          return;
        case 'lapse':
          // Off the roster a third of the time; a graduate who is gone comes back with the next draw.
          if (person.lapsed === undefined && turn % 3 > 0) return;
          return onOrOffRoster(product, world, graduate);
      }
      await product.set(world);
    },
  };
}

/** However a run went, it comes to the end of the year. */
const yearEnded: Command = {
  ...base,
  toString: () => 'the year ends',
  run: async (world, product) => {
    world.now = Math.max(world.now, yearEnd.over);
    await product.setNow(world.now);
    await settled().run(world, product);
  },
};
/** What every run closes with. */
export const closing = [settled(), yearEnded] as const;

const nat = fc.nat(999);
const people: readonly By[] = ['graduate', 'employer', 'agent', 'department', 'school'];
const anybody = fc.constantFrom<By>(...people, 'stranger');
export const commands = fc.commands(
  [
    ...Array.from({ length: 12 }, () => fc.tuple(nat, nat, fc.boolean()).map(drawn => sensible(...drawn))),
    ...[1, 2, 3].map(() => fc.tuple(nat, nat).map(drawn => tabled(...drawn))),
    ...Array.from({ length: 3 }, () =>
      fc.tuple(nat, anybody, fc.constantFrom('terminate', ...actions), nat).map(drawn => wild(...drawn)),
    ),
    fc.tuple(nat, nat).map(drawn => repeated(...drawn)),
    ...[1, 2].map(() => fc.tuple(fc.tuple(nat, nat), fc.tuple(nat, nat)).map(drawn => race(...drawn))),
    fc.tuple(fc.constantFrom(...changes), nat).map(drawn => around(...drawn)),
    ...transferCommands,
    fc.constant(0).map(settled),
    fc.tuple(nat, nat).map(drawn => loses(...drawn)),
    fc.tuple(nat, nat).map(drawn => directs(...drawn)),
    fc.tuple(nat, nat).map(drawn => proves(...drawn)),
    fc.tuple(nat, fc.constantFrom<Answer>('right', 'right', 'wrong')).map(drawn => confirms(...drawn)),
  ],
  { maxCommands: longest, size: 'max' },
);
