import type { ReactNode } from 'react';
import { BottomBar } from './BottomBar.tsx';
import { TopBar } from './TopBar.tsx';

interface Props {
  readonly title: string;
  readonly back?: string;
  readonly children: ReactNode;
  /** What stays at the thumb. */
  readonly bar?: ReactNode;
}

export function Page({ title, back, children, bar }: Props) {
  return (
    <>
      <TopBar title={title} {...(back !== undefined && { back })} />
      <main className="page">{children}</main>
      {bar && <BottomBar>{bar}</BottomBar>}
    </>
  );
}
