import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '#web/common/client.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  /** The code of the province that may not be left; free without one. */
  readonly within?: string | undefined;
  readonly onValue: (code: string) => void;
}
type Region = readonly [code: string, name: string, parent: string | null];

/** Province, city, county: three native lists, each offered once the one above is chosen. */
export function RegionField({ id, label, value: chosen, disabled, within, onValue, ...described }: Props) {
  const { data: regions = [] } = useQuery({
    queryKey: ['regions'],
    queryFn: ({ signal }) => call('GET /api/regions', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const below = useMemo(() => Map.groupBy<string | null, Region>(regions, ([, , parent]) => parent), [regions]);
  const value = within && !chosen.startsWith(within.slice(0, 2)) ? within : chosen;
  const chain = useMemo(() => {
    const codes: string[] = [];
    const byCode = new Map(regions.map(region => [region[0], region]));
    for (let region = byCode.get(value); region; region = byCode.get(region[2] ?? '')) codes.unshift(region[0]);
    return codes;
  }, [regions, value]);
  const lists = [null, ...chain].map(parent => below.get(parent) ?? []).filter(list => list.length > 0);
  const words = ['省', '市', '区县'];
  return (
    <div className="region-lists">
      {lists.slice(0, 3).map((list, level) => (
        <select
          {...described}
          key={chain[level - 1] ?? 'top'}
          {...(level === 0 ? { id } : {})}
          aria-label={`${label}：${words[level] ?? '下级'}`}
          disabled={disabled || (level === 0 && within !== undefined)}
          value={chain[level] ?? ''}
          onChange={event => onValue(event.currentTarget.value || (chain[level - 1] ?? ''))}
        >
          <option value="">{`选择${words[level] ?? '下级'}`}</option>
          {list.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}
