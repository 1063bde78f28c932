import type { ReactNode } from 'react';

interface Props {
  readonly main: ReactNode;
  /** Beside it, quieter; the first to be cut where there is no room. */
  readonly sub?: ReactNode;
  /** Both in full, where they are cut. */
  readonly title: string;
}

/** Two things about one, in one line of a list. */
export function Pair({ main, sub, title }: Props) {
  return (
    <span className="pair" title={title}>
      <span>{main}</span>
      {sub ? <span className="quiet">{sub}</span> : null}
    </span>
  );
}
