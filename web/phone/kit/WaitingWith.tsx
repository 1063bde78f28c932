import { exactTime, timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';

interface Props {
  readonly waitsFor: string | null;
  readonly mine: boolean;
  readonly since: string;
}

/** 谁在处理、已等几天. */
export function WaitingWith({ waitsFor, mine, since }: Props) {
  const now = useNow();
  if (!waitsFor) return null;
  const waited = timeWaited(since, now);
  return (
    <p className="soft" title={`自${exactTime(since)}起（北京时间）`}>
      {mine ? '等待您处理' : `由${waitsFor}处理`}
      {waited && `，${waited}`}
    </p>
  );
}
