import { useEffect, useRef } from 'react';
import { lastOpened } from './last-list.ts';

/** Back from a row's page, its row gets the focus. Runs after the shell has scrolled to the top, as it does for every page. */
export function useReturn(isThere: boolean): void {
  const done = useRef(false);
  useEffect(() => {
    const ref = lastOpened();
    if (!isThere || done.current || ref === undefined) return;
    done.current = true;
    const frame = requestAnimationFrame(() => {
      const link = document.querySelector<HTMLElement>(`tr[data-row="${ref}"] td a`);
      link?.scrollIntoView({ block: 'center' });
      link?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [isThere]);
}
