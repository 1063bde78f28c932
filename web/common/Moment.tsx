import { exactTime, timeAgo } from './format.ts';
import { useNow } from './use-now.ts';

/** A time by its distance; the exact one on hover and for assistive technology. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  const exact = `${exactTime(at, 'second')}（北京时间）`;
  return (
    <time dateTime={at} title={exact}>
      {timeAgo(at, now)}
    </time>
  );
}
