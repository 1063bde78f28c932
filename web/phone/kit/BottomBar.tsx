import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Of the window's height, what the bar may cover. */
const mostOfHeight = 0.4;

/** What stays at the thumb. With large type or little room it would cover what it is about: then it goes along with the page. */
export function BottomBar({ children }: { readonly children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  const [stays, setStays] = useState(true);
  useLayoutEffect(() => {
    const it = bar.current;
    if (!it) return;
    const look = () => setStays(it.offsetHeight <= innerHeight * mostOfHeight);
    const watching = new ResizeObserver(look);
    watching.observe(it);
    addEventListener('resize', look);
    return () => {
      watching.disconnect();
      removeEventListener('resize', look);
    };
  }, []);
  return (
    <section className={stays ? 'bottom-bar' : 'bottom-bar bottom-bar-along'} aria-label="操作" ref={bar}>
      {children}
    </section>
  );
}
