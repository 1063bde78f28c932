import { formatBeijing, remaining } from '#domain/dates.ts';

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const words = new Intl.RelativeTimeFormat('zh-CN', { numeric: 'auto' });

/** 3小时前, 昨天; within a minute 刚刚; beyond four weeks the day. */
export function relative(at: Date, now: Date): string {
  const away = at.getTime() - now.getTime();
  if (Math.abs(away) > 28 * 86_400_000) return formatBeijing(at, 'day');
  const step = steps.find(([, milliseconds]) => Math.abs(away) >= milliseconds);
  return step ? words.format(Math.trunc(away / step[1]), step[0]) : '刚刚';
}

interface Props {
  readonly at: string;
  /** Both on the page, where the exact time matters and there is room. */
  readonly exact?: boolean;
}

/** A moment: relative with the exact one on hover, or the exact one. */
export function Moment({ at, exact = false }: Props) {
  const date = new Date(at);
  const full = `${formatBeijing(date, 'second')}（北京时间）`;
  return (
    <time dateTime={at} title={full}>
      {exact ? formatBeijing(date, 'minute') : relative(date, new Date())}
    </time>
  );
}

interface DeadlineProps {
  readonly at: string;
  /** It no longer decides anything: the answer has come, or the case has ended. */
  readonly over?: boolean;
}

/** 应约截止时间, with what remains of it while it counts. */
export function Deadline({ at, over = false }: DeadlineProps) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${formatBeijing(date, 'second')}（北京时间）`}>
      {formatBeijing(date, 'minute')}
      {over ? null : <span className="remains">{remaining(new Date(), date)}</span>}
    </time>
  );
}
