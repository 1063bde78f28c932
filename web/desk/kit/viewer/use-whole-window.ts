import { useEffect, useState } from 'react';
import { isElsewhere } from '../page/is-elsewhere.ts';

/**
 * A picture over the whole window and, where the browser allows it, the whole screen. Not by the element's own full screen: above that
 * no dialog is seen.
 */
export function useWholeWindow(): readonly [isWhole: boolean, toggle: () => void] {
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    if (!isWhole) return;
    const onChange = () => {
      if (!document.fullscreenElement) setWhole(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isElsewhere(event.target)) setWhole(false);
    };
    document.addEventListener('fullscreenchange', onChange);
    window.addEventListener('keydown', onKey);
    document.documentElement.requestFullscreen().catch(() => undefined);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      window.removeEventListener('keydown', onKey);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [isWhole]);
  return [isWhole, () => setWhole(now => !now)];
}
