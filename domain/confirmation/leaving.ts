/** 离校前待办: what is left before leaving, in order, each with the last day on which it can be done. */
import { dayInWords } from '../dates.ts';
import type { Tone } from '../flow/table.ts';
import { isOver } from '../rules/cohort-window.ts';
import { transferDetails } from '../transfers/kinds.ts';
import { type RecordState, recordStateWords } from '../transfers/record.ts';
import { lastDayOfService } from '../verification/purposes.ts';
import { allowsAuthorization, type ConfirmationState, canBeConfirmed, confirmationWords } from './states.ts';

/** From 1 May of the year of graduation until the cohort is over, these are what a graduate's pages open on. */
export const isLeavingTime = (cohort: number, today: string): boolean => today >= `${cohort}-05-01` && !isOver(cohort, today);

type Module = 'destinations' | 'archive' | 'hukou' | 'confirmation' | 'authorization';
export interface LeavingFacts {
  readonly cohort: number;
  /** `YYYYMM` */
  readonly graduatesIn: string;
  /** The last day of the school's window. */
  readonly windowEnds: string;
  readonly modules: Readonly<Record<Module, boolean>>;
  readonly state: ConfirmationState;
  /** The destination that is held, reported or on its way, in the tone that it has to the graduate. */
  readonly held: { readonly label: string; readonly tone: Tone } | undefined;
  readonly archive: Exclude<RecordState, 'lapsed'>;
  /** Undefined: the hukou is not with the school. */
  readonly hukou: Exclude<RecordState, 'lapsed'> | undefined;
  /** A 核验编号 is in force. */
  readonly isAuthorized: boolean;
}

export interface LeavingTask {
  readonly key: Module;
  readonly title: string;
  readonly label: string;
  readonly tone: Tone;
  readonly isDone: boolean;
  readonly sentence: string;
  readonly until: string | null;
  readonly path: string | null;
}

interface Step {
  readonly key: Module;
  readonly title: string;
  readonly path: string;
  readonly until: string;
  readonly place: { readonly label: string; readonly tone: Tone };
  readonly isDone: boolean;
  readonly next: string;
  /** Its turn has come. */
  readonly isOpen: boolean;
  /** There is something to read, whether or not the school has opened it. */
  readonly canBeRead?: boolean;
}

const transferNext: Readonly<Record<Exclude<RecordState, 'lapsed'>, string>> = {
  unregistered: '请登记；随毕业去向填写并审核通过的，会自动登记。',
  reviewing: '申请正在审核，无需操作。',
  registered: '',
};

function transferStep(kind: 'archive' | 'hukou', state: Exclude<RecordState, 'lapsed'>, until: string): Step {
  return {
    ...{ key: kind, title: transferDetails[kind].module, path: `/archives/${kind}`, until, isOpen: true },
    ...{ place: recordStateWords[state], isDone: state === 'registered', next: transferNext[state] },
    canBeRead: state !== 'unregistered',
  };
}

function destinationNext(held: LeavingFacts['held']): string {
  if (!held) return '请登记毕业去向；暂未就业的，也请登记。';
  return held.tone === 'waiting' ? '等待您处理，请打开继续办理。' : '正在办理，请留意审核进度。';
}
const confirmationNext: Readonly<Record<ConfirmationState, string>> = {
  unreported: '毕业去向上报后，在此核对确认。',
  unconfirmed: '请核对毕业去向、档案转递、户口迁移信息，并确认。',
  right: '',
  wrong: '学校正在核对您反映的问题；更正后，请重新确认。',
};
const authorizationNext = (isOpen: boolean): string =>
  isOpen ? '办理转档、落户需要核验时，可生成核验编号。' : '确认登记去向无误后，可以授权。';

function stepsOf({ state, held, archive, hukou, isAuthorized, windowEnds, cohort, graduatesIn }: LeavingFacts): Step[] {
  const isReported = canBeConfirmed(state);
  const mayAuthorize = allowsAuthorization(state);
  return [
    {
      ...{ key: 'destinations', title: '毕业去向登记', path: '/destinations', until: windowEnds, isOpen: true },
      // Reported and about to be given up, it reads as its own page does.
      place:
        isReported && held?.tone !== 'review'
          ? { label: '已上报', tone: 'inForce' }
          : (held ?? { label: '未登记', tone: 'waiting' }),
      ...{ isDone: isReported, next: destinationNext(held), canBeRead: true },
    },
    transferStep('archive', archive, windowEnds),
    ...(hukou ? [transferStep('hukou', hukou, windowEnds)] : []),
    {
      ...{ key: 'confirmation', title: '去向登记确认', path: '/confirmation', until: `${cohort + 1}-03-31` },
      ...{ isOpen: isReported, place: confirmationWords[state], isDone: mayAuthorize, next: confirmationNext[state] },
    },
    {
      ...{ key: 'authorization', title: '核验授权', path: '/authorization', isOpen: mayAuthorize, isDone: isAuthorized },
      until: lastDayOfService('authorization', graduatesIn),
      place: isAuthorized ? { label: '已授权', tone: 'inForce' } : { label: '未授权', tone: mayAuthorize ? 'waiting' : 'ended' },
      next: authorizationNext(mayAuthorize),
    },
  ];
}

const closedWords = (canBeRead: boolean): string =>
  canBeRead ? '学校尚未开放；可查看登记记录与审核进度。' : '学校尚未开放，开放后再办理。';

/** The order of the graduate guide §3: the steps of 毕业去向填报, then archive and hukou, then 确认 and 授权. */
export const leavingTasks = (facts: LeavingFacts): LeavingTask[] =>
  stepsOf(facts).map(({ key, title, path, until, place, isDone, next, isOpen, canBeRead = false }) => {
    const isClosed = !facts.modules[key] && !isDone;
    return {
      ...{ key, title, isDone, ...place },
      sentence: isDone ? '' : isClosed ? closedWords(canBeRead) : next,
      until: isDone ? null : dayInWords(until),
      path: (isClosed && !canBeRead) || !isOpen ? null : path,
    };
  });
