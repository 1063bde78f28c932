import { exactTime, timeAgo, timeLeft } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';

interface Props {
  readonly at: string;
  /** The exact time itself, where it matters and there is room. */
  readonly exact?: boolean;
}

/** A moment: by its distance with the exact one on hover, or the exact one. */
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
  /** It no longer decides anything: the answer has come, or the case has ended. */
  readonly over?: boolean;
}

/** 应约截止时间, with what remains of it while it counts. */
export function Deadline({ at, over = false }: DeadlineProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={`${exactTime(at, 'second')}（北京时间）`}>
      {exactTime(at)}
      {over ? null : <span className="remains">{timeLeft(at, now)}</span>}
    </time>
  );
}
