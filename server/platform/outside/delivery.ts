import { OutsideError } from './call-outside.ts';

export type FailedDelivery = {
  /** temporary: surely not sent, try again; permanent: this person cannot be reached so; technical: our settings or the transport. */
  outcome: 'temporary-failure' | 'permanent-failure' | 'technical-failure';
  /** The provider's own code, or the kind of transport failure. Never the provider's sentence: some quote the number. */
  code: string;
  /** The provider may have sent it: never repeat such a one by itself. */
  fateUnknown: boolean;
};

/** What became of handing a message to its provider. Sent is not delivered. */
export type Delivery = { outcome: 'sent'; providerId: string } | FailedDelivery;

export function failed(outcome: FailedDelivery['outcome'], code: string, fateUnknown = false): FailedDelivery {
  return { outcome, code, fateUnknown };
}

/** A failure of the transport as a delivery; throws what is not one. */
export function deliveryOfError(error: unknown): FailedDelivery {
  if (!(error instanceof OutsideError)) throw error;
  if (error.kind === 'unreachable') return failed('temporary-failure', 'unreachable');
  if (error.kind === 'sandbox') return failed('technical-failure', 'sandbox', true);
  return failed('technical-failure', error.kind, true);
}

/** Codes to outcomes, by the longest matching beginning: `isv.` codes come in families. */
export function outcomeOfCode(
  table: Readonly<Record<string, FailedDelivery['outcome']>>,
  code: string,
): FailedDelivery['outcome'] {
  const key = Object.keys(table)
    .filter(beginning => code.startsWith(beginning))
    .sort((a, b) => b.length - a.length)[0];
  return (key !== undefined && table[key]) || 'technical-failure';
}
