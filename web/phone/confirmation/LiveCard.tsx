import { ToneTag } from '#web/common/ToneTag.tsx';
import { OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps } from '#web/phone/kit/module.ts';
import { useConfirmation } from './use-confirmation.ts';

/** The module on the page where one is chosen: how far this graduate is. */
export function LiveCard({ title, to, what }: CardProps) {
  const { data } = useConfirmation();
  return (
    <OpenCard title={title} to={to}>
      {data ? <ToneTag tone={data.tone} label={data.label} /> : what}
    </OpenCard>
  );
}
