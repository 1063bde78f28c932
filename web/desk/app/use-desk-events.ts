import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const eventsAddress = '/api/desk/events';
const firstPause = 2_000;
const longestPause = 60_000;
/** Many decisions a second still ask for the counts once. */
const gathering = 400;

/** Keeps counts and lists fresh by the server's events. Says whether the line stands: the browser gives up on some errors, we do not. */
export function useDeskEvents(enabled: boolean): boolean {
  const queryClient = useQueryClient();
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let pause = firstPause;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gather: ReturnType<typeof setTimeout> | undefined;

    let greeted = false;

    const refresh = () => {
      // The server greets each connection with an event: for the first one the page has just asked, after a break it has to ask.
      if (!greeted) {
        greeted = true;
        return;
      }
      gather ??= setTimeout(() => {
        gather = undefined;
        for (const key of ['desk-home', 'desk-cases', 'desk-requests', 'change-requests', 'objections'])
          void queryClient.invalidateQueries({ queryKey: [key] });
      }, gathering);
    };
    const connect = () => {
      source = new EventSource(eventsAddress);
      source.onopen = () => {
        pause = firstPause;
        setConnected(true);
      };
      source.addEventListener('counts', refresh);
      source.onerror = () => {
        setConnected(false);
        if (source?.readyState !== EventSource.CLOSED) return;
        pause = Math.min(pause * 2, longestPause);
        retry = setTimeout(connect, pause);
      };
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(gather);
    };
  }, [enabled, queryClient]);

  return connected;
}
