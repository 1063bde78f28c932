/** What archive and hukou should do, written from the guides and apart from the tables of `domain`: the reference beside `reference.ts`. */
import { standing } from './counting.ts';
import { isClosedYear, type Kase, type Level, type World, yearEnd } from './world.ts';

export const kinds = ['archive', 'hukou'] as const;
export type Kind = (typeof kinds)[number];
type Source = 'request' | 'destination' | 'staff' | 'import';

export interface Asked {
  /** Known once the product has filed it. */
  id: number;
  readonly kind: Kind;
  readonly graduate: number;
  action: 'register' | 'modify';
  state: string;
  at: Level | undefined;
  readonly levels: readonly Level[];
  version: number;
  content: string;
}
export interface Transfer {
  /** Goes on through a lapse; 0 before there was any record. */
  version: number;
  registered: boolean;
  /** A variant of the form, or the type of the destination that brought it. */
  content: string;
  source: Source;
  from: string | undefined;
  note: boolean;
  /** The destination that has ended and left its record behind: noted once, whatever staff say of it afterwards. */
  left: string | undefined;
  /** Cases that have brought theirs. */
  readonly brought: string[];
}
export const noTransfer = (): Transfer => ({
  ...{ version: 0, registered: false, content: '', source: 'staff', from: undefined, note: false, left: undefined, brought: [] },
});
export type By = Level | 'graduate';
export interface TransferMove {
  readonly what: 'file' | 'edit' | 'approve' | 'reject' | 'correct' | 'staff' | 'import' | 'check';
  readonly graduate: number;
  readonly kind: Kind;
  readonly by: By;
  readonly variant: string;
}

/** What was seen when somebody decided to act; taken from the world before both of a race. */
export interface Seen {
  readonly request: number;
  readonly record: number;
}
export const transferOf = (world: World, { graduate, kind }: Pick<TransferMove, 'graduate' | 'kind'>): Transfer => {
  const found = world.transfers[graduate]?.[kind];
  if (!found) throw new Error('no such graduate');
  return found;
};
export const openRequest = (world: World, { graduate, kind }: Pick<TransferMove, 'graduate' | 'kind'>): Asked | undefined =>
  world.requests.find(one => one.graduate === graduate && one.kind === kind && one.at !== undefined);
/** The last one of theirs, open or not: what a page that was opened earlier shows. */
export const lastRequest = (world: World, { graduate, kind }: Pick<TransferMove, 'graduate' | 'kind'>): Asked | undefined =>
  world.requests.findLast(one => one.graduate === graduate && one.kind === kind);
export const seenIn = (world: World, move: TransferMove): Seen => {
  const { registered, version } = transferOf(world, move);
  return { request: lastRequest(world, move)?.version ?? 0, record: registered ? version : 0 };
};

function write(
  world: World,
  place: Pick<TransferMove, 'graduate' | 'kind'>,
  content: string,
  source: Source,
  from?: string,
): void {
  const transfer = transferOf(world, place);
  const person = world.graduates[place.graduate];
  // What was confirmed is not what there is now.
  if (person && !(transfer.registered && transfer.content === content)) person.answer = undefined;
  Object.assign(transfer, { version: transfer.version + 1, registered: true, content, source, from, note: false });
  const waiting = openRequest(world, place);
  if (waiting) waiting.action = 'modify';
}
const turn = (asked: Asked, state: string, at?: Level): void => {
  Object.assign(asked, { state, at, version: asked.version + 1 });
};

/** What carries it out, or undefined when it is refused. A request that it files is answered. */
export function decideTransfer(
  world: World,
  move: TransferMove,
  seen = seenIn(world, move),
): (() => Asked | undefined) | undefined {
  const { what, graduate, kind, by, variant } = move;
  if (world.graduates[graduate]?.lapsed !== undefined || isClosedYear(world)) return undefined;
  const [transfer, waiting, last] = [transferOf(world, move), openRequest(world, move), lastRequest(world, move)];
  const mayType = world.now < yearEnd.begins;
  const done = (carry: () => void) => () => {
    carry();
    return undefined;
  };
  if (what === 'file') {
    // As the page offered it.
    const action = seen.record > 0 ? 'modify' : 'register';
    if (!mayType || waiting || (action === 'modify') !== transfer.registered) return undefined;
    return () => {
      const at = world.levels[0];
      const levels = world.levels;
      const asked: Asked = { id: 0, kind, graduate, action, state: `reviewing.${at}`, at, levels, version: 1, content: variant };
      world.requests.push(asked);
      return asked;
    };
  }
  const isRead = transfer.registered ? seen.record === transfer.version : seen.record === 0;
  const isSame = transfer.registered && transfer.content === variant;
  if (what === 'staff') return isRead && !isSame ? done(() => write(world, move, variant, 'staff')) : undefined;
  if (what === 'import') return done(() => (isSame ? undefined : write(world, move, variant, 'import')));
  if (what === 'check')
    return isRead
      ? done(() => void (transfer.note && Object.assign(transfer, { note: false, version: transfer.version + 1 })))
      : undefined;
  if (!waiting || !last || seen.request !== waiting.version) return undefined;
  const { at, levels } = waiting;
  if (what === 'edit')
    return mayType && by === 'graduate' && at === levels[0]
      ? done(() => {
          waiting.content = variant;
          turn(waiting, waiting.state, at);
        })
      : undefined;
  if (by !== at) return undefined;
  if (what === 'correct')
    return waiting.content === variant
      ? undefined
      : done(() => {
          waiting.content = variant;
          turn(waiting, waiting.state, at);
        });
  if (what === 'reject') return done(() => turn(waiting, 'rejected'));
  const next = levels[levels.indexOf(at) + 1];
  return done(() => {
    turn(waiting, next ? `reviewing.${next}` : 'approved', next);
    if (!next) write(world, move, waiting.content, 'request');
  });
}

/** Off the roster: the record lapses, what waits is rejected, and neither comes back. */
export function lapseTransfers(world: World, graduate: number): void {
  for (const kind of kinds) {
    const transfer = transferOf(world, { graduate, kind });
    const waiting = openRequest(world, { graduate, kind });
    if (waiting) turn(waiting, 'rejected');
    if (transfer.registered) Object.assign(transfer, { registered: false, note: false, version: transfer.version + 1 });
  }
}

/** The reports have run: what has ended leaves its record with a note, what is in force brings its own, once. */
export function carryAlong(world: World, has: (kase: Kase, kind: Kind) => boolean, isOver: (kase: Kase) => boolean): void {
  for (const [graduate] of world.graduates.entries())
    for (const kind of kinds) {
      const transfer = transferOf(world, { graduate, kind });
      const origin = world.cases.find(({ ref }) => ref === transfer.from);
      if (transfer.registered && origin && transfer.left !== origin.ref && isOver(origin))
        Object.assign(transfer, { note: true, left: origin.ref, version: transfer.version + 1 });
      const kase = standing(world, graduate);
      if (!kase || transfer.brought.includes(kase.ref) || !has(kase, kind)) continue;
      transfer.brought.push(kase.ref);
      write(world, { graduate, kind }, `of ${kase.type}`, 'destination', kase.ref);
    }
}

/** The year is over: nobody decides any more, and what is registered stays so. */
export function closeTransfers(world: World): void {
  if (isClosedYear(world)) for (const asked of world.requests) if (asked.at !== undefined) turn(asked, 'closed');
}
