/**
 * What the flows should do, written from the operation guides and apart from the tables of `domain/flows`: states, rules and effects as
 * plain branches. The model-based test holds the product against it.
 */
export type Level = 'department' | 'school';
export type By = 'graduate' | 'employer' | 'agent' | Level | 'stranger';
export type Kind = 'online' | 'offline' | 'paper' | 'other' | 'onlineTermination' | 'offlineTermination';

export interface Kase {
  /** Known once the product has opened it. */
  ref: string;
  readonly kind: Kind;
  readonly graduate: number;
  readonly employer: number | undefined;
  readonly signing: Kase | undefined;
  type: string;
  state: string;
  /** The level that reviews, or the party that asked. */
  at: Level | 'graduate' | 'employer' | undefined;
  levels: readonly Level[];
  steps: number;
  /** Steps and saved drafts. */
  version: number;
  since: number;
  dueAt: number | undefined;
  explanation: boolean;
  /** The key field as it was signed. */
  major: string;
  link: { readonly step: number; readonly until: number } | undefined;
}
export interface World {
  now: number;
  levels: readonly Level[];
  reviewsVoiding: boolean;
  open: boolean;
  readonly graduates: { lapsed: boolean; major: string }[];
  readonly cases: Kase[];
}

export type Move =
  | { readonly what: 'begin'; readonly graduate: number; readonly type: string }
  | { readonly what: 'invite'; readonly graduate: number; readonly employer: number }
  | { readonly what: 'terminate'; readonly kase: number; readonly by: By }
  | { readonly what: 'act'; readonly kase: number; readonly by: By; readonly action: string; readonly more?: string | undefined };

export const day = 86_400_000;
export const otherTypes = ['70.01', '76.01', '80.01', '85.01'] as const;
export const beginnings = ['10.02', '10.03', ...otherTypes] as const;
const isIdle = (type: string): boolean => type.startsWith('70.');

const over = new Set(
  'declined expired recalled failed terminated agreementRejected signingRejected rejected discarded voided cancelled completed'.split(
    ' ',
  ),
);
export const isOver = ({ state }: Kase): boolean => over.has(state);
export const isTermination = ({ signing }: Kase): boolean => signing !== undefined;
/** A destination from acceptance or first submission on; a termination from the request or the submission on. */
export const holds = (kase: Kase): boolean => !isOver(kase) && kase.state !== 'draft' && kase.state !== 'invited';
export const placeOf = ({ state, at }: Kase): string => (at ? `${state}.${at}` : state);

const passes: Readonly<Record<Kind, string>> = {
  online: 'effective',
  offline: '',
  paper: 'effective',
  other: 'registered',
  onlineTermination: 'completed',
  offlineTermination: 'completed',
};
/** [passed, returned, rejected, withdrawn] of a round; '' where the flow has no such way. */
function waysOf({ kind, state }: Kase): readonly string[] | undefined {
  if (kind === 'offline' && state === 'agreementReviewing')
    return ['issued', 'agreementReturned', 'agreementRejected', 'agreementWithdrawn'];
  if (kind === 'offline' && state === 'signingReviewing')
    return ['effective', 'signingReturned', 'signingRejected', 'signingWithdrawn'];
  if (kind === 'other' && state === 'voiding') return ['voided', '', 'registered', 'registered'];
  if (state !== 'reviewing') return undefined;
  if (kind === 'online' || kind === 'onlineTermination') return [passes[kind], '', 'failed', ''];
  return [passes[kind], 'returned', 'rejected', 'withdrawn'];
}
const beforeSubmission = ['draft', 'returned', 'withdrawn', 'agreementReturned', 'agreementWithdrawn'];
const beforeScan = ['issued', 'signingReturned', 'signingWithdrawn'];

/** What carries a move out; it answers the case that was opened, if one was. */
type Carry = () => Kase | undefined;

export const holdOf = (world: World, graduate: number, but?: Kase): Kase | undefined =>
  world.cases.find(other => other !== but && other.graduate === graduate && !isTermination(other) && holds(other));
const openTermination = (world: World, signing: Kase, but?: Kase): boolean =>
  world.cases.some(other => other !== but && other.signing === signing && holds(other));

function go(world: World, kase: Kase, state: string, at?: Kase['at']): undefined {
  Object.assign(kase, { state, at, since: world.now, steps: kase.steps + 1, version: kase.version + 1 });
  if (state !== 'invited') kase.dueAt = undefined;
  return undefined;
}
function review(world: World, kase: Kase, state: string): undefined {
  kase.levels = world.levels;
  return go(world, kase, state, world.levels[0]);
}
const freshCase = (world: World, it: Partial<Kase> & Pick<Kase, 'kind' | 'graduate' | 'type' | 'state'>): Kase => {
  const kase: Kase = {
    ...{ ref: '', employer: undefined, signing: undefined, at: undefined, levels: [], steps: 1, version: 1, since: world.now },
    ...{ dueAt: undefined, explanation: false, major: '', link: undefined },
    ...it,
  };
  world.cases.push(kase);
  return kase;
};

/** What carries out a move on what was seen as this version; undefined when it is refused. */
export function decideMove(world: World, move: Move, seen?: number): Carry | undefined {
  if (move.what === 'begin') {
    const { graduate, type } = move;
    if (!world.open || world.graduates[graduate]?.lapsed) return undefined;
    const kind = type === '10.02' ? 'offline' : type === '10.03' ? 'paper' : 'other';
    return () => freshCase(world, { kind, graduate, type, state: 'draft' });
  }
  if (move.what === 'invite') {
    const { graduate, employer } = move;
    const mine = world.cases.filter(
      other => other.kind === 'online' && other.graduate === graduate && other.employer === employer && other.state === 'invited',
    );
    const late = mine.filter(({ dueAt = 0 }) => world.now >= dueAt);
    if (!world.open || world.graduates[graduate]?.lapsed || mine.length > late.length) return undefined;
    return () => {
      for (const one of late) go(world, one, 'expired');
      return freshCase(world, {
        kind: 'online',
        graduate,
        employer,
        type: '10.01',
        state: 'invited',
        dueAt: dueAfter(world.now, 3),
      });
    };
  }
  const kase = world.cases[move.kase];
  if (!kase || (seen !== undefined && kase.version !== seen) || move.by === 'stranger') return undefined;
  if (world.graduates[kase.graduate]?.lapsed) return undefined;
  if (move.what === 'terminate') return terminate(world, kase, move.by);
  return act(world, kase, move.by, move.action, move.more);
}

/** 00:00 in Beijing of the day after the last day. */
export function dueAfter(now: number, days: number): number {
  const beijing = 8 * 3_600_000;
  return Math.floor((now + beijing) / day) * day - beijing + (days + 1) * day;
}

function terminate(world: World, signing: Kase, by: By): Carry | undefined {
  const { graduate, employer, type } = signing;
  if (signing.state !== 'effective' || isTermination(signing)) return undefined;
  if (signing.kind === 'online') {
    if ((by !== 'graduate' && by !== 'employer') || openTermination(world, signing)) return undefined;
    return () => freshCase(world, { kind: 'onlineTermination', graduate, employer, type, signing, state: 'requested', at: by });
  }
  if (by !== 'graduate') return undefined;
  return () => freshCase(world, { kind: 'offlineTermination', graduate, type, signing, state: 'draft' });
}

function act(world: World, kase: Kase, by: By, action: string, more: string | undefined): Carry | undefined {
  const { kind, state, at, signing } = kase;
  const mine = by === 'graduate';
  const isReviewer = by === at && waysOf(kase) !== undefined;
  const otherHold = isTermination(kase) ? undefined : holdOf(world, kase.graduate, kase);
  const inTime = world.now < (kase.dueAt ?? 0);
  const when = (allowed: boolean, carry: Carry): Carry | undefined => (allowed ? carry : undefined);
  const stay = () => go(world, kase, state, at);
  const major = world.graduates[kase.graduate]?.major ?? '';

  switch (action) {
    case 'save':
      return when(mine && beforeSubmission.includes(state), () => {
        kase.version += 1;
        return undefined;
      });
    case 'discard':
      return when(mine && beforeSubmission.includes(state), () => go(world, kase, 'discarded'));
    case 'submit':
      if (!mine || !beforeSubmission.includes(state)) return undefined;
      if (signing)
        return when(signing.state === 'effective' && !openTermination(world, signing, kase), () =>
          review(world, kase, 'reviewing'),
        );
      return when(world.open && !otherHold, () => {
        kase.major = major;
        return review(world, kase, kind === 'offline' ? 'agreementReviewing' : 'reviewing');
      });
    case 'upload': {
      const { link } = kase;
      const viaLink = by === 'agent' && link !== undefined && link.step === kase.steps && world.now < link.until;
      return when((mine || viaLink) && beforeScan.includes(state) && world.open, () => {
        kase.explanation = mine && more === 'explanation';
        return review(world, kase, 'signingReviewing');
      });
    }
    case 'requestEmployerUpload':
      return when(mine && beforeScan.includes(state) && world.open, () => {
        stay();
        kase.link = { step: kase.steps, until: world.now + 7 * day };
        return undefined;
      });
    case 'accept':
    case 'acceptVoiding':
      if (kind === 'onlineTermination') {
        const answers = state === 'requested' ? (by === 'graduate' || by === 'employer') && by !== at : by === 'employer';
        return when(answers && (state === 'requested' || state === 'schoolAsked'), () => review(world, kase, 'reviewing'));
      }
      return acceptInvitation(world, kase, mine && inTime, action === 'acceptVoiding' ? otherHold : undefined, major);
    case 'decline':
      if (kind === 'onlineTermination') {
        const answers = state === 'requested' ? (by === 'graduate' || by === 'employer') && by !== at : by === 'employer';
        return when(answers && (state === 'requested' || state === 'schoolAsked'), () => go(world, kase, 'declined'));
      }
      return when(mine && state === 'invited' && inTime && !otherHold, () => go(world, kase, 'declined'));
    case 'recall':
      return when(by === 'employer' && state === 'invited' && inTime, () => go(world, kase, 'recalled'));
    case 'cancel':
      return when((state === 'requested' && by === at) || (state === 'schoolAsked' && mine), () => go(world, kase, 'cancelled'));
    case 'askSchool':
      return when(mine && state === 'requested' && at === 'graduate' && world.now - kase.since >= 7 * day, () =>
        go(world, kase, 'schoolAsked'),
      );
    case 'noteHelp':
      return when(by === 'school' && state === 'schoolAsked', stay);
    case 'passOn':
      return when(by === 'school' && state === 'schoolAsked', () => review(world, kase, 'reviewing'));
    case 'refreshSnapshot':
      return when(isReviewer && !signing && state !== 'voiding' && state !== 'signingReviewing', stay);
    case 'amend':
      return when(isReviewer && kind === 'other' && state === 'reviewing' && otherTypes.some(type => type === more), () => {
        kase.type = more ?? kase.type;
        return stay();
      });
    case 'void': {
      const reviewed = world.reviewsVoiding && !isIdle(kase.type);
      return when(mine && kind === 'other' && state === 'registered', () =>
        reviewed ? review(world, kase, 'voiding') : go(world, kase, 'voided'),
      );
    }
    default:
      return decideReview(world, kase, by, action, major);
  }
}

function acceptInvitation(
  world: World,
  kase: Kase,
  mayAnswer: boolean,
  given: Kase | undefined,
  major: string,
): Carry | undefined {
  const hold = holdOf(world, kase.graduate, kase);
  const givesUp = given !== undefined && given.kind === 'other' && isIdle(given.type) && given.state === 'registered';
  if (!mayAnswer || kase.kind !== 'online' || kase.state !== 'invited' || !world.open || (hold && !givesUp)) return undefined;
  return () => {
    if (given && givesUp) go(world, given, 'voided');
    kase.major = major;
    return review(world, kase, 'reviewing');
  };
}

function decideReview(world: World, kase: Kase, by: By, action: string, major: string): Carry | undefined {
  const ways = waysOf(kase);
  const { at, levels, state, signing } = kase;
  if (!ways) return undefined;
  const [passed = '', returned = '', rejected = '', withdrawn = ''] = ways;
  if (action === 'withdraw')
    return by === 'graduate' && withdrawn && at === levels[0] ? () => go(world, kase, withdrawn) : undefined;
  const level = levels.findIndex(one => one === at && one === by);
  if (level < 0) return undefined;
  if (action === 'return') return returned ? () => go(world, kase, returned) : undefined;
  if (action === 'reject') return () => go(world, kase, rejected);
  if (action !== 'approve') return undefined;
  if (!signing && state !== 'voiding' && kase.major !== major) return undefined;
  if (state === 'signingReviewing' && kase.explanation) return undefined;
  const next = levels[level + 1];
  return () => {
    if (next) return go(world, kase, state, next);
    go(world, kase, passed);
    if (passed === 'completed' && signing) go(world, signing, 'terminated');
    return undefined;
  };
}

/** The clock has come by: what is out of time is expired. */
export function settle(world: World): void {
  for (const kase of world.cases)
    if (kase.state === 'invited' && world.now >= (kase.dueAt ?? 0) && !world.graduates[kase.graduate]?.lapsed)
      go(world, kase, 'expired');
}

/** What the authority should have of a graduate once every job is done. */
export const standing = (world: World, graduate: number): Kase | undefined =>
  world.cases.find(
    kase => kase.graduate === graduate && !isTermination(kase) && ['effective', 'registered', 'voiding'].includes(kase.state),
  );

export const actions =
  'save submit discard upload requestEmployerUpload accept acceptVoiding decline recall cancel askSchool noteHelp passOn refreshSnapshot amend void withdraw approve return reject'.split(
    ' ',
  );
const everybody: readonly By[] = ['graduate', 'employer', 'agent', 'department', 'school'];

/** Every move that the guides allow now, by case; beginnings last. */
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
  // Whoever has begun enough goes on with that first: else all would be drafts.
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
