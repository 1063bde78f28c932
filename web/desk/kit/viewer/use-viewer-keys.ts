import { useEffect, useRef } from 'react';
import { isElsewhere } from '../page/is-elsewhere.ts';
import { type Look, lookOfKey } from './view.ts';

interface Keys {
  readonly onLook: (look: Look) => void;
  readonly onGo: (by: number) => void;
  readonly enabled: boolean;
}

/** ← → walk through the pictures, + − 0 [ ] enlarge and turn, wherever the focus is, except in a field. */
export function useViewerKeys({ onLook, onGo, enabled }: Keys): void {
  const onKey = (event: KeyboardEvent) => {
    if (!enabled || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    const look = lookOfKey(event.key);
    if (event.key === 'ArrowLeft') onGo(-1);
    else if (event.key === 'ArrowRight') onGo(1);
    else if (look) onLook(look);
    else return;
    event.preventDefault();
  };
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
