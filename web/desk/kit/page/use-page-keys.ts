import { useEffect, useRef } from 'react';
import { isElsewhere } from './is-elsewhere.ts';

/**
 * Keys that belong to the page wherever the focus is, except in a field, a menu or a window.
 * @param onKey gets the key in upper case; says whether the page took it
 */
export function usePageKeys(onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isElsewhere(event.target)) return;
      if (latest.current(event.key.toUpperCase())) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
