import { useEffect } from 'react';
import { rememberList } from './last-list.ts';
import { useListAddress } from './use-list-address.ts';

/** A list that shows one state at a time: the one that the address names, else the first. 返回列表 leads back to it. */
export function useStateAddress<State extends string>(path: string, states: readonly [State, ...State[]]) {
  const address = useListAddress();
  const asked = address.params.get('state');
  useEffect(() => rememberList(path, address.params), [path, address.params]);
  return { path, address, state: states.find(one => one === asked) ?? states[0] };
}
