import { ToneTag } from '#web/common/ToneTag.tsx';
import { ClosedCard, OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps } from '#web/phone/kit/module.ts';
import { useTransfers } from './use-transfer.ts';

/** A module on the page where one is chosen: how far this graduate is, or why nothing can be done there. */
export function LiveCard({ title, to, what }: CardProps) {
  const { data } = useTransfers();
  const known = data?.modules.find(({ kind }) => to.endsWith(`/${kind}`));
  // What is recorded can be read although nothing can be asked for.
  if (known?.obstacle && !known.record.section) return <ClosedCard title={title}>{known.obstacle.sentence}</ClosedCard>;
  return (
    <OpenCard title={title} to={to}>
      {known ? <ToneTag tone={known.record.tone} label={known.record.label} /> : what}
      {known?.record.tags.map(tag => (
        <ToneTag key={tag} tone="review" label={tag} />
      ))}
    </OpenCard>
  );
}
