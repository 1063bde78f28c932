import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  MinusCircleOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Tone } from '#web/common/tokens/tokens.ts';

const icons: Readonly<Record<Tone, ReactNode>> = {
  waiting: <ClockCircleOutlined aria-hidden />,
  review: <SyncOutlined aria-hidden />,
  inForce: <CheckCircleOutlined aria-hidden />,
  ended: <MinusCircleOutlined aria-hidden />,
  refused: <CloseCircleOutlined aria-hidden />,
};

/** A state in its hue, always with an icon and the word. */
export function StateTag({ tone, label }: { readonly tone: Tone; readonly label: string }) {
  return (
    <span className={`tone tone-${tone}`}>
      {icons[tone]}
      <span>{label}</span>
    </span>
  );
}
