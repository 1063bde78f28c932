/** Every move that the guides allow now: what a sensible person may choose from. */
import { decideMove } from './reference.ts';
import { type By, beginnings, holds, isOver, type Move, otherTypes, type World } from './world.ts';

export const actions =
  'save submit submitVoiding discard upload requestEmployerUpload accept acceptVoiding decline recall cancel askSchool noteHelp passOn refreshSnapshot amend correct void withdraw approve return reject'.split(
    ' ',
  );
const everybody: readonly By[] = ['graduate', 'employer', 'agent', 'department', 'school'];

/** By case; beginnings last. */
export function possibleMoves(world: World): Move[][] {
  const ofCases = world.cases.map((_, kase): Move[] => [
    ...everybody.flatMap(by => {
      const terminating: Move = { what: 'terminate', kase, by };
      const acts = actions.map((action): Move => {
        const more = action === 'amend' ? otherTypes[world.cases.length % otherTypes.length] : undefined;
        return { what: 'act', kase, by, action, more };
      });
      return [terminating, ...acts];
    }),
  ]);
  // A graduate with enough begun cases continues one of them first: else all would be drafts.
  const open = (graduate: number) =>
    world.cases.filter(kase => kase.graduate === graduate && !isOver(kase) && !holds(kase)).length;
  const idlers = [...world.graduates.keys()].filter(graduate => open(graduate) < 2);
  const beginning = idlers.flatMap((graduate): Move[] => [
    ...[0, 1].map((employer): Move => ({ what: 'invite', graduate, employer })),
    ...beginnings.map((type): Move => ({ what: 'begin', graduate, type })),
  ]);
  const possible = (moves: readonly Move[]): Move[] => moves.filter(move => decideMove(world, move));
  return [...ofCases.map(possible), possible(beginning)].filter(moves => moves.length > 0);
}
