/** What can be filled in again with what a case had, once that case has come to nothing or was ended. */
import { typeName } from '../codes/destination-types.ts';
import { type FlowName, placeOf } from './all.ts';

const offline = '10.02';

/** The type that would be begun; undefined where nothing is over. An invitation is the employer's: what it said goes into a signing on paper. */
export function refillOf(
  { flow, state, destinationType }: { readonly flow: FlowName; readonly state: string; readonly destinationType: string },
  offered: readonly string[],
): { type: string; label: string } | undefined {
  if (flow === 'online-termination' || flow === 'offline-termination') return undefined;
  // Who said no to an employer does not go on with it on paper.
  if (flow === 'online-signing' && state === 'declined') return undefined;
  const type = flow === 'online-signing' ? offline : destinationType;
  return placeOf(flow, state).kind === 'ends' && offered.includes(type) ? { type, label: typeName(type) } : undefined;
}
