/** Two kinds and two lists of each, as one set of pages; the address says which. */
import { useLocation } from 'wouter';
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';

export function useKind(): TransferKind {
  const [location] = useLocation();
  return transferKinds.find(kind => location.startsWith(`/verification/${kind}/`)) ?? 'archive';
}

export const pathsOf = (kind: TransferKind) =>
  ({
    authorizations: `/verification/${kind}/authorizations`,
    transfers: `/verification/${kind}/transfers`,
  }) as const;

export const titlesOf = (kind: TransferKind) => {
  const { title } = transferDetails[kind];
  return { authorizations: `${title}核验列表`, transfers: `${title}转递列表` } as const;
};
