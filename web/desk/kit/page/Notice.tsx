import { CheckCircleOutlined, InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

const icons = {
  done: <CheckCircleOutlined aria-hidden />,
  info: <InfoCircleOutlined aria-hidden />,
  warning: <WarningOutlined aria-hidden />,
} as const;

interface Props {
  readonly kind: keyof typeof icons;
  readonly title: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
}

/** Shown in place of a page: what happened, and what to do next. */
export function Notice({ kind, title, text, children }: Props) {
  return (
    <section className="card notice">
      <p className={`notice-icon ${kind}`}>{icons[kind]}</p>
      <h1>{title}</h1>
      <p className="quiet">{text}</p>
      {children ? <div className="buttons centred">{children}</div> : null}
    </section>
  );
}
