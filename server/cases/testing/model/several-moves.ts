/** Several moves in a row that random ones seldom come to. */
import assert from 'node:assert/strict';
import { booksAgree, casesAgree } from './check.ts';
import { confirm, standing, turnLapse } from './counting.ts';
import { noteDone as note } from './done.ts';
import { base, type Command, once, wordsOf } from './one-move.ts';
import { possibleMoves } from './possible-moves.ts';
import type { Product } from './product.ts';
import { prove, settle } from './reference.ts';
import { brings } from './transfer-product.ts';
import { carryAlong, closeTransfers, lapseTransfers } from './transfers.ts';
import { type Answer, type By, directed, holdOf, isGone, isOver, isProved, type Move, type World } from './world.ts';

/** Every job is carried out, and the books are looked at. */
export const settled = (): Command => {
  return {
    ...base,
    toString: () => 'the jobs are carried out',
    run: async (world, product) => {
      await product.drain();
      carryAlong(world, brings, isOver);
      settle(world);
      closeTransfers(world);
      await product.transfers.agree(world);
      await product.transfers.booksAgree();
      await casesAgree(product, world);
      await booksAgree(product, world);
    },
  };
};

export async function onOrOffRoster(product: Product, world: World, graduate: number): Promise<void> {
  const leaves = !isGone(world, graduate);
  const done = await product.turnLapse(graduate, leaves);
  assert.equal(done, turnLapse(world, graduate), 'on and off the roster');
  if (leaves && done) lapseTransfers(world, graduate);
  await product.transfers.agree(world);
  await casesAgree(product, world);
}

/** A destination that has brought archive or hukou ends, or its graduate leaves the roster: what becomes of the record is told. */
export function loses(ofGraduate: number, turn: number): Command {
  return {
    ...base,
    toString: () => 'a destination that brought a record is lost',
    run: async (world, product) => {
      await settled().run(world, product);
      const bringing = world.transfers.flatMap(({ archive, hukou }, graduate) =>
        [archive, hukou].some(({ registered, source }) => registered && source === 'destination') ? [graduate] : [],
      );
      const graduate = bringing[ofGraduate % Math.max(1, bringing.length)];
      if (graduate === undefined) return;
      if (turn % 3 === 0) {
        note(world, `graduate ${graduate} leaves the roster with a record that a destination brought`);
        return onOrOffRoster(product, world, graduate);
      }
      const ending = possibleMoves(world)
        .flat()
        .filter(move => move.what === 'act' && endings.has(move.action) && world.cases[move.kase]?.graduate === graduate);
      const move = ending[turn % Math.max(1, ending.length)];
      if (!move) return;
      note(world, wordsOf(move, world));
      await once(product, world, move);
      await settled().run(world, product);
    },
  };
}
const endings = new Set(['void', 'submitVoiding', 'acceptVoiding', 'approve']);

/** 定向、委培: what is filed says the unit of the roster; another unit stops its approval until it is taken over. */
export function directs(ofGraduate: number, turn: number): Command {
  return {
    ...base,
    toString: () => 'a directed graduate files, and the unit changes',
    run: async (world, product) => {
      const graduate = ofGraduate % world.graduates.length;
      const person = world.graduates[graduate];
      if (!person || isGone(world, graduate) || holdOf(world, graduate)) return;
      person.mode = '21';
      await product.setMode(graduate, person.mode);
      const make = async (move: Move) => {
        note(world, wordsOf(move, world));
        await once(product, world, move);
      };
      await make({ what: 'begin', graduate, type: directed });
      const kase = world.cases.findIndex(one => one.graduate === graduate && one.type === directed && one.state === 'draft');
      const filed = world.cases[kase];
      if (!filed) return;
      await make({ what: 'act', kase, by: 'graduate', action: 'submit' });
      const reviewer = (): By => (filed.at === 'department' ? 'department' : 'school');
      if (turn % 2 === 0) await make({ what: 'act', kase, by: reviewer(), action: 'approve' });
      person.unit = product.units[person.unit === product.units[0] ? 1 : 0];
      await product.setUnit(graduate, person.unit);
      for (const action of ['approve', 'refreshSnapshot', 'approve']) await make({ what: 'act', kase, by: reviewer(), action });
    },
  };
}

/** A reviewer adds what proves the type that one of them chose, and whose turn it is approves. */
export function proves(ofCase: number, turn: number): Command {
  return {
    ...base,
    toString: () => 'evidence by a reviewer',
    run: async (world, product) => {
      const unproved = world.cases.filter(kase => kase.state === 'reviewing' && !isProved(kase));
      const kase = unproved[ofCase % Math.max(1, unproved.length)];
      const by = turn % 4 === 0 ? (['department', 'school'] as const)[(turn / 4) % 2] : kase?.at;
      if (!kase || (by !== 'department' && by !== 'school')) return;
      const name = `${by} on other #${world.cases.indexOf(kase)}`;
      note(world, `${name} adds evidence`);
      assert.equal(await product.prove(kase, by, world), prove(world, kase, by), `${name} adds evidence`);
      const move: Move = { what: 'act', kase: world.cases.indexOf(kase), by, action: 'approve' };
      note(world, wordsOf(move, world));
      await once(product, world, move);
    },
  };
}

/** A graduate says that what is reported is right, and authorizes; or that it is wrong. */
export function confirms(turn: number, said: Answer): Command {
  return {
    ...base,
    toString: () => `a graduate confirms: ${said}`,
    run: async (world, product) => {
      await settled().run(world, product);
      const able = [...world.graduates.keys()].filter(one => standing(world, one));
      // Now and then somebody of whom nothing is reported tries.
      const whose = (turn % 4 === 0 ? undefined : able[turn % Math.max(1, able.length)]) ?? turn % world.graduates.length;
      note(world, `graduate ${whose} confirms: ${said}`);
      assert.equal(await product.confirm(whose, said), confirm(world, whose, said), 'what is reported can be confirmed');
      await casesAgree(product, world);
    },
  };
}
