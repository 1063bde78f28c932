import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

/**
 * The URL names the sheet that is open (`?do=accept`): the back button closes it, and a reload or a rotation keeps it.
 */
export function useSheet(): { open: string | undefined; show: (name: string) => void; close: () => void } {
  const open = new URLSearchParams(useSearch()).get('do') ?? undefined;
  const [path, go] = useLocation();
  const show = useCallback((name: string) => go(`${path}?do=${name}`, { state: { sheet: true } }), [path, go]);
  const close = useCallback(() => {
    const opened: unknown = history.state;
    if (typeof opened === 'object' && opened !== null && 'sheet' in opened) history.back();
    else go(path, { replace: true });
  }, [path, go]);
  return { open, show, close };
}
