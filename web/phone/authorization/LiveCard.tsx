import { ToneTag } from '#web/common/ToneTag.tsx';
import { ClosedCard, OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps } from '#web/phone/kit/module.ts';
import { lastDay } from './last-day.ts';
import { useAuthorization } from './use-authorization.ts';

/** The module on the page where one is chosen: until when something is authorized, or why nothing can be. */
export function LiveCard({ title, to, what }: CardProps) {
  const { data } = useAuthorization();
  const last = data?.live
    .map(({ expiresAt }) => expiresAt)
    .toSorted()
    .at(-1);
  if (last)
    return (
      <OpenCard title={title} to={to}>
        <ToneTag tone="inForce" label={`有效至${lastDay(last)}`} />
      </OpenCard>
    );
  // What is over, and who checked it, can be read although nothing can be authorized.
  if (data?.obstacle && data.over.length === 0) return <ClosedCard title={title}>{data.obstacle.sentence}</ClosedCard>;
  return (
    <OpenCard title={title} to={to}>
      {data?.obstacle?.sentence ?? what}
    </OpenCard>
  );
}
