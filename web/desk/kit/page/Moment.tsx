import { exactTime, timeAgo, timeLeft } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';

interface Props {
  readonly at: string;
  /** The exact time itself, where it matters and there is room. */
  readonly exact?: boolean;
}

/** A moment: how long ago it was, with the exact time on hover; or the exact time. */
export function Moment({ at, exact = false }: Props) {
  const now = useNow();
  return (
    <time dateTime={at} title={`${exactTime(at, 'second')}（北京时间）`}>
      {exact ? exactTime(at) : timeAgo(at, now)}
    </time>
  );
}

interface DeadlineProps {
  readonly at: string;
  /** The deadline no longer matters: the answer has come, or the case has ended. */
  readonly over?: boolean;
}

/** 应约截止时间, with the time that is left while it matters. */
export function Deadline({ at, over = false }: DeadlineProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={`${exactTime(at, 'second')}（北京时间）`}>
      {exactTime(at)}
      {over ? null : <span className="remains">{timeLeft(at, now)}</span>}
    </time>
  );
}
