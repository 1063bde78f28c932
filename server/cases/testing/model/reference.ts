/**
 * What the flows should do, written from the operation guides and apart from the tables of `domain/flows`: states, rules and effects as
 * plain branches. The model-based test holds the product against it.
 */
import {
  type By,
  beforeScan,
  beforeSubmission,
  day,
  directed,
  hasOtherUnit,
  holdOf,
  isClosedYear,
  isGone,
  isIdle,
  isInWindow,
  isOver,
  isProved,
  isTermination,
  type Kase,
  type Level,
  type Move,
  mayBegin,
  mayHave,
  openTermination,
  otherTypes,
  restOf,
  type Told,
  type World,
  waysOf,
} from './world.ts';

/** What carries a move out; it answers the case that was opened, if one was. */
type Carry = () => Kase | undefined;

function go(world: World, kase: Kase, state: string, at?: Kase['at']): undefined {
  const since = kase.state === state && kase.at === at ? kase.since : world.now;
  Object.assign(kase, { state, at, since, steps: kase.steps + 1, version: kase.version + 1 });
  if (state !== 'invited') kase.dueAt = undefined;
  return undefined;
}
/** Messages of the step that has just been made, to the parties named; without a registered employer, to the graduate alone. */
function tell(world: World, kase: Kase, ...whom: readonly Told['to'][]): undefined {
  for (const to of whom) if (to === 'graduate' || kase.employer !== undefined) world.told.push({ kase, step: kase.steps, to });
  return undefined;
}
const both = ['graduate', 'employer'] as const;
const otherThan = (by: By): Told['to'] => (by === 'graduate' ? 'employer' : 'graduate');
/** Every step of this kind is news for these. */
const andTell =
  (world: World, kase: Kase, whom: readonly Told['to'][], carry: () => void): Carry =>
  () => {
    carry();
    return tell(world, kase, ...whom);
  };
function review(world: World, kase: Kase, state: string): undefined {
  kase.levels = world.levels;
  return go(world, kase, state, world.levels[0]);
}
const freshCase = (world: World, it: Partial<Kase> & Pick<Kase, 'kind' | 'graduate' | 'type' | 'state'>): Kase => {
  const kase: Kase = {
    ...{ ref: '', employer: undefined, signing: undefined, at: undefined, levels: [], steps: 1, version: 1, since: world.now },
    ...{
      dueAt: undefined,
      amendedFrom: undefined,
      proved: false,
      explanation: false,
      major: '',
      rest: '',
      unit: '',
      link: undefined,
    },
    ...it,
  };
  world.cases.push(kase);
  return kase;
};

/** What carries out a move on what was seen as this version; undefined when it is refused. */
export function decideMove(world: World, move: Move, seen?: number): Carry | undefined {
  if (move.what === 'begin') {
    const { graduate, type } = move;
    if (!mayBegin(world) || !mayHave(world, graduate, type) || world.graduates[graduate]?.lapsed) return undefined;
    const kind = type === '10.02' ? 'offline' : type === '10.03' ? 'paper' : 'other';
    // Begun and never handed in, it is gone on with.
    const begun = world.cases.some(
      one => one.graduate === graduate && one.type === type && one.state === 'draft' && !isTermination(one),
    );
    return () => (begun ? undefined : freshCase(world, { kind, graduate, type, state: 'draft' }));
  }
  if (move.what === 'invite') {
    const { graduate, employer } = move;
    const mine = world.cases.filter(
      other => other.kind === 'online' && other.graduate === graduate && other.employer === employer && other.state === 'invited',
    );
    const late = mine.filter(({ dueAt = 0 }) => world.now >= dueAt);
    if (!mayBegin(world) || !mayHave(world, graduate, '10.01') || isGone(world, graduate) || mine.length > late.length)
      return undefined;
    return () => {
      for (const one of late) expire(world, one);
      const dueAt = dueAfter(world.now, 3);
      const kase = freshCase(world, { kind: 'online', graduate, employer, type: '10.01', state: 'invited', dueAt });
      tell(world, kase, 'graduate');
      return kase;
    };
  }
  const kase = world.cases[move.kase];
  if (!kase || (seen !== undefined && kase.version !== seen) || move.by === 'stranger') return undefined;
  if (isGone(world, kase.graduate) || isClosedYear(world)) return undefined;
  if (move.what === 'terminate') return terminate(world, kase, move.by);
  return act(world, kase, move.by, move.action, move.more);
}

/** 00:00 in Beijing of the day after the last day. */
export function dueAfter(now: number, days: number): number {
  const beijing = 8 * 3_600_000;
  return Math.floor((now + beijing) / day) * day - beijing + (days + 1) * day;
}

const unitNow = (world: World, { graduate }: Kase): string => world.graduates[graduate]?.unit ?? '';
/** What a submission and 获取最新学生信息 take over. */
function takeFromRoster(world: World, kase: Kase): void {
  kase.rest = restOf(world, kase.graduate);
  kase.unit = unitNow(world, kase);
}

function terminate(world: World, signing: Kase, by: By): Carry | undefined {
  const { graduate, employer, type } = signing;
  if (!isInWindow(world)) return undefined;
  if (signing.state !== 'effective' || isTermination(signing)) return undefined;
  if (signing.kind === 'online') {
    if ((by !== 'graduate' && by !== 'employer') || openTermination(world, signing)) return undefined;
    return () => {
      const kase = freshCase(world, { kind: 'onlineTermination', graduate, employer, type, signing, state: 'requested', at: by });
      tell(world, kase, otherThan(by));
      return kase;
    };
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
      return when(mine && (beforeSubmission.includes(state) || ['signingReturned', 'signingWithdrawn'].includes(state)), () =>
        go(world, kase, state === 'draft' ? 'dropped' : 'discarded'),
      );
    case 'submit':
    case 'submitVoiding': {
      const given = action === 'submitVoiding' && otherHold && mayGiveUp(otherHold) ? otherHold : undefined;
      if (!mine || !beforeSubmission.includes(state)) return undefined;
      if (signing)
        return when(isInWindow(world) && signing.state === 'effective' && !openTermination(world, signing, kase), () =>
          review(world, kase, 'reviewing'),
        );
      return when(mayBegin(world) && mayHave(world, kase.graduate, kase.type) && (!otherHold || given !== undefined), () => {
        if (given) voidAtOnce(world, given);
        kase.major = major;
        takeFromRoster(world, kase);
        kase.amendedFrom = undefined;
        return review(world, kase, kind === 'offline' ? 'agreementReviewing' : 'reviewing');
      });
    }
    case 'upload': {
      const { link } = kase;
      const viaLink = by === 'agent' && link !== undefined && link.step === kase.steps && world.now < link.until;
      return when(
        (mine || viaLink) && beforeScan.includes(state) && mayBegin(world) && mayHave(world, kase.graduate, kase.type),
        () => {
          kase.explanation = mine && more === 'explanation';
          return review(world, kase, 'signingReviewing');
        },
      );
    }
    case 'requestEmployerUpload':
      return when(mine && beforeScan.includes(state) && mayBegin(world) && mayHave(world, kase.graduate, kase.type), () => {
        stay();
        kase.link = { step: kase.steps, until: world.now + 7 * day };
        return undefined;
      });
    case 'accept':
    case 'acceptVoiding':
      if (kind === 'onlineTermination') {
        const answers = state === 'requested' ? (by === 'graduate' || by === 'employer') && by !== at : by === 'employer';
        return when(
          answers && (state === 'requested' || state === 'schoolAsked'),
          andTell(world, kase, [otherThan(by)], () => review(world, kase, 'reviewing')),
        );
      }
      return acceptInvitation(world, kase, mine && inTime, action === 'acceptVoiding' ? otherHold : undefined, major);
    case 'decline':
      if (kind === 'onlineTermination') {
        const answers = state === 'requested' ? (by === 'graduate' || by === 'employer') && by !== at : by === 'employer';
        return when(
          answers && (state === 'requested' || state === 'schoolAsked'),
          andTell(world, kase, [otherThan(by)], () => go(world, kase, 'declined')),
        );
      }
      return when(
        mine && state === 'invited' && inTime && !otherHold,
        andTell(world, kase, ['employer'], () => go(world, kase, 'declined')),
      );
    case 'recall':
      return when(
        by === 'employer' && state === 'invited' && inTime,
        andTell(world, kase, ['graduate'], () => go(world, kase, 'recalled')),
      );
    case 'cancel':
      return when(
        (state === 'requested' && by === at) || (state === 'schoolAsked' && mine),
        andTell(world, kase, [otherThan(by)], () => go(world, kase, 'cancelled')),
      );
    case 'askSchool':
      return when(
        mine && state === 'requested' && at === 'graduate' && world.now - kase.since >= 7 * day,
        andTell(world, kase, ['employer'], () => go(world, kase, 'schoolAsked')),
      );
    case 'noteHelp':
      return when(by === 'school' && state === 'schoolAsked', andTell(world, kase, ['graduate'], stay));
    case 'passOn':
      return when(
        by === 'school' && state === 'schoolAsked',
        andTell(world, kase, both, () => review(world, kase, 'reviewing')),
      );
    case 'refreshSnapshot':
      return when(
        isReviewer &&
          !signing &&
          state !== 'voiding' &&
          state !== 'signingReviewing' &&
          (kase.rest !== restOf(world, kase.graduate) || hasOtherUnit(world, kase)),
        () => {
          takeFromRoster(world, kase);
          return stay();
        },
      );
    case 'amend':
      return when(
        isReviewer &&
          kind === 'other' &&
          state === 'reviewing' &&
          mayHave(world, kase.graduate, more ?? '') &&
          otherTypes.some(type => type === more),
        () => {
          const handedIn = kase.amendedFrom ?? kase.type;
          // What proves one type is kept, and proves no other.
          kase.proved &&= kase.type === more;
          kase.type = more ?? kase.type;
          kase.amendedFrom = handedIn === kase.type ? undefined : handedIn;
          stay();
          return tell(world, kase, 'graduate');
        },
      );
    case 'correct':
      return when(
        by === 'school' &&
          !signing &&
          (state === 'effective' || state === 'registered') &&
          (kase.type !== directed || hasOtherUnit(world, kase)),
        andTell(world, kase, both, () => {
          kase.unit = unitNow(world, kase);
          stay();
        }),
      );
    case 'void': {
      const reviewed = world.reviewsVoiding && !isIdle(kase.type);
      return when(mine && kind === 'other' && state === 'registered' && isInWindow(world), () =>
        reviewed ? review(world, kase, 'voiding') : voidAtOnce(world, kase),
      );
    }
    default:
      return decideReview(world, kase, by, action, major);
  }
}

/** 未就业, in each state in which it holds: under review, returned, withdrawn, in force. */
const mayGiveUp = ({ kind, type, state }: Kase): boolean =>
  kind === 'other' && isIdle(type) && ['reviewing', 'returned', 'withdrawn', 'registered'].includes(state);

function acceptInvitation(
  world: World,
  kase: Kase,
  mayAnswer: boolean,
  given: Kase | undefined,
  major: string,
): Carry | undefined {
  const hold = holdOf(world, kase.graduate, kase);
  const givesUp = given !== undefined && mayGiveUp(given);
  if (
    !mayAnswer ||
    kase.kind !== 'online' ||
    kase.state !== 'invited' ||
    !mayBegin(world) ||
    (hold && !givesUp) ||
    !mayHave(world, kase.graduate, kase.type)
  )
    return undefined;
  return () => {
    if (given && givesUp) voidAtOnce(world, given);
    kase.major = major;
    takeFromRoster(world, kase);
    review(world, kase, 'reviewing');
    return tell(world, kase, 'employer');
  };
}
function voidAtOnce(world: World, kase: Kase): undefined {
  go(world, kase, 'voided');
  return tell(world, kase, 'graduate');
}
function expire(world: World, kase: Kase): undefined {
  go(world, kase, 'expired');
  return tell(world, kase, ...both);
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
  if (action === 'return') return returned ? andTell(world, kase, both, () => go(world, kase, returned)) : undefined;
  if (action === 'reject') return andTell(world, kase, both, () => go(world, kase, rejected));
  if (action !== 'approve') return undefined;
  if (!signing && state !== 'voiding') {
    if (kase.major !== major || !mayHave(world, kase.graduate, kase.type) || !isProved(kase)) return undefined;
    if (hasOtherUnit(world, kase)) return undefined;
  }
  if (state === 'signingReviewing' && kase.explanation) return undefined;
  const next = levels[level + 1];
  return () => {
    if (next) {
      go(world, kase, state, next);
      return tell(world, kase, 'graduate');
    }
    go(world, kase, passed);
    tell(world, kase, ...both);
    if (passed !== 'completed' || !signing) return undefined;
    // The message that the termination is through is enough: the signing sends none.
    return go(world, signing, 'terminated');
  };
}

/** The level whose turn it is adds the evidence of the type that a reviewer chose; another one does not. False when it is refused. */
export function prove(world: World, kase: Kase, by: Level): boolean {
  const allowed = kase.kind === 'other' && kase.state === 'reviewing' && kase.at === by;
  if (!allowed || isGone(world, kase.graduate) || isClosedYear(world)) return false;
  kase.proved = true;
  return true;
}

/** The clock has come by: what is out of time is expired, and once the year is over all that is open is closed. */
export function settle(world: World): void {
  for (const kase of world.cases)
    if (kase.state === 'invited' && world.now >= (kase.dueAt ?? 0) && !isGone(world, kase.graduate)) expire(world, kase);
  if (!isClosedYear(world)) return;
  for (const kase of world.cases) {
    if (isOver(kase) || kase.state === 'effective' || kase.state === 'registered') continue;
    // Nobody has passed the voiding: what was registered stays so.
    go(world, kase, kase.state === 'voiding' ? 'registered' : 'closed');
    tell(world, kase, ...both);
  }
}
