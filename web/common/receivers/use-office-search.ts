import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '#web/common/client.ts';
import { offered } from './fill-office.ts';

/** A pause in typing after which it is looked for. */
const pauseMs = 300;

interface Asked {
  readonly text: string;
  /** The province that may not be left; its offices are offered before anything is typed. */
  readonly province: string | undefined;
  /** Asks nothing while the field is not in use. */
  readonly active: boolean;
}

/** More of them the server does not name. */
const most = 20;

export type OfficeSearch = ReturnType<typeof useOfficeSearch>;

/** Offices for what is typed: a part of the name, its pinyin or the initials of it. */
export function useOfficeSearch({ text, province, active }: Asked) {
  const typed = text.trim().slice(0, 60);
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const isAsking = active && (asked !== '' || province !== undefined);
  const { data, error, isFetching } = useQuery({
    queryKey: ['receivers', 'search', province ?? '', asked],
    queryFn: ({ signal }) =>
      call('GET /api/receivers', { query: { ...(asked && { q: asked }), ...(province && { region: province }) }, signal }),
    enabled: isAsking,
    staleTime: 60_000,
    placeholderData: previous => (isAsking ? previous : undefined),
  });
  const isWaiting = isAsking && (isFetching || asked !== typed);
  return {
    rows: offered(data?.rows ?? [], province),
    error,
    isWaiting,
    isAsking,
    isCut: (data?.rows.length ?? 0) >= most,
    isUnanswered: error !== null && !isWaiting,
  };
}
