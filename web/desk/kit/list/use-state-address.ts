import { useEffect } from 'react';
import { rememberList } from './last-list.ts';
import { useListAddress } from './use-list-address.ts';

/** A list by one state at a time, which stands in the address; the first is shown where it names none. The way back leads to it. */
export function useStateAddress<State extends string>(path: string, states: readonly [State, ...State[]]) {
  const address = useListAddress();
  const asked = address.params.get('state');
  useEffect(() => rememberList(path, address.params), [path, address.params]);
  return { path, address, state: states.find(one => one === asked) ?? states[0] };
}
