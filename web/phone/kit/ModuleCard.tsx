import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './Icon.tsx';

interface Words {
  readonly title: string;
  readonly children: ReactNode;
}

const Words = ({ title, children }: Words) => (
  <span className="card-link-words">
    <span className="card-title">{title}</span>
    <span className="note">{children}</span>
  </span>
);

/** A module that can be opened. */
export const OpenCard = ({ to, ...words }: Words & { readonly to: string }) => (
  <Link href={to} className="card card-link">
    <Words {...words} />
    <Icon name="onward" />
  </Link>
);

/** One that cannot, and why. */
export const ClosedCard = (words: Words) => (
  <div className="card card-link card-closed">
    <Words {...words} />
    <Icon name="lock" />
  </div>
);
