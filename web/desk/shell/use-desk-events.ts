import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../kit/api/api.ts';

const eventsUrl = '/api/desk/events';
const firstPause = 2_000;
const longestPause = 60_000;
/** Many decisions a second still ask for the counts once. */
const gathering = 400;

/**
 * Keeps counts and lists fresh by the server's events, and says whether the connection is open. The browser gives up after some errors;
 * this does not.
 * @param keys first words of the query keys that an event makes stale; the same list on every call
 */
export function useDeskEvents(keys: readonly string[], enabled: boolean): boolean {
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
        for (const key of keys) void queryClient.invalidateQueries({ queryKey: [key] });
      }, gathering);
    };
    const connect = () => {
      source = new EventSource(eventsUrl);
      source.onopen = () => {
        pause = firstPause;
        setConnected(true);
      };
      source.addEventListener('counts', refresh);
      source.onerror = () => {
        setConnected(false);
        if (source?.readyState !== EventSource.CLOSED) return;
        // Refused: if the session is over, the usual client hears it and tells the pages.
        void call('GET /api/sessions').catch(() => undefined);
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
  }, [keys, enabled, queryClient]);

  return connected;
}
