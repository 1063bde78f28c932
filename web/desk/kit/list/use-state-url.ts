import { useEffect } from 'react';
import { rememberList } from './last-list.ts';
import { useListUrl } from './use-list-url.ts';

/** A list that shows one state at a time: the one that the URL names, else the first. 返回列表 leads back to it. */
export function useStateUrl<State extends string>(path: string, states: readonly [State, ...State[]]) {
  const url = useListUrl();
  const asked = url.params.get('state');
  useEffect(() => {
    rememberList(path, url.params);
  }, [path, url.params]);
  return { path, url, state: states.find(one => one === asked) ?? states[0] };
}
