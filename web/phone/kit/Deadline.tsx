import { dayLength } from '#domain/dates.ts';
import { exactTime, timeLeft, untilThen } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import { Icon } from './Icon.tsx';

/** 应约截止时间, with what remains; red in its last day. */
export function Deadline({ at }: { readonly at: string }) {
  const now = useNow();
  const left = untilThen(at, now);
  return (
    <p className={`deadline tone-${left <= 0 ? 'ended' : left < dayLength ? 'refused' : 'waiting'}`}>
      <Icon name="clock" />
      <span>
        <strong>{timeLeft(at, now)}</strong>
        <span className="deadline-exact">
          应约截止 <time dateTime={at}>{exactTime(at)}</time>
          <span className="together">（北京时间）</span>
        </span>
      </span>
    </p>
  );
}
